import { z } from 'zod';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '../labels/language.ts';
import { MENTION_COLUMNS } from '../mentions/columns.ts';
import { MENTION_GROUPS, MENTION_SORTS } from '../mentions/concordance.ts';
import { EXCLUDABLE, UNITS } from '../mentions/counting.ts';
import type { Tier } from '../mentions/tier.ts';
import { documentFilters, taskFilters } from '../search/filters.ts';
import { SORTS } from '../search/search-documents.ts';
import { TASK_COLUMNS } from '../search/task-columns.ts';
import { STACKS, STEPS } from '../statistics/board.ts';
import { COUNTS } from '../statistics/count.ts';
import { DIMENSIONS } from '../statistics/dimension.ts';
import { type InvalidParameter, ProblemError } from './problem.ts';

/** A query longer than this is no query. UTF-16 units; a phrase may have 200 syllables. */
export const MAX_QUERY = 2_000;

const q = z.string().max(MAX_QUERY).default('');
const whole = (least: number, most: number, usual: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/u, 'a whole number is wanted')
    .transform(Number)
    .pipe(z.number().min(least).max(most))
    .default(usual);
const page = whole(1, 1_000_000, 1);
const hitsPerPage = whole(1, 1_000, 20);
const tier = z
  .enum(['1', '2', '3', '4', '5'])
  .transform((value) => Number(value) as Tier)
  .optional();

export const documentParameters = z.object({
  q,
  tier,
  ...documentFilters.shape,
  sort: z.enum(SORTS).default('relevance'),
  page,
  hitsPerPage,
});

/** A search whose tiers are all counted. */
export const tierParameters = documentParameters.omit({
  tier: true,
  sort: true,
  page: true,
  hitsPerPage: true,
});

/** What is looked for, and how it is counted: what a certificate is of. */
const counted = z.object({
  q: z.string().min(1).max(MAX_QUERY),
  tier,
  ...documentFilters.shape,
  /** What is counted. */
  count: z.enum(UNITS).default('occurrences'),
  /** Places that are not counted. */
  without: z.array(z.enum(EXCLUDABLE)).max(EXCLUDABLE.length).default([]),
});

export const mentionParameters = z.object({
  ...counted.shape,
  sort: z.enum(MENTION_SORTS).default('document'),
  group: z.enum(MENTION_GROUPS).optional(),
  /** How much of each side is shown: letters, or the sentence. */
  context: z.union([z.literal('sentence'), whole(0, 1_000, 80)], {
    error: 'a number of letters from 0 to 1000, or `sentence`, is wanted',
  }),
  page,
  hitsPerPage,
});

/** Which columns of mentions are wanted; the usual ones on a page, and all in a file, when none is named. */
const mentionColumns = z.array(z.enum(MENTION_COLUMNS)).max(MENTION_COLUMNS.length).default([]);

/** The page asks for a phrase when it has none; `whole` waits until all is counted. */
export const mentionPageParameters = z.object({
  ...mentionParameters.shape,
  q,
  whole: z.enum(['1']).optional(),
  column: mentionColumns,
});

export const exportParameters = z.object({
  ...mentionParameters.omit({ page: true, hitsPerPage: true }).shape,
  column: mentionColumns,
});

/** A certificate, and, in a link that was kept, what it said then. */
export const certificateParameters = z.object({
  ...counted.shape,
  version: z
    .string()
    .regex(/^[0-9a-f]{16}$/u)
    .optional(),
  /** Occurrences, blocks and documents: `9-8-3`. */
  counted: z
    .string()
    .regex(/^\d{1,9}-\d{1,9}-\d{1,9}$/u)
    .optional(),
  on: z.iso.datetime().optional(),
});

/** How a list of phrases is counted; the list itself is sent in the body. */
export const batchParameters = counted.omit({ q: true });

export const suggestionParameters = z.object({ q });

/** What is marked in a document: the words of a search, or a phrase with all its mentions. */
export const readingParameters = z.object({ q, phrase: z.string().max(MAX_QUERY).default(''), tier });

export const taskParameters = z.object({ q, ...taskFilters.shape, page, hitsPerPage });

/** Which columns of tasks are wanted; the usual ones on a page, and all in a file, when none is named. */
const taskColumns = z.array(z.enum(TASK_COLUMNS)).max(TASK_COLUMNS.length).default([]);

export const taskPageParameters = z.object({ ...taskParameters.shape, column: taskColumns });

export const taskExportParameters = taskPageParameters.omit({ page: true, hitsPerPage: true });

/** An offset into the text of a document. UTF-16 units. */
const offset = z
  .string()
  .regex(/^\d{1,9}$/u)
  .transform(Number);

/** A part of a document, shown in the block that it stands in. */
export const passageParameters = z.object({
  document: z.string().min(1).max(500),
  from: offset,
  to: offset,
});

