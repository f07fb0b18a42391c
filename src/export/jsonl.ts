import { aboutOf, cellsOf, type ExportedTable } from './table.ts';

/**
 * JSON lines: an object a row, with the columns' names as its keys, and after them `{"about": {label: value}}`.
 * A label that comes twice is there once, with its last value.
 */
export async function* toJsonl(table: ExportedTable): AsyncGenerator<string> {
  const names = table.columns.map(({ name }) => name);
  for await (const row of table.rows) {
    const cells = cellsOf(row, table.columns);
    yield `${JSON.stringify(Object.fromEntries(names.map((name, i) => [name, cells[i]])))}\n`;
  }
  yield `${JSON.stringify({ about: Object.fromEntries(await aboutOf(table)) })}\n`;
}
