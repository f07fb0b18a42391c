import { child, type XmlNode } from './xml.ts';

const value = (formula: XmlNode, properties: string, name: string): string | null =>
  child(child(formula, properties), name)?.get('m:val') ?? null;

/** The parts of formulas by what stands for their shape in a line of text; `%name` is a part. */
function shapeOf(element: XmlNode): readonly (XmlNode | string)[] {
  const part = (name: string) => child(element, name) ?? '';
  switch (element.name) {
    case 'm:f':
      return [part('m:num'), value(element, 'm:fPr', 'm:type') === 'noBar' ? ' ' : '/', part('m:den')];
    case 'm:rad':
      return [part('m:deg'), '√', part('m:e')];
    case 'm:nary':
      return [value(element, 'm:naryPr', 'm:chr') ?? '∫', part('m:sub'), part('m:sup'), ' ', part('m:e')];
    case 'm:d': {
      const inner = [...element.children()].filter(({ name }) => name === 'm:e');
      const between = value(element, 'm:dPr', 'm:sepChr') ?? '|';
      return [
        value(element, 'm:dPr', 'm:begChr') ?? '(',
        ...inner.flatMap((one, index) => (index === 0 ? [one] : [between, one])),
        value(element, 'm:dPr', 'm:endChr') ?? ')',
      ];
    }
    case 'm:mr':
      return [...element.children()].flatMap((one) => [one, ' ']);
    default:
      return [...element.children()].filter(({ name }) => !name.endsWith('Pr'));
  }
}

/** A formula (`m:oMath`) in one line: its letters in order, with a slash for the bar of a fraction. */
export function formulaText(formula: XmlNode): string {
  const parts: string[] = [];
  const rest: (XmlNode | string)[] = [formula];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (typeof next === 'string') parts.push(next);
    else if (next.isText) parts.push(next.parent && /^[mw]:t$/u.test(next.parent.name) ? next.text : '');
    else for (const part of [...shapeOf(next)].reverse()) rest.push(part);
  }
  return parts.join('');
}
