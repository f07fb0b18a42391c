import type { EngineDoor } from '../engine/door.ts';
import type { IndexMeta } from '../engine/meta.ts';
import { compareValues, FACETS, type Language, labelOf } from '../search/facets/index.ts';
import { type TaskSearch, taskQuery } from '../search/search-tasks.ts';
import { type Axis, type CrossTableOptions, crossTable } from './cross-table.ts';
import { type CountedTask, DIMENSIONS, type Dimension } from './dimension.ts';

export interface LabelledAxis extends Axis {
  readonly label: string;
}

/** What `/api/statistics` answers, and what charts draw. */
export interface TaskStatistics {
  readonly rows: readonly LabelledAxis[];
  readonly columns: readonly LabelledAxis[];
  readonly cells: readonly (readonly number[])[];
  readonly rowTotals: readonly number[];
  readonly columnTotals: readonly number[];
  readonly total: number;
}

/** The tasks that fit a search, as far as counting goes. @throws {EngineError} */
export async function countedTasks(door: EngineDoor, search: TaskSearch): Promise<CountedTask[]> {
  const retrieve = [
    'documentId',
    'lead',
    'coordinator',
    ...DIMENSIONS.filter((name) => name !== 'department'),
  ];
  const tasks: CountedTask[] = [];
  for await (const task of door.all('tasks', { ...taskQuery(search), retrieve })) tasks.push(task);
  return tasks;
}

/** Counts tasks, with labels, rows and columns in the order in which facets show them. */
export function taskStatistics(
  tasks: Iterable<CountedTask>,
  options: CrossTableOptions,
  names: IndexMeta['labels'],
  language: Language,
): TaskStatistics {
  const table = crossTable(tasks, options);
  const rows = inOrder(table.rows, options.rows, names, language);
  const columns = options.columns ? inOrder(table.columns, options.columns, names, language) : [];
  return {
    rows: rows.map(({ axis }) => axis),
    columns: columns.map(({ axis }) => axis),
    cells: rows.map((row) => columns.map((column) => table.cells[row.index]?.[column.index] ?? 0)),
    rowTotals: rows.map(({ axis }) => axis.total),
    columnTotals: columns.map(({ axis }) => axis.total),
    total: table.total,
  };
}

function inOrder(
  axes: readonly Axis[],
  dimension: Dimension,
  names: IndexMeta['labels'],
  language: Language,
) {
  const facet = FACETS[dimension];
  const compare = compareValues(
    // in a table years run forward, as time does; in a list of filters the newest is first
    facet.order === 'value-descending' ? { ...facet, order: 'value-ascending' } : facet,
    language,
  );
  return axes
    .map((axis, index) => ({ index, axis: { ...axis, label: labelOf(facet, axis.value, names, language) } }))
    .sort((a, b) => compare({ ...a.axis, count: a.axis.total }, { ...b.axis, count: b.axis.total }));
}
