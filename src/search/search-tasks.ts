import type { EngineDoor, EngineQuery } from '../engine/door.ts';
import type { Filter } from '../engine/filter.ts';
import type { IndexMeta } from '../engine/meta.ts';
import type { TaskEntry } from '../engine/projection/tasks.ts';
import { FORMS, type Form, quoted } from '../engine/words.ts';
import { type FacetCounts, searchWithFacets } from './facet-counts.ts';
import { type FacetName, type Language, TASK_FACETS } from './facets/index.ts';
import { type TaskFilters, taskAttribute, toConditions } from './filters.ts';
import { parseQuery } from './query/parse-query.ts';

export interface TaskSearch {
  readonly q: string;
  readonly filters: TaskFilters;
}

/** A task as lists and exports show it: what the index holds of it, without the engine's search forms. */
export type FoundTask = Omit<TaskEntry, 'toned' | 'folded'>;

export interface TaskResults {
  readonly total: number;
  readonly items: readonly FoundTask[];
  readonly facets: FacetCounts;
}

const RETRIEVE = [
  'id',
  'documentId',
  'document',
  'task',
  'type',
  'issuer',
  'province',
  'year',
  'theme',
  'lead',
  'coordinator',
  'recurrence',
  'status',
  'position',
  'issuedOn',
  'access',
];

/** Newest document first, in the order of the document. */
export const TASK_ORDER = ['issuedOn:desc', 'documentId:asc', 'position:asc'] as const;

/** Words and conditions of a search for tasks: the one meaning of its filters, for lists, exports and statistics. */
export function taskQuery({
  q,
  filters,
}: TaskSearch): Pick<EngineQuery, 'q' | 'searchOn'> & { filters: Filter[] } {
  const query = parseQuery(q);
  const form: Form = query.unmarked ? 'folded' : 'toned';
  const terms = query.terms.map(({ text, excluded }) => `${excluded ? '-' : ''}${quoted(FORMS[form](text))}`);
  return {
    q: terms.join(' '),
    searchOn: [form],
    filters: toConditions(filters, (name) => taskAttribute(name, filters.role)),
  };
}

/** A page of the tasks that fit, and the counts of every facet. @throws {EngineError} */
export async function searchTasks(
  door: EngineDoor,
  search: TaskSearch & { readonly page: number; readonly hitsPerPage: number },
  names: IndexMeta['labels'],
  language: Language,
): Promise<TaskResults> {
  const { filters: _, ...words } = taskQuery(search);
  const attributeOf = (name: FacetName) => taskAttribute(name, search.filters.role);
  const { answer, facets } = await searchWithFacets(door, 'tasks', {
    query: {
      ...words,
      page: search.page,
      hitsPerPage: search.hitsPerPage,
      sort: TASK_ORDER,
      retrieve: RETRIEVE,
    },
    facets: TASK_FACETS,
    chosen: search.filters,
    attributeOf,
    conditions: (except) =>
      toConditions(search.filters, (name) => taskAttribute(name, search.filters.role), except),
    names,
    language,
  });
  return { total: answer.total, items: answer.hits, facets };
}

/** Every task that fits, however many, for exports. @throws {EngineError} */
export function allTasks(door: EngineDoor, search: TaskSearch): AsyncIterable<FoundTask> {
  return door.all('tasks', { ...taskQuery(search), sort: TASK_ORDER, retrieve: RETRIEVE });
}
