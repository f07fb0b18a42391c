import { NONE } from '../engine/names.ts';
import type { Count } from './count.ts';
import type { Column, Selection, TaskLedger } from './ledger.ts';

/** A row or a column: what the filter of the same name takes, and its total. */
export interface Axis {
  readonly value: string;
  readonly total: number;
}

/** Counts by two dimensions (bảng chéo), or by one when there are no columns. */
export interface CrossTable {
  readonly rows: readonly Axis[];
  readonly columns: readonly Axis[];
  /** cells[row][column] */
  readonly cells: readonly (readonly number[])[];
  /**
   * Of what is counted, each once. A task given to two agencies is in two rows, so the rows may add up to more.
   */
  readonly total: number;
}

/** What the rows or the columns of a table are. */
export interface TableAxis {
  readonly column: Column;
  /** Its values are agencies: an assignment is counted where it was given. */
  readonly agencies?: boolean;
}

export interface CrossTableOptions {
  readonly rows: TableAxis;
  readonly columns?: TableAxis | undefined;
  readonly count: Count;
  /** The agencies that tasks are assigned to: those of the rows or the columns, where these are agencies. */
  readonly assigned: Column;
}

/** Counts one figure for each number of an axis, or each cell. What is of the same document follows each other. */
class Counters {
  readonly counts: Int32Array;
  readonly #lastDocument: Int32Array | null;

  constructor(size: number, count: Count) {
    this.counts = new Int32Array(size);
    this.#lastDocument = count === 'documents' ? new Int32Array(size).fill(-1) : null;
  }

  add(at: number, document: number, weight: number): void {
    if (this.#lastDocument) {
      if (this.#lastDocument[at] === document) return;
      this.#lastDocument[at] = document;
    }
    (this.counts[at] as number) += weight;
  }
}

/** The numbers of an axis that occur among some tasks. */
function occurring({ offsets, codes, values }: Column, selected: Selection): Int32Array {
  const there = new Uint8Array(values.length);
  for (let task = 0; task < selected.length; task++)
    if (selected[task])
      for (let at = offsets[task] as number; at < (offsets[task + 1] as number); at++)
        there[codes[at] as number] = 1;
  return Int32Array.from([...there.keys()].filter((code) => there[code]));
}

/** What a task counts for under each value of an axis of agencies: assigning to nobody is no assignment. */
function weightsOf(
  { column, agencies }: TableAxis,
  { count }: Pick<CrossTableOptions, 'count'>,
): Uint8Array | null {
  if (count !== 'assignments' || !agencies) return null;
  return Uint8Array.from(column.values, (value) => +(value !== NONE));
}

/** To how many agencies a task is given. */
function assignmentsOf({ values, offsets, codes }: Column, task: number): number {
  let assignments = 0;
  for (let at = offsets[task] as number; at < (offsets[task + 1] as number); at++)
    if (values[codes[at] as number] !== NONE) assignments++;
  return assignments;
}

/** How many assignments some tasks are (lượt giao), and in how many documents they stand. */
export function totalsAmong(
  ledger: TaskLedger,
  selected: Selection,
  assigned: Column,
): { readonly assignments: number; readonly documents: number } {
  const documents = ledger.columns.documentId.codes;
  let assignments = 0;
  let count = 0;
  let last = -1;
  for (let task = 0; task < selected.length; task++) {
    if (!selected[task]) continue;
    assignments += assignmentsOf(assigned, task);
    // what is of the same document follows each other
    if (documents[task] !== last) count++;
    last = documents[task] as number;
  }
  return { assignments, documents: count };
}

/**
 * Counts tasks by one or two dimensions. Pure: the same tasks, in any order, give the same table. Rows and columns are
 * in no particular order.
 *
 * Every cell is what a list of tasks filtered by the cell's row and column counts.
 */
export function crossTable(ledger: TaskLedger, selected: Selection, options: CrossTableOptions): CrossTable {
  const { rows, columns, count, assigned } = options;
  const { offsets: rowOffsets, codes: rowCodes, values: rowValues } = rows.column;
  const usedRows = occurring(rows.column, selected);
  const usedColumns = columns ? occurring(columns.column, selected) : new Int32Array(0);
  const placeOf = (used: Int32Array, size: number) => {
    const places = new Int32Array(size);
    used.forEach((code, place) => {
      places[code] = place;
    });
    return places;
  };
  const rowPlaces = placeOf(usedRows, rowValues.length);
  const columnPlaces = placeOf(usedColumns, columns?.column.values.length ?? 0);
  const rowTotals = new Counters(usedRows.length, count);
  const columnTotals = new Counters(usedColumns.length, count);
  const cells = new Counters(usedRows.length * usedColumns.length, count);
  const whole = new Counters(1, count);

  const documents = ledger.columns.documentId.codes; // each task has one
  const ofRows = weightsOf(rows, options);
  const ofColumns = columns ? weightsOf(columns, options) : null;
  const columnOffsets = columns?.column.offsets;
  const columnCodes = columns?.column.codes;
  const width = usedColumns.length;
  for (let task = 0; task < selected.length; task++) {
    if (!selected[task]) continue;
    const document = documents[task] as number;
    const ofTask = count === 'assignments' ? assignmentsOf(assigned, task) : 1;
    whole.add(0, document, ofTask);
    const firstColumn = columnOffsets?.[task] ?? 0;
    const endColumn = columnOffsets?.[task + 1] ?? 0;
    for (let c = firstColumn; c < endColumn; c++) {
      const code = columnCodes?.[c] as number;
      columnTotals.add(
        columnPlaces[code] as number,
        document,
        ofColumns ? (ofColumns[code] as number) : ofTask,
      );
    }
    for (let r = rowOffsets[task] as number; r < (rowOffsets[task + 1] as number); r++) {
      const row = rowCodes[r] as number;
      const place = rowPlaces[row] as number;
      rowTotals.add(place, document, ofRows ? (ofRows[row] as number) : ofTask);
      for (let c = firstColumn; c < endColumn; c++) {
        const column = columnCodes?.[c] as number;
        // agency by agency, a cell has no assignment of its own: the row's agency decides
        const weight = ofRows?.[row] ?? ofColumns?.[column] ?? ofTask;
        cells.add(place * width + (columnPlaces[column] as number), document, weight);
      }
    }
  }
  const axesOf = (used: Int32Array, values: readonly string[], { counts }: Counters) =>
    Array.from(used, (code, i): Axis => ({ value: values[code] as string, total: counts[i] as number }));
  return {
    rows: axesOf(usedRows, rowValues, rowTotals),
    columns: axesOf(usedColumns, columns?.column.values ?? [], columnTotals),
    cells: Array.from(usedRows, (_, row) =>
      Array.from(cells.counts.subarray(row * usedColumns.length, (row + 1) * usedColumns.length)),
    ),
    total: whole.counts[0] as number,
  };
}