export const statisticsParameters = z
  .object({
    q,
    ...taskFilters.shape,
    rows: z.enum(DIMENSIONS),
    columns: z.enum(DIMENSIONS).optional(),
    count: z.enum(COUNTS).default('tasks'),
  })
  .refine(({ rows, columns }) => rows !== columns, {
    path: ['columns'],
    message: 'rows and columns must be different dimensions',
  });

/** Tasks that have a deadline, as a calendar. */
export const calendarParameters = taskParameters.omit({ page: true, hitsPerPage: true });

/** The board: what it is narrowed to, and how it is looked at. */
export const boardParameters = z.object({
  q,
  ...taskFilters.shape,
  stack: z.enum(STACKS).default('mainTheme'),
  step: z.enum(STEPS).default('quarter'),
});

/** A table of the board can be sorted: `agencies:total:asc`. */
export const boardPageParameters = z.object({
  ...boardParameters.shape,
  sort: z
    .string()
    .max(600)
    .regex(/^[a-z-]+:.*:(?:asc|desc)$/u)
    .optional(),
});

/** The parameters of a request as its schema has them, and what had to be left out. */
export interface ReadParameters<Output> {
  readonly values: Output;
  readonly ignored: readonly InvalidParameter[];
}

type ParameterSchema = z.ZodObject;

/** In which language an answer of the API has its labels and its links. */
export const lang = z.enum(LANGUAGES).default(DEFAULT_LANGUAGE);

function isSeveral(schema: z.ZodType): boolean {
  return schema instanceof z.ZodDefault
    ? isSeveral(schema.unwrap() as z.ZodType)
    : schema instanceof z.ZodArray;
}

function optionsOf(schema: z.ZodType): string[] | undefined {
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional)
    return optionsOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return optionsOf(schema.in as z.ZodType);
  if (schema instanceof z.ZodArray) return optionsOf(schema.element as z.ZodType);
  return undefined;
}

/** Empty values, as a form sends them for fields left empty, count as not given. */
function collect(
  schema: ParameterSchema,
  search: URLSearchParams,
): { input: Record<string, unknown>; unknown: string[]; repeated: string[] } {
  const input: Record<string, unknown> = {};
  const unknown: string[] = [];
  const repeated: string[] = [];
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name).filter((value) => value !== '');
    const field = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
    if (!field) unknown.push(name);
    else if (isSeveral(field)) input[name] = values;
    else if (values.length > 1) repeated.push(name);
    else if (values.length === 1) input[name] = values[0];
  }
  return { input, unknown, repeated };
}

function faultsOf(
  schema: ParameterSchema,
  search: URLSearchParams,
): { input: Record<string, unknown>; faults: InvalidParameter[] } {
  const { input, unknown, repeated } = collect(schema, search);
  const allowed = Object.keys(schema.shape);
  const faults: InvalidParameter[] = [
    ...unknown.map((name) => ({ name, reason: 'there is no such parameter here', allowed })),
    ...repeated.map((name) => ({ name, reason: 'may be given once only' })),
  ];
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0] ?? '');
      // what was given twice is not wanting
      if (repeated.includes(name)) continue;
      const options = Object.hasOwn(schema.shape, name)
        ? optionsOf(schema.shape[name] as z.ZodType)
        : undefined;
      const reason = name in input || issue.code === 'custom' ? issue.message : 'is required';
      faults.push({ name, reason, ...(options && { allowed: options }) });
    }
  }
  return { input, faults };
}

/**
 * Reads the parameters of an API request. An unknown one is a fault, too: a misspelt filter must not silently widen
 * a count.
 * @throws {ProblemError} 400, naming each fault and what is allowed
 */
export function readParameters<Schema extends ParameterSchema>(
  schema: Schema,
  search: URLSearchParams,
): z.output<Schema> & { readonly lang: Language } {
  return readExactly(schema.safeExtend({ lang }), search) as z.output<Schema> & { readonly lang: Language };
}

function readExactly(schema: ParameterSchema, search: URLSearchParams): Record<string, unknown> {
  const { input, faults } = faultsOf(schema, search);
  if (faults.length > 0) {
    const detail = faults.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
    throw new ProblemError(400, 'Bad parameters', `${detail}.`, faults);
  }
  return schema.parse(input);
}

/**
 * Reads the parameters of a page. A reader with a mangled link gets a page, without what was wrong in it, and is told.
 * Parameters that the portal does not know (as other sites add to links) are left out in silence.
 */
export function readPageParameters<Schema extends ParameterSchema>(
  schema: Schema,
  search: URLSearchParams,
): ReadParameters<z.output<Schema>> {
  const known = new URLSearchParams([...search].filter(([name]) => Object.hasOwn(schema.shape, name)));
  const { faults } = faultsOf(schema, known);
  for (const { name } of faults) known.delete(name);
  return {
    values: readExactly(schema, known) as z.output<Schema>,
    ignored: faults.filter(({ name }) => search.has(name)),
  };
}
