import { facetKey } from '../engine/filter.ts';
import type { IndexMeta } from '../engine/meta.ts';
import { TASK_FACET_FIELDS } from '../engine/projection/tasks.ts';
import type { Language } from '../labels/language.ts';
import { parted } from '../search/exclusion.ts';
import { compareValues, FACETS, labelOf } from '../search/facets/index.ts';
import type { Catalogue } from '../search/lexicon.ts';
import { allTasks, type TaskSearch } from '../search/search-tasks.ts';
import { type Axis, type CrossTableOptions, crossTable } from './cross-table.ts';
import type { CountedTask, Dimension } from './dimension.ts';

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

/** The fields that tasks are counted by. */
const COUNTED = ['documentId', ...TASK_FACET_FIELDS] as const;

/** The tasks that fit a search, as far as counting goes. @throws {EngineError} */
export async function countedTasks(catalogue: Catalogue, search: TaskSearch): Promise<CountedTask[]> {
  const tasks: CountedTask[] = [];
  for await (const task of allTasks(catalogue, search, COUNTED)) tasks.push(task);
  return tasks;
}

/**
 * Counts tasks, with labels, rows and columns in the order in which facets show them.
 *
 * Where the tasks were filtered by the dimension itself, only the chosen values are rows: a task of a chosen agency may
 * be another's, too, but the list that such a row opened would hold all of the other's tasks.
 *
 * @param chosen the filters that the tasks were searched with
 */
export function taskStatistics(
  tasks: Iterable<CountedTask>,
  options: CrossTableOptions,
  chosen: TaskSearch['filters'],
  names: IndexMeta['labels'],
  language: Language,
): TaskStatistics {
  const table = crossTable(tasks, options);
  const rows = inOrder(table.rows, options.rows, chosen, names, language);
  const columns = options.columns ? inOrder(table.columns, options.columns, chosen, names, language) : [];
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
  chosen: TaskSearch['filters'],
  names: IndexMeta['labels'],
  language: Language,
) {
  const wanted = new Set(parted(chosen[dimension]).included.map(facetKey));
  const facet = FACETS[dimension];
  const compare = compareValues(
    // in a table years run forward, as time does; in a list of filters the newest is first
    facet.order === 'value-descending' ? { ...facet, order: 'value-ascending' } : facet,
  );
  return axes
    .map((axis, index) => ({ index, axis: { ...axis, label: labelOf(facet, axis.value, names, language) } }))
    .filter(({ axis }) => wanted.size === 0 || wanted.has(facetKey(axis.value)))
    .sort((a, b) => compare({ ...a.axis, count: a.axis.total }, { ...b.axis, count: b.axis.total }));
}
