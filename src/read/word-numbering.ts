import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { LAST_LEVEL, type Level, type List, ListCounters } from './list-numbering.ts';

/** The parts of a .docx that its numbering needs, as XML. */
export interface WordParts {
  readonly document: string;
  readonly numbering: string | null;
  readonly styles: string | null;
}

interface Reference {
  readonly list: string | null;
  readonly level: number | null;
}

const parseXml = (xml: string) =>
  new DOMParser({ errorHandler: { warning: () => {}, error: () => {} } }).parseFromString(xml, 'text/xml');

/** Children with a name; not recursive, for files that nest deeper than a stack goes. */
function children(element: Element | Document | null, name: string): Element[] {
  const found: Element[] = [];
  for (let node = element?.firstChild ?? null; node; node = node.nextSibling)
    if (node.nodeName === name) found.push(node as Element);
  return found;
}

const child = (element: Element | null | undefined, name: string): Element | null =>
  element ? (children(element, name)[0] ?? null) : null;

const attributeOf = (element: Element | null): string | null => element?.getAttribute('w:val') || null;

function numberOf(element: Element | null): number | null {
  const value = attributeOf(element);
  const number = value === null ? Number.NaN : Number(value);
  return Number.isSafeInteger(number) ? number : null;
}

function toLevel(element: Element): Level {
  return {
    start: numberOf(child(element, 'w:start')) ?? 1,
    format: attributeOf(child(element, 'w:numFmt')) ?? 'decimal',
    text: child(element, 'w:lvlText')?.getAttribute('w:val') ?? '',
    legal: child(element, 'w:isLgl') !== null,
    restartAfter: numberOf(child(element, 'w:lvlRestart')),
  };
}

function levelsOf(element: Element): Map<number, Level> {
  return new Map(
    children(element, 'w:lvl').map((level) => [Number(level.getAttribute('w:ilvl')), toLevel(level)]),
  );
}

function referenceOf(properties: Element | null): Reference | null {
  const numbered = child(properties, 'w:numPr');
  if (!numbered) return null;
  return {
    list: attributeOf(child(numbered, 'w:numId')),
    level: numberOf(child(numbered, 'w:ilvl')),
  };
}

/** A style may name another that it is based on; a chain longer than this is a circle. */
const MAX_STYLE_CHAIN = 20;

class Numbering {
  readonly #lists = new Map<string, List>();
  readonly #styles = new Map<
    string,
    { readonly reference: Reference | null; readonly base: string | null }
  >();
  readonly #counters = new ListCounters();

  constructor(parts: WordParts) {
    if (parts.styles) {
      const root = parseXml(parts.styles)?.documentElement ?? null;
      for (const style of children(root, 'w:style')) {
        this.#styles.set(style.getAttribute('w:styleId') ?? '', {
          reference: referenceOf(child(style, 'w:pPr')),
          base: attributeOf(child(style, 'w:basedOn')),
        });
      }
    }
    const root = parts.numbering ? (parseXml(parts.numbering)?.documentElement ?? null) : null;
    const abstracts = new Map<string, Element>();
    const byStyle = new Map<string, string>();
    for (const element of children(root, 'w:abstractNum')) {
      const id = element.getAttribute('w:abstractNumId') ?? '';
      abstracts.set(id, element);
      const style = attributeOf(child(element, 'w:styleLink'));
      if (style) byStyle.set(style, id);
    }
    for (const element of children(root, 'w:num')) {
      let id = attributeOf(child(element, 'w:abstractNumId')) ?? '';
      const linked = attributeOf(child(abstracts.get(id) ?? null, 'w:numStyleLink'));
      if (linked) id = byStyle.get(linked) ?? id;
      const abstract = abstracts.get(id);
      if (!abstract) continue;
      const levels = levelsOf(abstract);
      const startOverrides = new Map<number, number>();
      for (const override of children(element, 'w:lvlOverride')) {
        const at = Number(override.getAttribute('w:ilvl'));
        const start = numberOf(child(override, 'w:startOverride'));
        if (start !== null) startOverrides.set(at, start);
        const level = child(override, 'w:lvl');
        if (level) levels.set(at, toLevel(level));
      }
      this.#lists.set(element.getAttribute('w:numId') ?? '', { counter: id, levels, startOverrides });
    }
  }

  /** The list and level of a paragraph: its own, or those of its style and what that is based on. */
  #placeOf(properties: Element | null): { id: string; list: List; level: number } | null {
    let listId: string | null = null;
    let level: number | null = null;
    const take = (reference: Reference | null) => {
      listId ??= reference?.list ?? null;
      level ??= reference?.level ?? null;
    };
    take(referenceOf(properties));
    let style = attributeOf(child(properties, 'w:pStyle'));
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
  next(properties: Element | null): string | null {
    const place = this.#placeOf(properties);
    return place ? this.#counters.next(place.id, place.list, place.level) : null;
  }
}

/** All paragraphs that Word shows, in order. Of two renderings of one drawing, the one that mammoth reads. */
function paragraphsOf(root: Element): Element[] {
  const found: Element[] = [];
  const rest: Node[] = [root];
  for (let node = rest.pop(); node; node = rest.pop()) {
    if (node.nodeName === 'mc:Choice') continue;
    if (node.nodeName === 'w:p') found.push(node as Element);
    for (let inner = node.lastChild; inner; inner = inner.previousSibling) rest.push(inner);
  }
  return found;
}

/**
 * Word's automatic numbering as text: each numbered paragraph of `document` begins with its label, and none is
 * numbered any more, so that what reads the file afterwards loses nothing. Follows ECMA-376 part 1, 17.9.
 */
export function writeNumbersOut(parts: WordParts): string {
  if (!/<w:numPr[\s>/]/u.test(parts.document) && !/<w:numPr[\s>/]/u.test(parts.styles ?? ''))
    return parts.document;
  const document = parseXml(parts.document);
  const root = document?.documentElement;
  if (!document || !root) return parts.document;
  const numbering = new Numbering(parts);
  for (const paragraph of paragraphsOf(root)) {
    const properties = child(paragraph, 'w:pPr');
    const empty = !paragraph.getElementsByTagName('w:t').length;
    const removed = child(child(properties, 'w:rPr'), 'w:del') !== null;
    const label = removed ? null : numbering.next(properties); // Word counts empty paragraphs, too
    const numbered = child(properties, 'w:numPr');
    if (numbered) properties?.removeChild(numbered);
    if (label === null || label === '' || empty) continue;
    const run = document.createElement('w:r');
    const text = document.createElement('w:t');
    text.setAttribute('xml:space', 'preserve');
    text.appendChild(document.createTextNode(`${label} `));
    run.appendChild(text);
    // The label looks as its paragraph does: a heading that is strong throughout stays so.
    const first = firstRunOf(paragraph);
    const look = child(first, 'w:rPr');
    if (look) run.insertBefore(look.cloneNode(true), text);
    paragraph.insertBefore(run, properties ? properties.nextSibling : paragraph.firstChild);
  }
  return new XMLSerializer().serializeToString(document);
}

function firstRunOf(paragraph: Element): Element | null {
  const rest: Node[] = [paragraph];
  for (let node = rest.pop(); node; node = rest.pop()) {
    if (node.nodeName === 'w:r') return node as Element;
    for (let inner = node.lastChild; inner; inner = inner.previousSibling) rest.push(inner);
  }
  return null;
}
