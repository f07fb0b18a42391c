import { stringify } from 'csv-stringify/sync';
import { runsAsFormula } from './formulas.ts';
import { aboutOf, type Cell, cellsOf, type ExportedTable } from './table.ts';

/**
 * Comma-separated values (RFC 4180, but lines end with LF) that a spreadsheet opens with its marks right (byte-order
 * mark) and without running a text as a formula (an apostrophe stands before such a one; all others are verbatim). What the file says about itself
 * comes after the rows and an empty line.
 */
export async function* toCsv(table: ExportedTable): AsyncGenerator<string> {
  yield `\uFEFF${line(table.columns.map(({ heading }) => heading))}`;
  for await (const row of table.rows) yield line(cellsOf(row, table.columns));
  const about = await aboutOf(table);
  if (about.length) yield `\n${about.map(line).join('')}`;
}

/** An array, not an object with columns: csv-stringify would read a dot in a column's name as a path. */
function line(cells: readonly Cell[]): string {
  return stringify([
    cells.map((cell) => (typeof cell === 'string' && runsAsFormula(cell) ? `'${cell}` : cell)),
  ]);
}
