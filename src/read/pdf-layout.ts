import { isStamp } from './stamps.ts';

/** A run of text as a page draws it. Points, from the top left corner of the page. */
export interface Run {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Where its base line is. */
  readonly top: number;
  readonly size: number;
}

export interface Page {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
}

/** One printed line. */
interface PrintedLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly size: number;
  /** It begins with a raised number, as a footnote does. */
  readonly note: string | null;
}

/** Of a text that was set in columns of letters (`pdftotext -layout`): the size of a letter, in points. */
const LETTER = 6;
const LINE = 14;

/**
 * The pages of a text that `pdftotext -layout` set: a form feed ends a page, spaces stand for the place of a run. What
 * stands in letters is taken for points, so that paragraphs, columns and headers are found as on a page.
 */
export function layoutToPages(layout: string): Page[] {
  const pages = layout.split('\f');
  if (pages.at(-1)?.trim() === '') pages.pop();
  return pages.map((page): Page => {
    const lines = page.split('\n');
    const runs = lines.flatMap((line, index) =>
      Array.from(
        line.matchAll(/\S+(?: {1,2}\S+)*/gu),
        (match): Run => ({
          text: match[0],
          left: match.index * LETTER,
          right: (match.index + match[0].length) * LETTER,
          top: index * LINE,
          size: LETTER / LETTER_WIDTH,
        }),
      ),
    );
    const width = runs.reduce((most, run) => Math.max(most, run.right), 0);
    return { width, height: lines.length * LINE, runs };
  });
}

/** Of the size of the letters: what parts two words, and what parts two columns. */
const WORD_GAP = 0.2;
const COLUMN_GAP = 2;
/** Of the size of the letters: the width of one on average, to draw a gap in spaces. */
const LETTER_WIDTH = 0.5;
/** Raised numbers are drawn in letters smaller than this share of the line's. */
const SMALL = 0.8;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The runs of one line, in reading order, a gap of a column as three spaces or more. */
function toLine(runs: readonly Run[]): PrintedLine {
  const sorted = [...runs].sort((a, b) => a.left - b.left);
  const size = sorted.reduce((most, run) => Math.max(most, run.size), 0);
  let text = '';
  let note: string | null = null;
  let end = sorted[0]?.left ?? 0;
  for (const [index, run] of sorted.entries()) {
    // The number of a note: a reference is no word of the text, and what it begins is a note.
    if (run.size < size * SMALL && /^\s*\d{1,3}\s*$/u.test(run.text)) {
      if (index === 0) note = run.text.trim();
      if (index > 0 && run.left - end < size * COLUMN_GAP) {
        end = run.right;
        continue;
      }
      if (index === 0) {
        end = run.right;
        continue;
      }
    }
    const gap = run.left - end;
    if (text !== '') {
      if (gap > size * COLUMN_GAP) {
        text = `${text.trimEnd()}${' '.repeat(Math.max(3, Math.min(60, Math.round(gap / (size * LETTER_WIDTH)))))}`;
      } else if (gap > size * WORD_GAP && !/\s$/u.test(text) && !/^\s/u.test(run.text)) text += ' ';
    }
    text += run.text;
    end = Math.max(end, run.right);
  }
  return {
    text: text.trim(),
    left: sorted[0]?.left ?? 0,
    right: end,
    top: sorted[0]?.top ?? 0,
    size,
    note,
  };
}

function linesOf(page: Page): PrintedLine[] {
  const sorted = [...page.runs].sort((a, b) => a.top - b.top || a.left - b.left);
  const lines: Run[][] = [];
  let base = Number.NaN;
  let size = 0;
  for (const run of sorted) {
    const current = lines[lines.length - 1];
    if (current && Math.abs(run.top - base) < Math.max(size, run.size) * 0.45) {
      current.push(run);
      if (run.size > size) {
        size = run.size;
        base = run.top;
      }
    } else {
      lines.push([run]);
      base = run.top;
      size = run.size;
    }
  }
  return lines.map(toLine).filter((line) => line.text !== '' || line.note !== null);
}

/** How many lines at the edge of a page may be its header or footer. */
const EDGE_LINES = 2;
/** At the same edge of so many pages, and of so large a share of them, the same line is one. */
const REPEATED_PAGES = 2;
const REPEATED_SHARE = 0.4;

