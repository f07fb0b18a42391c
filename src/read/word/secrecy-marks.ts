import { findMarksOutside } from '../stamps.ts';
import type { Looks } from './letters.ts';
import { child, elementsIn, wordsOf, type XmlNode } from './xml.ts';

const PARAGRAPHS = new Set(['w:p', 'a:p']);
const BOXES = new Set([
  'w:txbxContent',
  'a:txBody',
  'w:hdr',
  'w:ftr',
  'w:comment',
  'w:footnote',
  'w:endnote',
]);

/**
 * The lines of a part that may be secrecy marks (dấu chỉ độ mật) and are no lines of the body: those of boxes, frames,
 * headers, notes and comments; the words of WordArt; the names of pictures. What is deleted or hidden counts, too: a
 * person has to look.
 */
export function marksIn(root: XmlNode, looks: Looks): string[] {
  const lines: string[] = [];
  for (const element of elementsIn(root)) {
    const { name } = element;
    if (PARAGRAPHS.has(name)) {
      if (isOutside(element) || isPartlyUnshown(element, looks)) lines.push(wordsOf(element));
    } else if (BOXES.has(name))
      lines.push(wordsOf(element)); // the letters of a mark one below the other
    else if (UNSHOWN.has(name) || (name === 'w:r' && isUnseen(element, looks))) lines.push(wordsOf(element));
    else if (name === 'v:textpath') lines.push(element.get('string') ?? '');
    else if (name === 'wp:docPr' || name === 'v:shape' || name === 'v:imagedata')
      for (const attribute of ['descr', 'title', 'alt', 'o:title']) lines.push(element.get(attribute) ?? '');
  }
  return findMarksOutside(lines);
}

function isUnseen(run: XmlNode, looks: Looks): boolean {
  const look = looks.ofRun(run);
  return look !== undefined && (look.hidden || look.unseen);
}

const UNSHOWN = new Set(['w:del', 'w:moveFrom']);

const isPartlyUnshown = (paragraph: XmlNode, looks: Looks) =>
  [...paragraph.children()].some(
    (node) => UNSHOWN.has(node.name) || (node.name === 'w:r' && isUnseen(node, looks)),
  );

/** Whether a paragraph stands in no line of the body. */
function isOutside(paragraph: XmlNode): boolean {
  for (let node = paragraph.parent; node; node = node.parent) if (BOXES.has(node.name)) return true;
  return child(child(paragraph, 'w:pPr'), 'w:framePr') !== null;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoded = (text: string) =>
  text.replace(/&(?:#x(?<hex>[\da-f]{1,6})|#(?<code>\d{1,7})|(?<name>\w+));/giu, (all, ...rest) => {
    const { hex, code, name } = rest.at(-1) as Record<string, string | undefined>;
    if (name) return NAMED[name] ?? all;
    const point = hex ? Number.parseInt(hex, 16) : Number(code);
    return point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });

/** The marks in a part of any kind that is not read for its text: its paragraphs, and whatever stands between two tags. */
export function marksInMarkup(markup: string): string[] {
  const paragraphs = markup
    .split(/<\/(?:\w{1,10}:)?(?:p|div|li|td|tr|h[1-6])>/iu)
    .map((paragraph) => paragraph.replace(/<[^<>]*>/gu, ''));
  const lines = [...paragraphs, ...markup.split(/<[^>]*>/u)];
  for (const [, value] of markup.matchAll(/\s(?:string|descr|title|alt)="([^"]{1,200})"/gu))
    lines.push(value as string);
  return findMarksOutside(lines.map(decoded));
}
