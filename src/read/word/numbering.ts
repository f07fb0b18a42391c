import { LAST_LEVEL, type Level, type List, ListCounters } from '../list-numbering.ts';
import { child, children, elementsIn, isOn, makeRun, parseXml, textOf, val, type XmlNode } from './xml.ts';

interface Reference {
  readonly list: string | null;
  readonly level: number | null;
}

function numberOf(element: XmlNode | null): number | null {
  const value = val(element);
  const number = value === null ? Number.NaN : Number(value);
  return Number.isSafeInteger(number) ? number : null;
}

function toLevel(element: XmlNode): Level {
  return {
    start: numberOf(child(element, 'w:start')) ?? 1,
    format: val(child(element, 'w:numFmt')) ?? 'decimal',
    text: child(element, 'w:lvlText')?.get('w:val') ?? '',
    legal: child(element, 'w:isLgl') !== null,
    hidden: isOn(child(element, 'w:rPr'), 'w:vanish') === true,
    restartAfter: numberOf(child(element, 'w:lvlRestart')),
  };
}

function levelsOf(element: XmlNode): Map<number, Level> {
  return new Map(children(element, 'w:lvl').map((level) => [Number(level.get('w:ilvl')), toLevel(level)]));
}

function referenceOf(properties: XmlNode | null): Reference | null {
  const numbered = child(properties, 'w:numPr');
  if (!numbered) return null;
  return {
    list: val(child(numbered, 'w:numId')),
    level: numberOf(child(numbered, 'w:ilvl')),
  };
}

/** A style may name another that it is based on; a chain longer than this is a circle. */
const MAX_STYLE_CHAIN = 20;

/** Word's automatic numbers (ECMA-376 part 1, 17.9): what is reached by each list within one story. */
export class Numbering {
  readonly #lists = new Map<string, List>();
  readonly #styles = new Map<
    string,
    { readonly reference: Reference | null; readonly base: string | null }
  >();
  readonly #counters = new ListCounters();

  /** @param numbering @param styles the parts of the package, as XML; null where it has none */
  constructor(numbering: string | null, styles: string | null) {
    if (styles) {
      const root = parseXml(styles);
      for (const style of children(root, 'w:style')) {
        this.#styles.set(style.get('w:styleId') ?? '', {
          reference: referenceOf(child(style, 'w:pPr')),
          base: val(child(style, 'w:basedOn')),
        });
      }
    }
    const root = numbering ? parseXml(numbering) : null;
    const abstracts = new Map<string, XmlNode>();
    const byStyle = new Map<string, string>();
    for (const element of children(root, 'w:abstractNum')) {
      const id = element.get('w:abstractNumId') ?? '';
      abstracts.set(id, element);
      const style = val(child(element, 'w:styleLink'));
      if (style) byStyle.set(style, id);
    }
    for (const element of children(root, 'w:num')) {
      let id = val(child(element, 'w:abstractNumId')) ?? '';
      const linked = val(child(abstracts.get(id) ?? null, 'w:numStyleLink'));
      if (linked) id = byStyle.get(linked) ?? id;
      const abstract = abstracts.get(id);
      if (!abstract) continue;
      const levels = levelsOf(abstract);
      const startOverrides = new Map<number, number>();
      for (const override of children(element, 'w:lvlOverride')) {
        const at = Number(override.get('w:ilvl'));
        const start = numberOf(child(override, 'w:startOverride'));
        if (start !== null) startOverrides.set(at, start);
        const level = child(override, 'w:lvl');
        if (level) levels.set(at, toLevel(level));
      }
      this.#lists.set(element.get('w:numId') ?? '', { counter: id, levels, startOverrides });
    }
  }

  /** The list and level of a paragraph: its own, or those of its style and what that is based on. */
  #placeOf(properties: XmlNode | null): { id: string; list: List; level: number } | null {
    let listId: string | null = null;
    let level: number | null = null;
    const take = (reference: Reference | null) => {
      listId ??= reference?.list ?? null;
      level ??= reference?.level ?? null;
    };
    take(referenceOf(properties));
    let style = val(child(properties, 'w:pStyle'));
    for (let i = 0; style && i < MAX_STYLE_CHAIN && listId === null; i++) {
      const known = this.#styles.get(style);
      take(known?.reference ?? null);
      style = known?.base ?? null;
    }
    if (listId === null || listId === '0') return null; // 0 takes the numbering of a style away
    const list = this.#lists.get(listId);
    const at = level ?? 0;
    return list && at >= 0 && at <= LAST_LEVEL ? { id: listId, list, level: at } : null;
  }

  /** The next label of the list that a paragraph belongs to; null for one that is not numbered. */
  next(properties: XmlNode | null): string | null {
    const place = this.#placeOf(properties);
    return place ? this.#counters.next(place.id, place.list, place.level) : null;
  }
}

/**
 * Fourth pass: automatic numbers as text. Each numbered paragraph begins with its label, and none is numbered any more, so
 * that what reads the part afterwards loses nothing. Paragraphs that are not shown have to be gone before: they don't
 * count. The text boxes of a part count for themselves, as its notes do: each is a story of its own to Word.
 *
 * @param make gives numbers that begin anew
 */
export function writeNumbersOut(root: XmlNode, make: () => Numbering): void {
  const inBoxes = make();
  const elements = elementsIn(root, ({ name }) => name !== 'w:txbxContent');
  numberAll(elements, make());
  for (const box of elements) if (box.name === 'w:txbxContent') numberAll(elementsIn(box), inBoxes);
}

function numberAll(elements: readonly XmlNode[], numbering: Numbering): void {
  for (const paragraph of elements) {
    if (paragraph.name !== 'w:p') continue;
    const properties = child(paragraph, 'w:pPr');
    const label = numbering.next(properties); // Word counts empty paragraphs, too
    child(properties, 'w:numPr')?.remove();
    if (label === null || label === '' || ownWordsOf(paragraph) === '') continue;
    // The label looks as its paragraph does: a heading that is strong throughout stays so.
    const first = elementsIn(paragraph).find(({ name }) => name === 'w:r') ?? null;
    paragraph.insert(makeRun(`${label} `, first), properties ? properties.next : paragraph.first);
  }
}

/** The words of a paragraph without those of the boxes that are anchored in it. */
const ownWordsOf = (paragraph: XmlNode) =>
  elementsIn(paragraph, ({ name }) => name !== 'w:txbxContent')
    .filter(({ name }) => name === 'w:t' || name === 'm:t')
    .map(textOf)
    .join('');
