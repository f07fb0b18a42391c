import type { EngineQuery } from '../engine/door.ts';
import { type Filter, oneOf, toFilter } from '../engine/filter.ts';
import { TASK_FACET_FIELDS, type TaskEntry } from '../engine/projection/tasks.ts';
import type { Language } from '../labels/language.ts';
import { exactQuery, idSetOf, Lookups, TASKS } from './evaluate.ts';
import { type FacetCounts, searchWithFacets } from './facet-counts.ts';
import { type FacetName, facetsFor, TASK_FACETS } from './facets/index.ts';
import { type FilterName, type TaskFilters, taskAttribute, taskConditions } from './filters.ts';
import type { Catalogue } from './lexicon.ts';
import { parseQuery } from './query/parse-query.ts';
import { isByDeadline } from './task-lists.ts';

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
  'due',
  ...TASK_FACET_FIELDS,
] as const satisfies readonly (keyof TaskEntry)[];
export type FoundTask = Pick<TaskEntry, (typeof SHOWN)[number]>;

export interface TaskResults {
  readonly total: number;
  readonly items: readonly FoundTask[];
  readonly facets: FacetCounts;
}

/** Newest document first, in the order of the document. */
const TASK_ORDER = ['orderDate:desc', 'documentId:asc', 'position:asc'] as const;
/** As documents came into the portal, for feeds. */
const ENTRY_ORDER = ['enteredAt:desc', ...TASK_ORDER] as const;
/** What a list of deadlines is read by. */
const orderOf = ({ list, dueFrom, dueTo }: TaskFilters) =>
  isByDeadline(list) || dueFrom || dueTo ? ['due:asc', ...TASK_ORDER] : TASK_ORDER;

/** A search for tasks as the engine is asked it: the one meaning of its words and filters, for lists, exports and counts. */
interface TaskQuery {
  readonly words: Pick<EngineQuery, 'q' | 'searchOn'>;
  readonly conditions: (except?: FilterName) => Filter[];
}

async function wordsOf({ door, lexicon }: Catalogue, q: string) {
  const query = parseQuery(q, lexicon.fieldValues);
  return exactQuery({ door, target: TASKS, lexicon, found: new Lookups(door, TASKS) }, query, query.tier);
}

async function taskQuery(catalogue: Catalogue, { q, filters }: TaskSearch): Promise<TaskQuery> {
  const exact = await wordsOf(catalogue, q);
  return {
    words: exact.words,
    conditions: (except) => [
      ...taskConditions(filters, except ? [except] : []).map(toFilter),
      ...exact.filters,
    ],
  };
}

/**
 * The ids of all tasks that fit the words of a search, whatever the filters; null where there are none, which all fit.
 * @throws {EngineError}
 */
export async function tasksWithWords(catalogue: Catalogue, q: string): Promise<ReadonlySet<string> | null> {
  if (q.trim() === '') return null;
  const { words, filters, only } = await wordsOf(catalogue, q);
  return new Set(only ?? (await idSetOf({ door: catalogue.door, target: TASKS }, { ...words, filters })));
}

/** A page of the tasks that fit, and the counts of every facet. @throws {EngineError} */
export async function searchTasks(
  catalogue: Catalogue,
  search: TaskSearch & { readonly page: number; readonly hitsPerPage: number; readonly order?: 'entered' },
  language: Language,
): Promise<TaskResults> {
  const { words, conditions } = await taskQuery(catalogue, search);
  const { answer, facets } = await searchWithFacets(catalogue.door, 'tasks', {
    query: {
      ...words,
      page: search.page,
      hitsPerPage: search.hitsPerPage,
      sort: search.order === 'entered' ? ENTRY_ORDER : orderOf(search.filters),
      retrieve: SHOWN,
    },
    facets: facetsFor(catalogue.door.audience, TASK_FACETS),
    chosen: search.filters,
    attributeOf: (name: FacetName) => taskAttribute(name, search.filters),
    conditions,
    names: catalogue.meta.labels,
    language,
  });
  return { total: answer.total, items: answer.hits, facets };
}

/** Tasks by their ids, in the order of lists; those that are no longer there are left out. @throws {EngineError} */
export async function tasksById({ door }: Catalogue, ids: readonly string[]): Promise<FoundTask[]> {
  if (ids.length === 0) return [];
  const found: FoundTask[] = [];
  const filters = [oneOf('id', ids)];
  for await (const task of door.all('tasks', { filters, sort: TASK_ORDER, retrieve: SHOWN }))
    found.push(task);
  return found;
}

/** How many tasks each of some searches has, which have the same words. @throws {EngineError} */
export async function countTasks(
  catalogue: Catalogue,
  q: string,
  filters: readonly TaskFilters[],
): Promise<number[]> {
  const { words, filters: ofWords } = await wordsOf(catalogue, q);
  const answers = await catalogue.door.searchMany(
    'tasks',
    filters.map((chosen) => ({
      ...words,
      filters: [...taskConditions(chosen).map(toFilter), ...ofWords],
      hitsPerPage: 0,
    })),
  );
  return answers.map(({ total }) => total);
}

/** Every task that fits, however many; only the fields that are wanted. @throws {EngineError} */
export async function* allTasks<Field extends keyof TaskEntry = (typeof SHOWN)[number]>(
  catalogue: Catalogue,
  search: TaskSearch,
  retrieve: readonly Field[] = SHOWN as readonly (keyof TaskEntry)[] as readonly Field[],
): AsyncIterable<Pick<TaskEntry, Field>> {
  const { words, conditions } = await taskQuery(catalogue, search);
  yield* catalogue.door.all('tasks', {
    ...words,
    filters: conditions(),
    sort: orderOf(search.filters),
    retrieve,
  });
}
