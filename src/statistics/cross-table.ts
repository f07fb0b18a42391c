import { facetKey } from '../engine/filter.ts';
import { type Count, Tally } from './count.ts';
import { type CountedTask, type Dimension, type Role, valuesOf } from './dimension.ts';

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

export interface CrossTableOptions {
  readonly rows: Dimension;
  readonly columns?: Dimension | undefined;
  readonly count: Count;
  readonly role: Role;
}

/** Values that differ in case only are one, as they are for the engine's filters. */
interface Line {
  readonly spellings: Map<string, number>;
  readonly tally: Tally;
}

function spellingOf({ spellings }: Line): string {
  return [...spellings].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? '';
}

/**
 * Counts tasks by one or two dimensions. Pure: the same tasks, in any order, give the same table. Rows and columns are
 * in no particular order.
 *
 * Every cell is what a list of tasks filtered by the cell's row and column counts.
 */
export function crossTable(tasks: Iterable<CountedTask>, options: CrossTableOptions): CrossTable {
  const { rows: rowDimension, columns: columnDimension, count, role } = options;
  const newTally = () => new Tally(count, role);
  const rows = new Map<string, Line>();
  const columns = new Map<string, Line>();
  const cells = new Map<string, Tally>();
  const whole = newTally();

  const enter = (lines: Map<string, Line>, dimension: Dimension, task: CountedTask) => {
    const keys: { key: string; department: string | undefined }[] = [];
    for (const value of valuesOf(task, dimension, role)) {
      const key = facetKey(value);
      let line = lines.get(key);
      if (!line) {
        line = { spellings: new Map(), tally: newTally() };
        lines.set(key, line);
      }
      line.spellings.set(value, (line.spellings.get(value) ?? 0) + 1);
      if (keys.some((entry) => entry.key === key)) continue;
      const department = dimension === 'department' ? value : undefined;
      keys.push({ key, department });
      line.tally.add(task, department);
    }
    return keys;
  };

  for (const task of tasks) {
    whole.add(task);
    const inRows = enter(rows, rowDimension, task);
    const inColumns = columnDimension ? enter(columns, columnDimension, task) : [];
    for (const row of inRows) {
      for (const column of inColumns) {
        // agency by agency, a cell off the diagonal has no assignment of its own: the row's agency decides
        const id = `${row.key}\0${column.key}`;
        const cell = cells.get(id) ?? newTally();
        cells.set(id, cell);
        cell.add(task, row.department ?? column.department);
      }
    }
  }
  const toAxis = (line: Line): Axis => ({ value: spellingOf(line), total: line.tally.total });
  return {
    rows: [...rows.values()].map(toAxis),
    columns: [...columns.values()].map(toAxis),
    cells: [...rows.keys()].map((row) =>
      [...columns.keys()].map((column) => cells.get(`${row}\0${column}`)?.total ?? 0),
    ),
    total: whole.total,
  };
}
