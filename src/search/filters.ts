import { z } from 'zod';
import { type Filter, noneOf, notAfter, notBefore, oneOf } from '../engine/filter.ts';
import { isoDate } from '../record/span.ts';
import { parted } from './exclusion.ts';

/** A parameter that may come several times (`?type=a&type=b`): its values are alternatives. */
export const MOST_VALUES = 100;
const several = z.array(z.string().min(1).max(500)).max(MOST_VALUES).default([]);

/**
 * What a search is narrowed to (bộ lọc). Values of one filter are alternatives, different filters are all required;
 * `none` stands for absent; a value with `!` before it is excluded.
 */
export const documentFilters = z.object({
  type: several,
  issuer: several,
  province: several,
  year: several,
  theme: several,
  department: several,
  access: several,
  /** Issued on or after, on or before. */
  from: isoDate.optional(),
  to: isoDate.optional(),
});
export type DocumentFilters = z.output<typeof documentFilters>;
/** The names of the filters of documents. */
export const FILTER_NAMES = Object.keys(documentFilters.shape) as (keyof DocumentFilters)[];

/** Tasks are filtered by their document's type, issuer and province, and by their own year, theme and departments. */
export const taskFilters = z.object({
  ...documentFilters.shape,
  /** Whether `department` means who leads (chủ trì) or who coordinates (phối hợp). */
  role: z.enum(['lead', 'coordinator']).default('lead'),
  recurrence: several,
  status: several,
  document: several,
});
export type TaskFilters = z.output<typeof taskFilters>;

/** The names of the filters of tasks. */
export const TASK_FILTER_NAMES = Object.keys(taskFilters.shape) as (keyof TaskFilters)[];

/** What was chosen of some filters, each with its values; what was not is left out. */
export function chosenFilters<Name extends string>(
  asked: Readonly<Partial<Record<Name, string | readonly string[] | undefined>>>,
  names: readonly Name[],
): Record<string, string[]> {
  const chosen = names.map((name): [string, string[]] => [name, [asked[name] ?? []].flat() as string[]]);
  return Object.fromEntries(chosen.filter(([, values]) => values.length > 0));
}

/** The filters that are lists of values, for documents and for tasks. */
const LISTS = [
  'type',
  'issuer',
  'province',
  'year',
  'theme',
  'department',
  'access',
  'recurrence',
  'status',
  'document',
] as const satisfies readonly (keyof TaskFilters)[];
export type FilterName = (typeof LISTS)[number];

/** The attribute of tasks that a filter looks at. */
export function taskAttribute(name: FilterName, role: TaskFilters['role']): string {
  if (name === 'department') return role;
  if (name === 'document') return 'documentId';
  return name;
}

type Chosen = Partial<Record<FilterName, readonly string[]>> & {
  from?: string | undefined;
  to?: string | undefined;
};

/**
 * The engine's conditions for what was chosen.
 * @param except a facet counts its own values as if none of them were chosen (disjunctive facets); what is excluded stays so
 */
export function toConditions(
  chosen: Chosen,
  attributeOf: (name: FilterName) => string = (name) => name,
  except?: FilterName,
): Filter[] {
  const conditions = LISTS.flatMap((name) => {
    const { included, excluded } = parted(chosen[name] ?? []);
    return [
      ...(included.length > 0 && name !== except ? [oneOf(attributeOf(name), included)] : []),
      ...(excluded.length > 0 ? [noneOf(attributeOf(name), excluded)] : []),
    ];
  });
  if (chosen.from) conditions.push(notBefore('issuedOn', chosen.from));
  if (chosen.to) conditions.push(notAfter('issuedOn', chosen.to));
  return conditions;
}
