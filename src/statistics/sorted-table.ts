import type { BoardTable, BoardTableName } from './board.ts';

/** By what a table of the board is sorted: its names, its totals, or one of its columns. */
export interface TableSort {
  /** `label`, `total`, or the value of a column. */
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

/** A sorting as a parameter: `agencies:total:desc`. One table at a time is sorted. */
export function toSort(table: BoardTableName, column: string, direction: TableSort['direction']): string {
  return `${table}:${column}:${direction}`;
}

/** Null where the parameter is for another table, or for a column that is not there. */
export function parseSort(parameter: string | null, table: BoardTable): TableSort | null {
  const [, name, column, direction] = /^([a-z-]+):(.*):(asc|desc)$/u.exec(parameter ?? '') ?? [];
  if (name !== table.name || column === undefined) return null;
  const known =
    column === 'label' || column === 'total' || table.columns.some(({ value }) => value === column);
  return known ? { column, direction: direction as TableSort['direction'] } : null;
}

/** The table with its rows in another order. @param compareNames as the language sorts names */
export function sortedTable(
  table: BoardTable,
  sort: TableSort | null,
  compareNames: (a: string, b: string) => number,
): BoardTable {
  if (!sort) return table;
  const at = table.columns.findIndex(({ value }) => value === sort.column);
  const figure = (row: number) =>
    (sort.column === 'total' ? table.rows[row]?.total : table.cells[row]?.[at]) ?? 0;
  const name = (row: number) => table.rows[row]?.label ?? '';
  const order = [...table.rows.keys()].sort((a, b) => {
    const by = sort.column === 'label' ? compareNames(name(a), name(b)) : figure(a) - figure(b);
    return sort.direction === 'asc' ? by : -by;
  });
  const { before } = table;
  return {
    ...table,
    rows: order.map((row) => table.rows[row] as BoardTable['rows'][number]),
    cells: order.map((row) => table.cells[row] ?? []),
    before: before && { ...before, rows: order.map((row) => before.rows[row] ?? 0) },
  };
}
