import type { WordPackage } from './package.ts';
import { around, children, elementsIn, makeParagraph, parseXml, textOf, wordsOf, XmlNode } from './xml.ts';

const ANCHORS = new Set(['w:pict', 'w:drawing', 'w:object']);

/** Chooses one of the renderings of each drawing: the first that says something, else the first. */
export function chooseAlternates(root: XmlNode): void {
  for (const element of elementsIn(root)) {
    if (element.name !== 'mc:AlternateContent' || !element.parent) continue;
    const renderings = [...children(element, 'mc:Choice'), ...children(element, 'mc:Fallback')];
    const chosen = renderings.find(saysSomething) ?? renderings[0];
    for (const rendering of renderings) if (rendering !== chosen) rendering.remove();
    chosen?.unwrap();
    element.unwrap();
  }
}

const SPEAKING = new Set(['w:t', 'a:t', 'm:t', 'v:textpath', 'dgm:relIds', 'c:chart', 'w:sym']);

const saysSomething = (element: XmlNode) => elementsIn(element).some(({ name }) => SPEAKING.has(name));

/** A picture (ảnh) in the text, in the order of the text. */
export interface Picture {
  /** Paragraphs with text that stand before it. */
  readonly linesBefore: number;
  /** Height in points; null where it is not told. */
  readonly height: number | null;
}

/** What `placeBoxes` found besides. */
export interface PlacedBoxes {
  readonly pictures: readonly Picture[];
  /** Things with text that is not read, by what they are. */
  readonly unread: readonly string[];
}

const POINTS: Readonly<Record<string, number>> = { pt: 1, in: 72, cm: 28.35, mm: 2.835, px: 0.75, pc: 12 };
const EMU_PER_POINT = 12_700;

