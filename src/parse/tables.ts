import { isTableHead } from '../grammar/table-head.ts';
import { joinTexts, type MappedText } from '../text/mapped-text.ts';
import type { Line } from './lines.ts';
import { joinLines } from './paragraphs.ts';

/** A table of data has at least so many columns and rows; with fewer it sets a letterhead or a signature. */
const MIN_COLUMNS = 3;
const MIN_ROWS = 2;
const MAX_COLUMNS = 40;

/** No cell is longer, in lines and in characters: what is, is the text below a table whose end nothing marks. */
const MAX_CELL_LINES = 120;
const MAX_CELL = 6_000;

interface Cell {
  readonly lines: Line[];
  /** Marks before it. */
  readonly marks: number;
}

/** What the first cell of a row holds: `1`, `1.2`, `II`, `a`. */
const FIRST_CELL = /^(?:\d{1,3}(?:\.\d{1,3})*\.?|[IVX]{1,6}\.?|[a-zA-ZđĐ][.)]?|-|\*)$/u;

const textOf = (cell: Cell) => cell.lines.map((line) => line.content.text.trim()).join(' ');

/** The cells from `at` on, one by one, each with the line behind it; a cell begins where a mark stands before a line. */
function* cellsFrom(lines: readonly Line[], at: number): Generator<Cell & { readonly end: number }> {
  for (let index = at; index < lines.length; ) {
    const first = lines[index] as Line;
    // One mark and a blank line behind it: the mark ended the last cell, and the table with it.
    const ended = first.cellMarks === 1 && first.blanksAfterMark > 0;
    if (first.tableRow || first.cellMarks === 0 || ended) return;
    const own = [first];
    let end = index + 1;
    for (; end < lines.length && own.length < MAX_CELL_LINES; end++) {
      const line = lines[end] as Line;
      if (line.tableRow || line.cellMarks > 0) break;
      own.push(line);
    }
    yield { lines: own, marks: first.cellMarks, end };
    index = end;
  }
}

/** One table, or null: its rows as cells (null: empty), and the line behind it. */
function tableAt(lines: readonly Line[], at: number): { rows: (Cell | null)[][]; end: number } | null {
  const rows: (Cell | null)[][] = [];
  let row: (Cell | null)[] = [];
  let columns = 0; // known when the first row has ended: two marks part it from the second
  let end = at;
  const close = () => {
    while (row.length < columns) row.push(null);
    rows.push(row);
    row = [];
  };
  for (const cell of cellsFrom(lines, at)) {
    const { marks } = cell;
    if (cell.lines.length >= MAX_CELL_LINES || textOf(cell).length > MAX_CELL) break;
    if (columns === 0) {
      if (rows.length === 0 && row.length > 0 && marks >= 2) {
        columns = row.length;
        if (columns < MIN_COLUMNS || !row.some((one) => one && isTableHead(textOf(one)))) return null;
        close();
      } else if (row.length >= MAX_COLUMNS) return null;
    }
    let empty = 0;
    if (columns > 0) {
      if (row.length === 0 && marks < 2) {
        // The head has no cell above the numbers: the first row of data is one longer.
        const [head, first, ...more] = rows;
        if (!head || !first?.[0] || more.length > 0 || !FIRST_CELL.test(textOf(first[0]))) break; // text follows
        head.unshift(null);
        first.push(cell);
        columns++;
        end = cell.end;
        continue;
      }
      // A number stands in the first column, so that the marks before it closed the row above.
      const first = FIRST_CELL.test(textOf(cell));
      empty = row.length === 0 ? marks - 2 : marks - 1;
      if (row.length > 0 && marks >= 2 && (first || row.length + empty >= columns)) {
        close();
        empty = marks - 2;
      }
      if (first && row.length === 0) empty = 0;
    }
    for (let i = 0; i < empty && row.length < columns - 1; i++) row.push(null);
    row.push(cell);
    end = cell.end;
    if (columns > 0 && row.length === columns) close();
  }
  if (columns > 0 && row.length > 0) close();
  return rows.length < MIN_ROWS ? null : { rows, end };
}

function bar(origin: number): MappedText {
  return { text: ' | ', origin: Int32Array.of(origin, origin, origin, origin) };
}

function toRow(cells: readonly (Cell | null)[]): Line {
  const parts: MappedText[] = [];
  let origin = 0;
  for (const [index, cell] of cells.entries()) {
    if (index > 0) parts.push(bar(origin));
    if (!cell) continue;
    const text = joinLines(cell.lines);
    parts.push(text);
    origin = text.origin[text.text.length] ?? origin;
  }
  const first = cells.find((cell) => cell !== null)?.lines[0] as Line;
  return {
    ...first,
    content: joinTexts(parts),
    indent: 0,
    cellBefore: false,
    cellMarks: 0,
    continuesRun: false,
    strong: cells.every((cell) => cell === null || cell.lines.every((line) => line.strong)),
    heading: false,
    tableRow: true,
    merged: [],
    footnote: false,
  };
}

/**
 * Puts the tables together that a converter took apart into cells (a lone `|` before each): one line a row, as if it
 * had been written `| a | b |`. A letterhead and a signature, which have two columns, stay as they are.
 */
export function joinTables(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  for (let index = 0; index < lines.length; ) {
    const line = lines[index] as Line;
    const table = line.cellMarks > 0 && !line.tableRow ? tableAt(lines, index) : null;
    if (table) {
      for (const row of table.rows) joined.push(toRow(row));
      index = table.end;
    } else {
      joined.push(line);
      index++;
    }
  }
  return joined;
}
