import { facetKey } from '../engine/filter.ts';
import type { IndexMeta } from '../engine/meta.ts';
import type { Language } from '../labels/language.ts';
import { parted } from '../search/exclusion.ts';
import type { FacetCounts } from '../search/facet-counts.ts';
import { compareValues, FACETS, type FacetName, labelOf, toFacetValues } from '../search/facets/index.ts';
import { type FilterName, taskConditions } from '../search/filters.ts';
import type { Catalogue } from '../search/lexicon.ts';
import { type TaskSearch, tasksWithWords } from '../search/search-tasks.ts';
import type { Count } from './count.ts';
import { type Axis, crossTable } from './cross-table.ts';
import { type Dimension, dimensionColumn, isOfAgencies } from './dimension.ts';
import { countValues, type Selection, select, selectIds, type TaskLedger } from './ledger.ts';
import { boardSources } from './sources.ts';

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

/** The tasks that a search is about, and how it narrows them. */
export interface Workload {
  readonly ledger: TaskLedger;
  readonly search: TaskSearch;
  /** The tasks that fit, without what is chosen of some filters when they are named. */
  readonly selected: (except?: readonly FilterName[]) => Selection;
}

/** What fits a search, over a ledger. @param withWords the ids of what fits its words; null for all */
export function workloadOf(
  ledger: TaskLedger,
  search: TaskSearch,
  withWords: ReadonlySet<string> | null,
): Workload {
  const among = withWords ? selectIds(ledger, withWords) : undefined;
  const known = new Map<string, Selection>();
  const selected = (except: readonly FilterName[] = []): Selection => {
    const used = except.filter((name) => parted(search.filters[name]).included.length > 0);
    const key = used.join(' ');
    let selection = known.get(key);
    if (!selection) {
      selection = select(ledger, taskConditions(search.filters, used), among);
      known.set(key, selection);
    }
    return selection;
  };
  return { ledger, search, selected };
}

/** @throws {EngineError} */
export async function readWorkload(catalogue: Catalogue, search: TaskSearch): Promise<Workload> {
  const [{ ledger }, withWords] = await Promise.all([
    boardSources(catalogue),
    tasksWithWords(catalogue, search.q),
  ]);
  return workloadOf(ledger, search, withWords);
}

/** The counts of facets; those of a facet in use are without its own filter. */
export function facetCountsOf(
  { ledger, search, selected }: Workload,
  facets: readonly FacetName[],
  names: IndexMeta['labels'],
  language: Language,
): FacetCounts {
  const { filters } = search;
  return Object.fromEntries(
    facets.map((name) => {
      const counts = countValues(dimensionColumn(ledger, name, filters), selected([name]));
      const { included, excluded } = parted(filters[name]);
      return [name, toFacetValues(FACETS[name], counts, [...included, ...excluded], names, language)];
    }),
  );
}

/** Whose assignments a table counts: those in the role that its rows or columns are in. */
const assignedIn = (...axes: readonly (Dimension | undefined)[]): Dimension =>
  axes.find((axis) => axis !== undefined && isOfAgencies(axis)) ?? 'department';

/**
 * Counts tasks, with labels, rows and columns in the order in which facets show them.
 *
 * Where the tasks were filtered by the dimension itself, only the chosen values are rows: a task of a chosen agency may
 * be another's, too, but the list that such a row opened would hold all of the other's tasks.
 */
export function taskStatistics(
  { ledger, search, selected }: Workload,
  options: { readonly rows: Dimension; readonly columns?: Dimension | undefined; readonly count: Count },
  names: IndexMeta['labels'],
  language: Language,
): TaskStatistics {
  const { filters } = search;
  const axisOf = (dimension: Dimension) => ({
    column: dimensionColumn(ledger, dimension, filters),
    agencies: isOfAgencies(dimension),
  });
  const table = crossTable(ledger, selected(), {
    rows: axisOf(options.rows),
    columns: options.columns && axisOf(options.columns),
    count: options.count,
    assigned: dimensionColumn(ledger, assignedIn(options.rows, options.columns), filters),
  });
  const ordered = (axes: readonly Axis[], dimension: Dimension) => {
    const wanted = new Set(parted(filters[dimension]).included.map(facetKey));
    return inOrder(axes, dimension, names, language).filter(
      ({ axis }) => wanted.size === 0 || wanted.has(facetKey(axis.value)),
    );
  };
  const rows = ordered(table.rows, options.rows);
  const columns = options.columns ? ordered(table.columns, options.columns) : [];
  return {
    rows: rows.map(({ axis }) => axis),
    columns: columns.map(({ axis }) => axis),
    cells: rows.map((row) => columns.map((column) => table.cells[row.index]?.[column.index] ?? 0)),
    rowTotals: rows.map(({ axis }) => axis.total),
    columnTotals: columns.map(({ axis }) => axis.total),
    total: table.total,
  };
}

/** Rows or columns with their names, as facets order them; years forward, as time runs. */
export function inOrder(
  axes: readonly Axis[],
  dimension: Dimension,
  names: IndexMeta['labels'],
  language: Language,
): { readonly index: number; readonly axis: LabelledAxis }[] {
  const facet = FACETS[dimension];
  const compare = compareValues(
    // in a table years run forward, as time does; in a list of filters the newest is first
    facet.order === 'value-descending' ? { ...facet, order: 'value-ascending' } : facet,
  );
  return axes
    .map((axis, index) => ({ index, axis: { ...axis, label: labelOf(facet, axis.value, names, language) } }))
    .sort((a, b) => compare({ ...a.axis, count: a.axis.total }, { ...b.axis, count: b.axis.total }));
}
