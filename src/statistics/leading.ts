import { NONE } from '../engine/names.ts';
import type { LabelledAxis } from './task-statistics.ts';

/** What stands out of a chart: the rows with the largest total, all of them where several have it. */
export interface Leading {
  readonly labels: readonly string[];
  readonly total: number;
  /** How many are counted where nothing is known. */
  readonly unknown: number;
}

/** What is unknown leads nothing, however many there are of it. Null where nothing is known. */
export function leadingRows(rows: readonly LabelledAxis[]): Leading | null {
  const known = rows.filter(({ value, total }) => value !== NONE && total > 0);
  const total = Math.max(0, ...known.map((row) => row.total));
  if (total === 0) return null;
  return {
    labels: known.filter((row) => row.total === total).map(({ label }) => label),
    total,
    unknown: rows.find(({ value }) => value === NONE)?.total ?? 0,
  };
}

/** The cells with the largest count of a cross-table, of what is known in both directions. */
export function leadingCells({
  rows,
  columns,
  cells,
}: {
  readonly rows: readonly LabelledAxis[];
  readonly columns: readonly LabelledAxis[];
  readonly cells: readonly (readonly number[])[];
}): Leading | null {
  const known = rows.flatMap((row, i) =>
    columns.map((column, j) => ({
      value: row.value === NONE || column.value === NONE ? NONE : '',
      label: `${row.label} · ${column.label}`,
      total: cells[i]?.[j] ?? 0,
    })),
  );
  const leading = leadingRows(known);
  return leading && { ...leading, unknown: 0 };
}
