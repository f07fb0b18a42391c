import { countWords, type Withheld } from '../withheld.ts';
import type { Looks } from './letters.ts';
import {
  around,
  child,
  children,
  elementsIn,
  isOn,
  isWithin,
  makeRun,
  makeText,
  textOf,
  wordsOf,
  type XmlNode,
} from './xml.ts';

const COMMENTS = new Set([
  'w:commentReference',
  'w:commentRangeStart',
  'w:commentRangeEnd',
  'w:annotationRef',
]);
const DELETED = new Set(['w:del', 'w:moveFrom']);
const INSERTED = new Set(['w:ins', 'w:moveTo']);

/**
 * Second pass: what a reader of the paper doesn't see. Comments (chú thích), hidden text (chữ ẩn), hidden shapes, letters
 * that are white or too small, and what is struck out as deleted while changes are tracked (theo dõi thay đổi) go; what is
 * inserted stays: the accepted reading. The marks of paragraphs are characters, too: where one is hidden or deleted, its
 * paragraph goes on in the next, and counts with it.
 */
export function leaveOut(root: XmlNode, looks: Looks): Withheld {
  const withheld = { hiddenWords: 0, hiddenPassages: 0, insertions: 0, deletions: 0, comments: 0 };
  const take = (element: XmlNode, kind: 'hidden' | 'deleted') => {
    const words = countWords(wordsOf(element));
    if (kind === 'deleted') withheld.deletions++;
    else if (words > 0) {
      withheld.hiddenPassages++;
      withheld.hiddenWords += words;
    }
    element.remove();
  };
  for (const element of elementsIn(root)) {
    const name = element.name;
    const shape = hiddenShape(element);
    if (shape) {
      if (isWithin(shape, root)) take(shape, 'hidden');
    } else if (COMMENTS.has(name)) element.remove();
    else if (DELETED.has(name)) {
      if (element.parent?.name !== 'w:rPr' && element.parent?.name !== 'w:trPr') {
        if (isWithin(element, root)) take(element, 'deleted');
      }
    } else if (INSERTED.has(name)) withheld.insertions++;
    else if (name === 'w:tr') {
      const properties = child(element, 'w:trPr');
      if (child(properties, 'w:del') && isWithin(element, root)) take(element, 'deleted');
      else if (isOn(properties, 'w:hidden') && isWithin(element, root)) take(element, 'hidden');
    } else if (name === 'w:tc' && child(child(element, 'w:tcPr'), 'w:cellDel')) {
      // an empty cell keeps the columns of the row in their places
      if (!isWithin(element, root)) continue;
      for (const paragraph of children(element, 'w:p')) {
        for (const inner of elementsIn(paragraph))
          if (inner.name === 'w:r' && isWithin(inner, root)) take(inner, 'deleted');
      }
    }
  }
  for (const element of elementsIn(root)) {
    if (element.name !== 'w:r' && element.name !== 'm:r') continue;
    const look = looks.ofRun(element);
    if (!look || !isWithin(element, root)) continue;
    // the number of a page in a table of contents is hidden on the web, and printed
    if (look.hidden || (look.webHidden && /\p{L}/u.test(wordsOf(element)))) {
      if (child(element, 'w:fldChar')) dropText(element, withheld);
      else take(element, 'hidden');
    } else if (look.unseen) blankLetters(element, withheld);
  }
  joinParagraphs(root, looks, withheld);
  return withheld;
}

/** Takes the text of a run, and leaves the marks of a field: what stands between them needs both. */
function dropText(run: XmlNode, withheld: { hiddenWords: number; hiddenPassages: number }) {
  const words = countWords(wordsOf(run));
  if (words > 0) {
    withheld.hiddenPassages++;
    withheld.hiddenWords += words;
  }
  for (const node of run.children()) {
    if (node.name !== 'w:fldChar' && node.name !== 'w:instrText' && node.name !== 'w:rPr') node.remove();
  }
}

/** The shape that an element says nobody sees (ô ẩn): in the pane of selection its eye is shut. */
function hiddenShape(element: XmlNode): XmlNode | null {
  if (element.name === 'wp:docPr' || element.name === 'wps:cNvPr')
    return /^(?:1|true|on)$/u.test(element.get('hidden') ?? '') ? element.parent : null;
  if (!element.name.startsWith('v:')) return null;
  return /(?:^|;)\s*visibility\s*:\s*hidden/iu.test(element.get('style') ?? '') ? element : null;
}

/** Makes a space of the letters of a run, and leaves the rest: they take room on the paper, as a space does. */
function blankLetters(run: XmlNode, withheld: { hiddenWords: number; hiddenPassages: number }) {
  const letters = [...run.children()].filter(({ name }) => /^(?:[wm]:t|w:sym)$/u.test(name));
  const words = countWords(letters.map(textOf).join(''));
  if (words === 0) return;
  withheld.hiddenPassages++;
  withheld.hiddenWords += words;
  for (const one of letters) one.replaceWith(makeText(' '));
}

/** What stands between two paragraphs and is none: marks of places in the text. */
const BETWEEN = /^w:(?:bookmark|moveFromRange|moveToRange|customXml\w*Range|perm|proofErr|commentRange)/u;

function nextBlock(paragraph: XmlNode): XmlNode | null {
  for (let node = paragraph.next; node; node = node.next) {
    if (node.isText || BETWEEN.test(node.name)) continue;
    return node;
  }
  return null;
}

function joinParagraphs(root: XmlNode, looks: Looks, withheld: { deletions: number }): void {
  // from the last one on: what moves on from paragraph to paragraph is moved once
  for (const paragraph of elementsIn(root).reverse()) {
    if (paragraph.name !== 'w:p') continue;
    const mark = child(child(paragraph, 'w:pPr'), 'w:rPr');
    const deleted = child(mark, 'w:del') !== null || child(mark, 'w:moveFrom') !== null;
    const hidden = looks.ofMark(paragraph)?.hidden === true;
    if (!deleted && !hidden) continue;
    if (deleted) withheld.deletions++;
    const next = nextBlock(paragraph);
    const rest = [...paragraph.children()].filter((node) => node.name !== 'w:pPr');
    const empty = rest.every((node) => node.isText || BETWEEN.test(node.name));
    if (empty) {
      // a cell ends with a paragraph, empty or not
      if (next || around(paragraph, 'w:tc') === null) paragraph.remove();
      continue;
    }
    if (next?.name !== 'w:p') continue; // the text stays where nothing follows that it could go on in
    // the properties come first; to look for them among all that was moved here would take long
    const properties = next.first?.name === 'w:pPr' ? next.first : null;
    const before = properties ? properties.next : next.first;
    for (const node of rest) next.insert(node, before);
    // two paragraphs that a hidden mark joins stand one behind the other, and don't make one word
    if (hidden && !deleted) next.insert(makeRun(' '), before);
    paragraph.remove();
  }
}
