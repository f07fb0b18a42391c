import { z } from 'zod';
import { type Condition, type Filter, toFilter } from '../engine/filter.ts';
import { isoDate } from '../record/span.ts';
import { dayInVietNam } from '../text/dates.ts';
import { parted } from './exclusion.ts';
import { listFilters, TASK_LISTS } from './task-lists.ts';

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
  /** Whether agencies are those of the document's time, or those that have their work now (sau sáp nhập). */
  agencies: z.enum(['written', 'now']).default('written'),
  recurrence: several,
  status: several,
  document: several,
  /** What the year of a task goes by. */
  yearBasis: several,
  timing: several,
  mainTheme: several,
  /** Leads and coordinates, whatever `department` means: who is in both roles, or with whom. */
  lead: several,
  coordinator: several,
  /** Quarter and month of the deadline, month of issue. */
  quarter: several,
  month: several,
  issued: several,
  /** Deadline on or after, on or before. */
  dueFrom: isoDate.optional(),
  dueTo: isoDate.optional(),
  list: z.enum(TASK_LISTS).optional(),
  /** The day as of which a task is overdue or due soon; today in Viet Nam where none is given. */
  at: isoDate.optional(),
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
  'yearBasis',
  'timing',
  'mainTheme',
  'lead',
  'coordinator',
  'quarter',
  'month',
  'issued',
] as const satisfies readonly (keyof TaskFilters)[];
export type FilterName = (typeof LISTS)[number];

/** Which agencies are meant: in which role, and as of when. */
export type AgencyChoice = Pick<TaskFilters, 'role' | 'agencies'>;

/** The attribute of tasks that a filter looks at. */
export function taskAttribute(name: FilterName, { role, agencies }: AgencyChoice): string {
  const asMeant = name === 'department' ? role : name;
  if (asMeant === 'lead' || asMeant === 'coordinator') return agencies === 'now' ? `${asMeant}Now` : asMeant;
  return name === 'document' ? 'documentId' : name;
}

type Chosen = Partial<Record<FilterName, readonly string[]>> & {
  from?: string | undefined;
  to?: string | undefined;
  dueFrom?: string | undefined;
  dueTo?: string | undefined;
};

/**
 * The conditions for what was chosen.
 * @param except facets count their own values as if none of them were chosen (disjunctive facets); what is excluded stays so
 */
function toConditions(
  chosen: Chosen,
  attributeOf: (name: FilterName) => string,
  except: readonly FilterName[],
): Condition[] {
  const conditions = LISTS.flatMap((name): Condition[] => {
    const { included, excluded } = parted(chosen[name] ?? []);
    const attribute = attributeOf(name);
    return [
      ...(included.length > 0 && !except.includes(name) ? [{ attribute, oneOf: included }] : []),
      ...(excluded.length > 0 ? [{ attribute, noneOf: excluded }] : []),
    ];
  });
  if (chosen.from) conditions.push({ attribute: 'issuedOn', notBefore: chosen.from });
  if (chosen.to) conditions.push({ attribute: 'issuedOn', notAfter: chosen.to });
  if (chosen.dueFrom) conditions.push({ attribute: 'due', notBefore: chosen.dueFrom });
  if (chosen.dueTo) conditions.push({ attribute: 'due', notAfter: chosen.dueTo });
  return conditions;
}

/** What documents and passages must be, as the engine takes it. */
export function documentConditions(chosen: Chosen, except?: FilterName): Filter[] {
  return toConditions(chosen, (name) => name, except ? [except] : []).map(toFilter);
}

/** The day as of which tasks are overdue or due soon. */
export function dayOfReckoning({ at }: Pick<TaskFilters, 'at'>): string {
  return at ?? dayInVietNam(new Date());
}

/** What tasks must be: the one meaning of the filters of tasks, for lists, files, charts and counts. */
export function taskConditions(filters: TaskFilters, except: readonly FilterName[] = []): Condition[] {
  const attributeOf = (name: FilterName) => taskAttribute(name, filters);
  const ofList = filters.list ? listFilters(filters.list, dayOfReckoning(filters)) : {};
  return [...toConditions(filters, attributeOf, except), ...toConditions(ofList, attributeOf, [])];
}

/** What was chosen of the filters of tasks, as parameters; what is usual is left out. */
export function chosenTaskFilters(filters: TaskFilters): Record<string, string[]> {
  const { role, agencies } = filters;
  return chosenFilters(
    { ...filters, role: role === 'lead' ? [] : role, agencies: agencies === 'written' ? [] : agencies },
    TASK_FILTER_NAMES,
  );
}