const PAGE_NUMBER = /^(?:[-–]\s*)?(?:Trang\s+)?\d{1,4}(?:\s*\/\s*\d{1,4})?(?:\s*[-–])?$/iu;

/** Without the number of the page and the lines that stand on most pages. */
function withoutFurniture(pages: readonly PrintedLine[][]): PrintedLine[][] {
  const shape = (line: PrintedLine, edge: 'top' | 'bottom') =>
    `${edge} ${line.text.replace(/\d+/gu, '#').replace(/\s+/gu, ' ')}`;
  const shapes = (lines: readonly PrintedLine[]) =>
    new Map<PrintedLine, string>([
      ...lines.slice(0, EDGE_LINES).map((line) => [line, shape(line, 'top')] as const),
      ...lines
        .slice(Math.max(EDGE_LINES, lines.length - EDGE_LINES))
        .map((line) => [line, shape(line, 'bottom')] as const),
    ]);
  const seen = new Map<string, number>();
  for (const lines of pages)
    for (const key of new Set(shapes(lines).values())) seen.set(key, (seen.get(key) ?? 0) + 1);
  const enough = Math.max(REPEATED_PAGES, pages.length * REPEATED_SHARE);
  return pages.map((lines) => {
    const edges = shapes(lines);
    return lines.filter((line) => {
      // The top of a letter that the next page draws whole: a producer wrote the line twice.
      const key = edges.get(line);
      if (key !== undefined && /^\p{L}$/u.test(line.text)) return false;
      if (isStamp(line.text)) return true; // the parser must see a secrecy mark
      return key === undefined || (!PAGE_NUMBER.test(line.text) && (seen.get(key) ?? 0) < enough);
    });
  });
}

/** Of the usual distance between two lines: more parts two paragraphs. */
const PARAGRAPH_GAP = 1.35;
/** Of the size of the letters: an indent of the first line, and how far from the margin a full line may end. */
const INDENT = 0.8;
const RAGGED = 2.5;
/** Of the width of the page: what begins further right stands in the right column of a letterhead or a signature. */
const RIGHT_COLUMN = 0.45;
/** Of the width of the page: how far from its middle a line is still set in the middle. */
const CENTRED = 0.03;

/**
 * The text of the pages as Markdown: a line a printed line, a blank line where a paragraph begins (an indent or a gap
 * says so), columns parted by three spaces or more, notes behind `<sup>`. Headers, footers and the numbers of pages
 * are left out; a paragraph that goes on over a page goes on.
 */
export function pagesToText(pages: readonly Page[]): string {
  const printed = withoutFurniture(pages.map(linesOf));
  const all = printed.flat();
  if (all.length === 0) return '';
  const size = median(all.map((line) => line.size));
  const pitch = median(
    printed.flatMap((lines) =>
      lines.slice(1).map((line, index) => line.top - (lines[index] as PrintedLine).top),
    ),
  );
  const out: string[] = [];
  for (const [index, lines] of printed.entries()) {
    const width = pages[index]?.width ?? 600;
    const own = lines.length > 8 ? lines : all;
    const margin = percentile(
      own.map((line) => line.left),
      0.15,
    );
    const edge = percentile(
      own.map((line) => line.right),
      0.85,
    );
    const middle = (margin + edge) / 2;
    const isCentred = (line: PrintedLine) =>
      line.left > margin + size * 2 &&
      Math.abs((line.left + line.right) / 2 - middle) < width * CENTRED &&
      line.right < edge - size;
    let before: PrintedLine | null = null;
    for (const line of lines) {
      const gap = before ? line.top - before.top : pitch;
      const indented = line.left > margin + size * INDENT;
      const hangs =
        before !== null && Math.abs(before.left - line.left) < 2 && before.right > edge - size * RAGGED;
      const begins =
        gap > pitch * PARAGRAPH_GAP ||
        line.note !== null ||
        (indented && !hangs && !(isCentred(line) && before !== null && isCentred(before)));
      if (begins && out.length > 0) out.push('');
      const column = line.left > width * RIGHT_COLUMN && !isCentred(line);
      const indent = column
        ? ' '.repeat(Math.min(60, Math.round((line.left - margin) / (size * LETTER_WIDTH))))
        : '';
      const text = line.text.replace(/^([#>|])/u, '\\$1');
      out.push(line.note === null ? indent + text : `<sup>${line.note}</sup> ${text}`);
      before = line;
    }
  }
  return out.join('\n');
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
