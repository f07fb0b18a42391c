import { isStamp } from '../stamps.ts';
import type { PrintedLine } from './lines.ts';
import { median, pitchOf } from './measures.ts';

/** The lines of a page with its size, for what stands in its margins. */
export interface PrintedPage {
  readonly height: number;
  readonly lines: readonly PrintedLine[];
}

/** Pages without what stands on them besides the text. */
export interface Unfurnished {
  readonly pages: readonly (readonly PrintedLine[])[];
  /** Lines of headers and footers that were left out, each once. */
  readonly removed: readonly string[];
}

/** How many lines at the edge of a page may be its header or footer. */
const EDGE_LINES = 3;
/** In the same place of so many pages, and of so large a share of them, the same line is one. */
const REPEATED_PAGES = 2;
const REPEATED_SHARE = 0.4;
/** Points: a header stands in the same place of each page. */
const SAME_PLACE = 4;
/** Of the usual distance between two lines: what parts a margin from the text is more. */
const MARGIN_GAP = 1.7;
/** Of the size of the text: the letters of a header are often smaller. */
const SMALLER = 0.9;
/** Of the height of the page: what stands nearer to its edge stands in the margin. */
const MARGIN = 0.07;

/** Pages are counted from 1, or on from another part. */
const FIRST_PAGE = 3;

const PAGE_NUMBER =
  /^(?:[-–—]\s*)?(?:Trang\s+(?:số\s+)?)?(\d{1,4})(?:\s*(?:\/|trên)\s*\d{1,4})?(?:\s*[-–—])?$/iu;

interface EdgeLine {
  readonly line: PrintedLine;
  readonly page: number;
  readonly shape: string;
  readonly isNumber: number | null;
}

/** The lines at one edge that a margin parts from the text, from the edge inwards. */
function edgeLines(
  { lines, height }: PrintedPage,
  edge: 'top' | 'bottom',
  pitch: number,
  size: number,
): PrintedLine[] {
  const fromEdge = edge === 'top' ? lines : [...lines].reverse();
  const candidates = fromEdge.slice(0, EDGE_LINES);
  // The last of them, counted from the edge, behind which the text begins.
  let count = 0;
  for (const [index, line] of candidates.entries()) {
    const next = fromEdge[index + 1];
    const apart = next ? Math.abs(next.base - line.base) : Number.POSITIVE_INFINITY;
    const inMargin = edge === 'top' ? line.base < height * MARGIN : line.base > height * (1 - MARGIN);
    if (apart > pitch * MARGIN_GAP || line.size < size * SMALLER || inMargin) count = index + 1;
  }
  return candidates.slice(0, count);
}

/** A line without the number of its page: any other number in it is content, a deadline that differs from page to page. */
function shapeOf(text: string, page: number): string {
  return text
    .replace(/\d+/gu, (digits) =>
      Number(digits) - page >= 0 && Number(digits) - page <= FIRST_PAGE
        ? `#${Number(digits) - page}`
        : digits,
    )
    .replace(/\s+/gu, ' ');
}

/**
 * Takes away what repeats in the margins of the pages: headers, footers, the numbers of the pages. A line is one only
 * where it stands in the same place of many pages and a margin parts it from the text: the last line of two full pages
 * may say the same and be content. A secrecy mark stays, so that the parser sees it.
 */
export function withoutFurniture(pages: readonly PrintedPage[]): Unfurnished {
  const pitch = pitchOf(pages.map(({ lines }) => lines));
  const size = median(pages.flatMap(({ lines }) => lines.map((line) => line.size)));
  const enough = Math.max(REPEATED_PAGES, pages.length * REPEATED_SHARE);
  const edges = pages.flatMap((page, index): EdgeLine[] =>
    (['top', 'bottom'] as const).flatMap((edge) =>
      edgeLines(page, edge, pitch, size).map((line) => ({
        line,
        page: index,
        shape: `${edge} ${shapeOf(line.text, index)}`,
        isNumber: Number(PAGE_NUMBER.exec(line.text.trim())?.[1] ?? Number.NaN) || null,
      })),
    ),
  );
  const byShape = Map.groupBy(edges, ({ shape }) => shape);
  // Numbers count up with the pages, from wherever they begin.
  const offsets = Map.groupBy(
    edges.filter(({ isNumber }) => isNumber !== null),
    ({ isNumber, page }) => (isNumber as number) - page,
  );
  const removed = new Set<string>();
  const left = new Set<PrintedLine>();
  for (const { line, shape, isNumber, page } of edges) {
    if (isStamp(line.text)) continue;
    if (isNumber !== null) {
      const counting = offsets.get(isNumber - page)?.length ?? 0;
      if (isNumber === page + 1 || counting >= REPEATED_PAGES) left.add(line);
      continue;
    }
    if (isDrawnTwice(line, pages[page + 1]?.lines[0])) {
      left.add(line);
      continue;
    }
    const alike = (byShape.get(shape) ?? []).filter(
      (other) => Math.abs(other.line.base - line.base) <= SAME_PLACE,
    );
    const onPages = new Set(alike.map((other) => other.page)).size;
    if (onPages >= enough) {
      left.add(line);
      removed.add(line.text.replace(/\s+/gu, ' '));
    }
  }
  return {
    pages: pages.map(({ lines }) => lines.filter((line) => !left.has(line))),
    removed: [...removed],
  };
}

/** The top of a letter that the first line of the next page draws whole, in the same place: a producer drew it twice. */
function isDrawnTwice(line: PrintedLine, next: PrintedLine | undefined): boolean {
  const [letter, ...others] = line.glyphs.filter(({ text }) => text.trim() !== '');
  if (!letter || others.length > 0 || !next) return false;
  return next.glyphs.some(
    ({ text, left }) => text === letter.text && Math.abs(left - letter.left) < SAME_PLACE,
  );
}