/** A length of VML (`margin-top:-12.5pt`), in points. */
function lengthIn(style: string, name: string): number | null {
  const found = new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*(-?[\\d.]+)(pt|in|cm|mm|px|pc)?`, 'iu').exec(style);
  return found ? Number(found[1]) * (POINTS[found[2] ?? 'px'] as number) : null;
}

/** A box that hangs so far above the line it is anchored to stands before it: points. */
const ABOVE = -8;

function standsAbove(anchor: XmlNode): boolean {
  for (const element of elementsIn(anchor, ({ name }) => name !== 'w:txbxContent')) {
    if (element.name === 'wp:positionV') {
      const [offset] = children(element, 'wp:posOffset');
      return (
        /^(?:paragraph|line)$/u.test(element.get('relativeFrom') ?? '') &&
        offset !== undefined &&
        Number(textOf(offset)) / EMU_PER_POINT < ABOVE
      );
    }
    const style = element.name.startsWith('v:') ? element.get('style') : null;
    if (style) return /position\s*:\s*absolute/iu.test(style) && (lengthIn(style, 'margin-top') ?? 0) < ABOVE;
  }
  return false;
}

function heightOf(anchor: XmlNode): number | null {
  for (const element of elementsIn(anchor)) {
    if (element.name === 'wp:extent') return Number(element.get('cy')) / EMU_PER_POINT;
    const style = element.name.startsWith('v:') ? element.get('style') : null;
    const height = style ? lengthIn(style, 'height') : null;
    if (height !== null) return height;
  }
  return null;
}

/** Paragraphs of drawings that hold no text of Word's: `a:p` of a diagram, a locked canvas. */
function drawnParagraphs(root: XmlNode): XmlNode[] {
  return elementsIn(root)
    .filter(({ name }) => name === 'a:p')
    .map((paragraph) =>
      elementsIn(paragraph)
        .map((element) => (element.name === 'a:t' ? textOf(element) : element.name === 'a:br' ? ' ' : ''))
        .join(''),
    )
    .filter((text) => text.trim() !== '')
    .map(makeParagraph);
}

/** What stands in a drawing: the blocks of its boxes, outermost first; the words of WordArt; those of a diagram. */
function blocksOf(
  anchor: XmlNode,
  parts: Pick<WordPackage, 'others' | 'related'>,
  unread: string[],
): XmlNode[] {
  const blocks: XmlNode[] = [];
  let drawn = false;
  for (const element of elementsIn(anchor, ({ name }) => name !== 'w:txbxContent' && name !== 'a:txBody')) {
    switch (element.name) {
      case 'w:txbxContent':
        for (const block of element.children()) if (!block.isText) blocks.push(block);
        break;
      case 'v:textpath':
        if (element.get('string')?.trim()) blocks.push(makeParagraph(element.get('string') as string));
        break;
      case 'dgm:relIds': {
        const name = parts.related(element.get('r:dm') ?? '');
        const xml = name === null ? undefined : parts.others.get(name);
        const diagram = xml === undefined ? null : parseXml(xml);
        if (!diagram) unread.push('diagram');
        else for (const block of drawnParagraphs(diagram)) blocks.push(block);
        break;
      }
      case 'c:chart':
        unread.push('chart');
        break;
      case 'o:OLEObject':
        unread.push('embedded object');
        break;
      case 'a:p':
      case 'a:txBody':
        drawn = true;
        break;
    }
  }
  return drawn ? [...blocks, ...drawnParagraphs(anchor)] : blocks;
}

const isPicture = (anchor: XmlNode) =>
  elementsIn(anchor, ({ name }) => name !== 'w:txbxContent').some(
    ({ name }) => name === 'a:blip' || name === 'v:imagedata',
  );

/** Paragraphs in order, those of drawings left out. */
const paragraphsIn = (element: XmlNode): XmlNode[] =>
  [element, ...elementsIn(element, ({ name }) => !ANCHORS.has(name))].filter(({ name }) => name === 'w:p');

const anchorsIn = (element: XmlNode): XmlNode[] =>
  elementsIn(element, ({ name }) => !ANCHORS.has(name)).filter(({ name }) => ANCHORS.has(name));

/**
 * Fifth pass: what stands in text boxes (hộp văn bản), shapes, WordArt and diagrams becomes paragraphs behind the one
 * that the box is anchored in, so that no sentence is parted; or before it, where the box hangs above its line. Boxes
 * within boxes follow theirs. Nothing is left of drawings afterwards.
 */
export function placeBoxes(root: XmlNode, parts: Pick<WordPackage, 'others' | 'related'>): PlacedBoxes {
  const pictures: Picture[] = [];
  const unread: string[] = [];
  // a drawing belongs to a paragraph; one that doesn't gets its own
  for (const anchor of anchorsIn(root)) {
    if (around(anchor, 'w:p')) continue;
    const paragraph = new XmlNode('w:p');
    anchor.replaceWith(paragraph);
    paragraph.insert(anchor);
  }
  let lines = 0;
  const done = new Set<XmlNode>();
  const rest = paragraphsIn(root).reverse();
  for (let paragraph = rest.pop(); paragraph; paragraph = rest.pop()) {
    if (done.has(paragraph)) {
      if (wordsOf(paragraph).trim() !== '') lines++;
      continue;
    }
    done.add(paragraph);
    const before: XmlNode[] = [];
    const behind: XmlNode[] = [];
    for (const anchor of anchorsIn(paragraph)) {
      if (isPicture(anchor)) pictures.push({ linesBefore: lines, height: heightOf(anchor) });
      const blocks = blocksOf(anchor, parts, unread);
      const place = standsAbove(anchor) ? before : behind;
      for (const block of blocks) place.push(block);
      anchor.remove();
    }
    for (const block of before) paragraph.parent?.insert(block, paragraph);
    for (const block of [...behind].reverse()) paragraph.insertBehind(block);
    for (const one of behind.flatMap(paragraphsIn).reverse()) rest.push(one);
    rest.push(paragraph);
    for (const one of before.flatMap(paragraphsIn).reverse()) rest.push(one);
  }
  return { pictures, unread };
}
