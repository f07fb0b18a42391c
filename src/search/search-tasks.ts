import type { EngineQuery } from '../engine/door.ts';
import type { Filter } from '../engine/filter.ts';
import { TASK_FACET_FIELDS, type TaskEntry } from '../engine/projection/tasks.ts';
import type { Language } from '../labels/language.ts';
import { exactQuery, Lookups, TASKS } from './evaluate.ts';
import { type FacetCounts, searchWithFacets } from './facet-counts.ts';
import { type FacetName, TASK_FACETS } from './facets/index.ts';
import { type FilterName, type TaskFilters, taskAttribute, toConditions } from './filters.ts';
import type { Catalogue } from './lexicon.ts';
import { parseQuery } from './query/parse-query.ts';

export interface TaskSearch {
  readonly q: string;
  readonly filters: TaskFilters;
}

/** What lists and exports show of a task: the engine's search forms and bookkeeping are left out. */
const SHOWN = [
  'id',
  'documentId',
  'document',
  'task',
  ...TASK_FACET_FIELDS,
] as const satisfies readonly (keyof TaskEntry)[];
export type FoundTask = Pick<TaskEntry, (typeof SHOWN)[number]>;

export interface TaskResults {
  readonly total: number;
  readonly items: readonly FoundTask[];
  readonly facets: FacetCounts;
}

/** Newest document first, in the order of the document. */
const TASK_ORDER = ['issuedOn:desc', 'documentId:asc', 'position:asc'] as const;

/** A search for tasks as the engine is asked it: the one meaning of its words and filters, for lists, exports and counts. */
interface TaskQuery {
  readonly words: Pick<EngineQuery, 'q' | 'searchOn'>;
  readonly conditions: (except?: FilterName) => Filter[];
}

async function taskQuery({ door, lexicon }: Catalogue, { q, filters }: TaskSearch): Promise<TaskQuery> {
  const query = parseQuery(q, lexicon.fieldValues);
  const exact = await exactQuery(
    { door, target: TASKS, lexicon, found: new Lookups(door, TASKS) },
    query,
    query.tier,
  );
  const attributeOf = (name: FilterName) => taskAttribute(name, filters.role);
  return {
    words: exact.words,
    conditions: (except) => [...toConditions(filters, attributeOf, except), ...exact.filters],
  };
}

/** A page of the tasks that fit, and the counts of every facet. @throws {EngineError} */
export async function searchTasks(
  catalogue: Catalogue,
  search: TaskSearch & { readonly page: number; readonly hitsPerPage: number },
  language: Language,
): Promise<TaskResults> {
  const { words, conditions } = await taskQuery(catalogue, search);
  const { answer, facets } = await searchWithFacets(catalogue.door, 'tasks', {
    query: {
      ...words,
      page: search.page,
      hitsPerPage: search.hitsPerPage,
      sort: TASK_ORDER,
      retrieve: SHOWN,
    },
    facets: TASK_FACETS,
    chosen: search.filters,
    attributeOf: (name: FacetName) => taskAttribute(name, search.filters.role),
    conditions,
    names: catalogue.meta.labels,
    language,
  });
  return { total: answer.total, items: answer.hits, facets };
}

/** Every task that fits, however many; only the fields that are wanted. @throws {EngineError} */
export async function* allTasks<Field extends keyof TaskEntry = (typeof SHOWN)[number]>(
  catalogue: Catalogue,
  search: TaskSearch,
  retrieve: readonly Field[] = SHOWN as readonly (keyof TaskEntry)[] as readonly Field[],
): AsyncIterable<Pick<TaskEntry, Field>> {
  const { words, conditions } = await taskQuery(catalogue, search);
  yield* catalogue.door.all('tasks', { ...words, filters: conditions(), sort: TASK_ORDER, retrieve });
}
