import { median } from './measures.ts';
import type { Glyph } from './page-content.ts';

/** One printed line, or the part of one that stands in a column. Points, from the top left corner of the page. */
export interface PrintedLine {
  /** A gap of a column is three spaces or more; raised references to notes are kept apart. */
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly size: number;
  /** All its letters are bold. */
  readonly strong: boolean;
  /** A raised number at its beginning: the mark of a note. */
  readonly note: string | null;
  readonly glyphs: readonly Glyph[];
}

/** Of the size of the letters: base lines closer than this are one line. */
const SAME_LINE = 0.45;
/** Of the size of the letters: what parts two words beyond the usual distance of letters, and what two columns. */
const WORD_GAP = 0.14;
const COLUMN_GAP = 2;
/** Of the size of the letters: a space is drawn at least so wide. */
const SPACE = 0.06;
/** Of the size of the letters: the width of one on average, to draw a gap in spaces. */
export const LETTER_WIDTH = 0.5;
const MAX_GAP = 60;
/** Raised numbers are drawn in letters smaller than this share of the line's, and stand so much higher. */
const SMALL = 0.8;
const RAISED = 0.12;
/** Of its width: the same letter drawn again within this distance is one, drawn twice to look bold. */
const DRAWN_TWICE = 0.4;

const isSpace = (glyph: Glyph) => glyph.text.trim() === '';

const NO_NOTES: ReadonlySet<string> = new Set();

/** The letters of a page, or of a cell of it, as lines from top to bottom; no note is known yet. */
export function toPrintedLines(glyphs: readonly Glyph[]): PrintedLine[] {
  return groupLines(glyphs).map((line) => toPrintedLine(line, NO_NOTES));
}

/** Letters that stand on one base line, from top to bottom; a raised or lowered one belongs to the larger beside it. */
export function groupLines(glyphs: readonly Glyph[]): Glyph[][] {
  const sorted = glyphs.filter((glyph) => !isSpace(glyph)).sort((a, b) => a.base - b.base || a.left - b.left);
  const lines: { glyphs: Glyph[]; base: number; size: number }[] = [];
  for (const glyph of sorted) {
    const current = lines[lines.length - 1];
    if (current && Math.abs(glyph.base - current.base) < Math.max(current.size, glyph.size) * SAME_LINE) {
      current.glyphs.push(glyph);
      if (glyph.size > current.size * 1.05) {
        current.size = glyph.size;
        current.base = glyph.base;
      }
    } else lines.push({ glyphs: [glyph], base: glyph.base, size: glyph.size });
  }
  addSpaces(lines, glyphs);
  return lines.map((line) => line.glyphs);
}

/** Puts the drawn spaces into their lines: those on which no letter stands, and that lie between two letters. */
function addSpaces(
  lines: readonly { glyphs: Glyph[]; base: number; size: number }[],
  glyphs: readonly Glyph[],
): void {
  let at = 0;
  for (const space of glyphs.filter(isSpace).sort((a, b) => a.base - b.base)) {
    while (at < lines.length && (lines[at]?.base ?? 0) + (lines[at]?.size ?? 0) * SAME_LINE < space.base)
      at++;
    const line = lines[at];
    if (line && Math.abs(space.base - line.base) < line.size * SAME_LINE) line.glyphs.push(space);
  }
}

/** A mark that is drawn apart from its letter: it stands where the letter does. */
const isMark = (glyph: Glyph) => /^\p{M}+$/u.test(glyph.text);

/** Letters from left to right: marks behind their letters, nothing twice, no space that a letter stands on. */
function inOrder(glyphs: readonly Glyph[]): Glyph[] {
  const letters = glyphs.filter((glyph) => !isSpace(glyph) && !isMark(glyph)).sort((a, b) => a.left - b.left);
  const kept: Glyph[] = [];
  for (const letter of letters) {
    const twin = kept
      .slice(-3)
      .some(
        (one) =>
          one.text === letter.text &&
          Math.abs(one.left - letter.left) < (letter.right - letter.left) * DRAWN_TWICE,
      );
    if (!twin) kept.push(letter);
  }
  for (const mark of glyphs.filter(isMark)) {
    const middle = (mark.left + mark.right) / 2;
    // Fonts draw a mark back over the letter before it, or where the letter begins.
    let at = kept.findLastIndex((letter) => letter.left <= middle + letter.size * 0.1 && !isMark(letter));
    // a second mark of a letter stands behind the first, in the order in which they were drawn
    while (at + 1 < kept.length && isMark(kept[at + 1] as Glyph)) at++;
    kept.splice(Math.max(0, at + 1), 0, {
      ...mark,
      left: kept[at]?.right ?? mark.left,
      right: kept[at]?.right ?? mark.right,
    });
  }
  const spaces = glyphs
    .filter(isSpace)
    .filter((space) => space.right - space.left > space.size * SPACE)
    .sort((a, b) => a.left - b.left);
  const merged: Glyph[] = [];
  let at = 0;
  let before: Glyph | undefined;
  for (const letter of kept) {
    for (; at < spaces.length && (spaces[at]?.left ?? 0) < letter.left; at++) {
      const space = spaces[at] as Glyph;
      // A letter from another font was drawn into the room of the space: it is none.
      const room = Math.min(letter.left, space.right) - Math.max(before?.right ?? space.left, space.left);
      if (before && room > (space.right - space.left) * 0.4) merged.push(space);
    }
    merged.push(letter);
    before = letter;
  }
  return merged;
}

