import { child, children, elementsIn, parseXml, textOf, val, XmlNode } from './xml.ts';

/** A tab that reaches as far has nothing at its left: twentieths of a point, two thirds of the way to the middle of A4. */
const RIGHT_COLUMN = 3_600;
/** Where tabs stop that nobody set: twentieths of a point. */
const DEFAULT_STOP = 720;

const stopsOf = (properties: XmlNode | null): number[] =>
  children(child(properties, 'w:tabs'), 'w:tab')
    .filter((tab) => !/^(?:clear|bar|num)$/u.test(val(tab) ?? ''))
    .map((tab) => Number(tab.get('w:pos')))
    .filter((position) => Number.isFinite(position))
    .sort((a, b) => a - b);

/** Where the tabs of a style stop. */
function stopsOfStyles(styles: string | null): Map<string, readonly number[]> {
  const root = styles === null ? null : parseXml(styles);
  return new Map(
    children(root, 'w:style').map((style) => [style.get('w:styleId') ?? '', stopsOf(child(style, 'w:pPr'))]),
  );
}

/**
 * Last pass: tabs that begin a line. One that only moves the first line in is dropped; one that reaches the right half
 * of the page stays, once: it says that the left column of the line is empty. All other tabs part columns, or stand
 * behind a mark, which who reads the line can tell.
 */
export function readIndents(root: XmlNode, styles: string | null): void {
  const byStyle = stopsOfStyles(styles);
  for (const paragraph of elementsIn(root)) {
    if (paragraph.name !== 'w:p') continue;
    const properties = child(paragraph, 'w:pPr');
    const own = stopsOf(properties);
    const stops = own.length > 0 ? own : (byStyle.get(val(child(properties, 'w:pStyle')) ?? '') ?? []);
    let leading: XmlNode[] | null = [];
    for (const element of [...elementsIn(paragraph), new XmlNode('w:br')]) {
      if (element.name === 'w:tab' && element.parent?.name === 'w:r') leading?.push(element);
      else if (element.name === 'w:br') {
        if (leading) settle(leading, stops);
        leading = [];
      } else if (leading && /^w:(?:t|sym)$/u.test(element.name) && textOf(element).trim() !== '') {
        settle(leading, stops);
        leading = null;
      }
    }
  }
}

function settle(tabs: readonly XmlNode[], stops: readonly number[]): void {
  if (tabs.length === 0) return;
  const reached = tabs.length <= stops.length ? stops[tabs.length - 1] : undefined;
  const last = stops.at(-1) ?? 0;
  const position = reached ?? last + (tabs.length - stops.length) * DEFAULT_STOP;
  for (const tab of position >= RIGHT_COLUMN ? tabs.slice(1) : tabs) tab.remove();
}
