import { type PrintedLine, segmentsOf } from './lines.ts';
import { median } from './measures.ts';

/** Lines that follow each other in one column of a page. */
export interface ColumnOfLines {
  readonly lines: readonly PrintedLine[];
}

/** Prose in two columns has so many lines beside each other, and so many letters in each. */
const MIN_LINES = 5;
const MIN_LETTERS = 18;
/** A page has fewer lines. */
const MAX_LINES = 500;
/** Of the lines of a column: so many begin at its left edge, and reach its right one. */
const ALIGNED = 0.6;
const FULL = 0.45;
/** Of the size of the letters: the gutter is so wide at least; an indent; how far a full line may end from the edge. */
const GUTTER = 1;
const INDENT = 2.5;
const RAGGED = 3;
/** Where a gutter may lie, in shares of the width of the text. */
const FROM = 0.35;
const TO = 0.65;

interface Sides {
  readonly line: PrintedLine;
  readonly left: readonly PrintedLine[];
  readonly right: readonly PrintedLine[];
}

/** A line with the parts that gaps of columns part. */
interface Segmented {
  readonly line: PrintedLine;
  readonly segments: readonly PrintedLine[];
}

/** A line parted at `gutter`; null for one that runs over it. */
function partAt({ line, segments }: Segmented, gutter: number): Sides | null {
  const near = line.size * (GUTTER / 2);
  const left = segments.filter(({ right }) => right <= gutter);
  const right = segments.filter((segment) => segment.left >= gutter);
  if (left.length + right.length < segments.length) return null;
  // A gutter keeps its distance from both sides.
  const free =
    left.every((one) => one.right <= gutter - near * 0.2) && right.every((one) => one.left >= gutter);
  return free ? { line, left, right } : null;
}

/** Whether the lines of one side are prose: set at one edge, wrapped at the other, one run of words each. */
function isProse(lines: readonly (readonly PrintedLine[])[]): boolean {
  const own = lines.filter((segments) => segments.length > 0);
  if (own.length < MIN_LINES || own.some((segments) => segments.length > 1)) return false;
  const flat = own.map((segments) => segments[0] as PrintedLine);
  const size = median(flat.map((line) => line.size));
  const edge = Math.min(...flat.map(({ left }) => left));
  const end = Math.max(...flat.map(({ right }) => right));
  const aligned = flat.filter(({ left }) => left - edge < size * INDENT).length;
  const full = flat.filter(({ right }) => end - right < size * RAGGED).length;
  return (
    aligned >= flat.length * ALIGNED &&
    full >= flat.length * FULL &&
    median(flat.map(({ text }) => text.length)) >= MIN_LETTERS
  );
}

/** Where a gutter may lie: left of what stands behind a gap in the middle of the page. */
function guttersOf(lines: readonly Segmented[]): number[] {
  const left = Math.min(...lines.map(({ line }) => line.left));
  const right = Math.max(...lines.map(({ line }) => line.right));
  return lines
    .flatMap(({ segments }) => segments.slice(1).map((segment) => segment.left - 1))
    .filter((at) => at > left + (right - left) * FROM && at < left + (right - left) * TO)
    .sort((a, b) => a - b)
    .filter((at, index, all) => index === 0 || at - (all[index - 1] as number) > 2);
}

/** Lines `[from, to)` that a gutter parts into two columns of prose. */
interface TwoColumns {
  readonly from: number;
  readonly to: number;
  readonly sides: readonly Sides[];
}

/** The longest run of lines that `gutter` parts into prose on both sides. */
function runAt(lines: readonly Segmented[], gutter: number): TwoColumns | null {
  const parted = lines.map((line) => partAt(line, gutter));
  const hasBoth = (sides: Sides | null | undefined) =>
    !!sides && sides.left.length > 0 && sides.right.length > 0;
  let best: TwoColumns | null = null;
  for (let at = 0; at < lines.length; at++) {
    let end = at;
    while (parted[end]) end++;
    if (end - at >= MIN_LINES) {
      // Lines that stand above the columns happen not to reach the gutter; below, the longer column goes on.
      const from = parted.findIndex((sides, index) => index >= at && index < end && hasBoth(sides));
      let to = parted.findLastIndex((sides, index) => index >= at && index < end && hasBoth(sides)) + 1;
      if (from >= 0 && to - from >= MIN_LINES) {
        while (to < end && isNear(lines[to - 1], lines[to])) to++;
        const sides = parted.slice(from, to) as Sides[];
        if (
          (!best || to - from > best.to - best.from) &&
          isProse(sides.map(({ left }) => left)) &&
          isProse(sides.map(({ right }) => right))
        )
          best = { from, to, sides };
      }
    }
    at = end;
  }
  return best;
}

const isNear = (above: Segmented | undefined, below: Segmented | undefined) =>
  !!above && !!below && below.line.base - above.line.base < below.line.size * 2;

/**
 * Parts the lines of a page into what is read one after the other: prose in two columns is read down the left one, then
 * down the right. Must not match a letterhead, recipients beside a signature, a table without rules: their sides are
 * read together.
 */
export function toColumns(lines: readonly PrintedLine[], notes: ReadonlySet<string>): ColumnOfLines[] {
  if (lines.length < MIN_LINES || lines.length > MAX_LINES) return [{ lines }];
  const segmented = lines.map((line): Segmented => ({ line, segments: segmentsOf(line, notes) }));
  let best: TwoColumns | null = null;
  for (const gutter of guttersOf(segmented)) {
    const found = runAt(segmented, gutter);
    if (found && (!best || found.to - found.from > best.to - best.from)) best = found;
  }
  if (!best) return [{ lines }];
  const before = lines.slice(0, best.from);
  const after = lines.slice(best.to);
  return [
    ...(before.length > 0 ? toColumns(before, notes) : []),
    { lines: best.sides.flatMap(({ left }) => left) },
    { lines: best.sides.flatMap(({ right }) => right) },
    ...(after.length > 0 ? toColumns(after, notes) : []),
  ];
}