/** Writes one line: words parted, columns by three spaces or more, references to `notes` left out. */
export function toPrintedLine(line: readonly Glyph[], notes: ReadonlySet<string>): PrintedLine {
  const glyphs = inOrder(line);
  const letters = glyphs.filter((glyph) => !isSpace(glyph));
  const size = letters.reduce((most, glyph) => Math.max(most, glyph.size), 0);
  const base = letters.find((glyph) => glyph.size >= size * SMALL)?.base ?? letters[0]?.base ?? 0;
  const raised = raisedNumbers(letters, size, base, notes);
  const gap = size * WORD_GAP + spacingOf(letters, size);
  let text = '';
  let end: number | null = null;
  let spaced = false;
  let note: string | null = null;
  for (const glyph of glyphs) {
    if (isSpace(glyph)) {
      spaced = true;
      continue;
    }
    const reference = raised.get(glyph);
    if (reference !== undefined) {
      // Not a word of the line: what it points at is a note, and what it begins is one.
      if (text === '') note = `${note ?? ''}${glyph.text}`;
      end = Math.max(end ?? 0, glyph.right);
      continue;
    }
    const apart = end === null ? 0 : glyph.left - end;
    if (text !== '') {
      if (apart > size * COLUMN_GAP)
        text += ' '.repeat(Math.max(3, Math.min(MAX_GAP, Math.round(apart / (size * LETTER_WIDTH)))));
      else if ((spaced || apart > gap) && !/^[,.;:!?)”]/u.test(glyph.text)) text += ' ';
      else if (spaced && apart > gap) text += ' ';
    }
    text += glyph.text;
    end = Math.max(end ?? 0, glyph.right);
    spaced = false;
  }
  const words = letters.filter((glyph) => /[\p{L}\p{N}]/u.test(glyph.text));
  return {
    text: text.trim(),
    left: letters[0]?.left ?? 0,
    right: end ?? 0,
    base,
    size,
    strong: words.length > 0 && words.every((glyph) => glyph.bold),
    note,
    glyphs,
  };
}

/** The usual distance of two letters, where they are set apart (`K Ế  H O Ạ C H`); 0 where they touch: points. */
function spacingOf(letters: readonly Glyph[], size: number): number {
  const gaps = letters
    .slice(1)
    .map((letter, index) => letter.left - (letters[index]?.right ?? 0))
    .filter((gap) => gap < size * COLUMN_GAP);
  return Math.max(0, median(gaps));
}

/** A number of metres, before a raised 2 or 3: `25 km²`. */
const MEASURE = /\d[kcdhm]?m$/u;

/**
 * The digits of raised numbers that mark notes: at the beginning of a line, or with the number of a note of the page.
 * Must not match the powers of `km²` drawn as a small 2.
 */
function raisedNumbers(
  letters: readonly Glyph[],
  size: number,
  base: number,
  notes: ReadonlySet<string>,
): Map<Glyph, string> {
  const found = new Map<Glyph, string>();
  const isRaised = (glyph: Glyph | undefined) =>
    glyph !== undefined &&
    /^[\d*()]$/u.test(glyph.text) &&
    glyph.size < size * SMALL &&
    base - glyph.base > size * RAISED;
  for (let at = 0; at < letters.length; at++) {
    if (!isRaised(letters[at])) continue;
    let to = at;
    while (isRaised(letters[to])) to++;
    const run = letters.slice(at, to);
    const label = run
      .map(({ text }) => text)
      .join('')
      .replace(/[()]/gu, '');
    const before = letters
      .slice(Math.max(0, at - 3), at)
      .map(({ text }) => text)
      .join('');
    const isPower = /^[23]$/u.test(label) && MEASURE.test(before);
    if (label !== '' && label.length <= 3 && !isPower && (at === 0 || notes.has(label)))
      for (const glyph of run) found.set(glyph, label);
    at = to;
  }
  return found;
}

/**
 * The parts of a line that gaps part, each as a line of its own.
 * @param gap of the size of the letters: what parts two of them
 */
export function segmentsOf(line: PrintedLine, notes: ReadonlySet<string>, gap = COLUMN_GAP): PrintedLine[] {
  const parts: Glyph[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const glyph of line.glyphs) {
    if (!isSpace(glyph) && glyph.left - end > line.size * gap) parts.push([]);
    (parts[parts.length - 1] ?? parts[parts.push([]) - 1])?.push(glyph);
    if (!isSpace(glyph)) end = Math.max(end, glyph.right);
  }
  return parts
    .map((part) => toPrintedLine(part, notes))
    .filter(({ text, note }) => text !== '' || note !== null);
}
