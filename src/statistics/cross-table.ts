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
  /** The agencies that tasks are assigned to, where neither rows nor columns are agencies. */
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
  const isAssignment = (axis: TableAxis, code: number) => (axis.column.values[code] === NONE ? 0 : 1);
  const given = Uint8Array.from(assigned.values, (value) => +(value !== NONE));
  for (let task = 0; task < selected.length; task++) {
    if (!selected[task]) continue;
    const document = documents[task] as number;
    let ofTask = 1;
    if (count === 'assignments') {
      ofTask = 0;
      for (let at = assigned.offsets[task] as number; at < (assigned.offsets[task + 1] as number); at++)
        ofTask += given[assigned.codes[at] as number] as number;
    }
    const weigh = (axis: TableAxis, code: number) =>
      count === 'assignments' && axis.agencies ? isAssignment(axis, code) : ofTask;
    whole.add(0, document, ofTask);
    const [firstColumn, endColumn] = columns
      ? [columns.column.offsets[task] as number, columns.column.offsets[task + 1] as number]
      : [0, 0];
    for (let c = firstColumn; c < endColumn; c++) {
      const code = columns?.column.codes[c] as number;
      columnTotals.add(columnPlaces[code] as number, document, weigh(columns as TableAxis, code));
    }
    for (let r = rowOffsets[task] as number; r < (rowOffsets[task + 1] as number); r++) {
      const row = rowCodes[r] as number;
      const place = rowPlaces[row] as number;
      rowTotals.add(place, document, weigh(rows, row));
      for (let c = firstColumn; c < endColumn; c++) {
        const column = columns?.column.codes[c] as number;
        // agency by agency, a cell has no assignment of its own: the row's agency decides
        const weight = rows.agencies ? weigh(rows, row) : weigh(columns as TableAxis, column);
        cells.add(place * usedColumns.length + (columnPlaces[column] as number), document, weight);
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
