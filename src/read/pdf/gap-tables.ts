import { isTableHead } from '../../grammar/table-head.ts';
import { lineSeparator } from '../../text/normalise/spacing.ts';
import { type PrintedLine, segmentsOf } from './lines.ts';
import type { TableCell } from './tables.ts';

/** A table whose columns only gaps part: rows as cells, and the lines `[from, to)` that it takes. */
export interface GapTable {
  readonly from: number;
  readonly to: number;
  readonly columns: readonly number[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** A table has at least so many columns and lines; with fewer it is a letterhead, or a signature beside recipients. */
const MIN_COLUMNS = 3;
const MIN_LINES = 2;
/** Of the size of the letters: two columns stand so far apart. */
const GUTTER = 0.8;
/** Of the usual distance between two lines: more parts two rows. */
const ROW_GAP = 1.35;
/** Of the usual distance between two lines: more ends the table. */
const END_GAP = 4;

interface Column {
  left: number;
  right: number;
}

/** The columns as the parts of all lines together cover the width; null where a part lies over two of them. */
function columnsOf(lines: readonly (readonly PrintedLine[])[], size: number): Column[] {
  const parts = lines.flat().sort((a, b) => a.left - b.left);
  const columns: Column[] = [];
  for (const { left, right } of parts) {
    const last = columns[columns.length - 1];
    if (last && left - last.right < size * GUTTER) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}

/**
 * The first table without rules in these lines: it begins with a head that names its columns, and goes on as long as the
 * lines keep to the same columns. A cell goes on over the lines below that leave the first column empty.
 */
export function findGapTable(
  lines: readonly PrintedLine[],
  pitch: number,
  notes: ReadonlySet<string>,
): GapTable | null {
  const segmented = lines.map((line) => segmentsOf(line, notes, GUTTER));
  for (let from = 0; from + MIN_LINES <= lines.length; from++) {
    const head = segmented[from] as PrintedLine[];
    if (head.length < MIN_COLUMNS || head.filter(({ text }) => isTableHead(text)).length < 2) continue;
    const size = lines[from]?.size ?? 0;
    let to = from + 1;
    let columns = columnsOf(segmented.slice(from, to), size);
    while (to < lines.length) {
      const apart = (lines[to]?.base ?? 0) - (lines[to - 1]?.base ?? 0);
      const wider = columnsOf(segmented.slice(from, to + 1), size);
      if (apart > pitch * END_GAP || wider.length < columns.length) break;
      columns = wider;
      to++;
    }
    if (to - from < MIN_LINES || columns.length < MIN_COLUMNS) continue;
    const rows: { text: string }[][] = [];
    for (let at = from; at < to; at++) {
      const apart = (lines[at]?.base ?? 0) - (lines[at - 1]?.base ?? 0);
      const parts = segmented[at] as PrintedLine[];
      const first = parts.some(({ left }) => left <= (columns[0]?.right ?? 0));
      let row = rows[rows.length - 1];
      if (!row || (first && rows.length > 0) || apart > pitch * ROW_GAP) {
        row = columns.map(() => ({ text: '' }));
        rows.push(row);
      }
      for (const { text, left } of parts) {
        const column = columns.findLastIndex((one) => one.left <= left + 0.1);
        const cell = row[Math.max(0, column)];
        if (cell)
          cell.text = cell.text === '' ? text : `${cell.text}${lineSeparator(cell.text, text)}${text}`;
      }
    }
    if (rows.length < MIN_LINES) continue;
    return {
      from,
      to,
      columns: [...columns.map(({ left }) => left), columns[columns.length - 1]?.right ?? 0],
      rows,
    };
  }
  return null;
}
