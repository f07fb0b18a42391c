import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { OPERATIONS } from '../../src/api/operations.ts';
import { FILTER_NAMES, TASK_FILTER_NAMES } from '../../src/search/filters.ts';
import { PAGES } from '../../src/web/pages.ts';
import { SHOWN, UNSHOWN } from './revealing-files.ts';
import { ONLY_INTERNAL } from './twin-portals.ts';

/** A request that the public may send. */
export interface Asked {
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
  /** Only the head of the answer. */
  readonly head?: true;
}

interface Route {
  readonly pattern: string;
  readonly entrypoint: string;
  readonly type: string;
}

/** What the built server answers to: the list that its router made. */
export async function routesOfTheServer(): Promise<Route[]> {
  const file = join(import.meta.dirname, '../../dist/server/routes.json');
  return JSON.parse(await readFile(file, 'utf8')) as Route[];
}

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
export function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const { word, phrase, agency, theme, themeName, number, province, year } = ONLY_INTERNAL;

/** Queries: what only internal documents have, what all have, and what mixes the two. */
const QUERIES = [
  word,
  word.slice(0, 4),
  phrase,
  `"${phrase}"`,
  agency,
  `"${agency}" OR khéo`,
  themeName,
  number,
  `số:${number}`,
  'số 4711',
  `năm:${year}`,
  `tỉnh:"${province}"`,
  'loại:"chỉ thị"',
  'dân vận khéo',
  '"Dân vận khéo"',
  'dan van kheo',
  'dân vận khéo hiến đất mở đường',
  'kế hoạch đồng bào tôn giáo năm 2024',
  '89-KH/BDVTU',
  `khéo -${word}`,
  'zzkín',
  ...UNSHOWN,
  SHOWN,
  'qq',
  'vân vận kheo',
  'access = internal',
  '" OR access = "internal',
  '',
];

/** Values by the name of a parameter. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  q: QUERIES,
  department: [agency, 'Ban Hoa Súng', 'none', '-Sở Hoa Sen', 'Ban Dân vận Tỉnh ủy'],
  lead: [agency, 'none'],
  coordinator: [agency, 'Công an tỉnh'],
  theme: [theme, 'ton-giao', `-${theme}`],
  mainTheme: [theme, 'dan-toc'],
  year: [year, '2031', '2024', 'none'],
  province: [province, 'Bình Thuận', 'Cao Bằng'],
  issuer: ['Tỉnh ủy Cần Thơ', 'Ban Dân vận Tỉnh ủy Bình Thuận'],
  type: ['chỉ thị', 'kế hoạch', 'báo cáo'],
  access: ['internal', 'public', '-public', '-internal'],
  status: ['planned', 'done'],
  recurrence: ['annual', 'once', 'ongoing'],
  timing: ['annual', 'deadline', 'unstated'],
  quarter: ['2041-Q1', '2024-Q4'],
  month: ['2041-03', '2024-12'],
  issued: ['2024-03', '2023-05'],
  yearBasis: ['stated', 'plan'],
  from: ['2024-01-01', '2041-01-01'],
  to: ['2024-12-31'],
  dueFrom: ['2040-01-01', '2023-01-01'],
  dueTo: ['2041-12-31'],
  at: ['2026-11-22', '2041-04-01'],
  list: ['due', 'overdue', 'no-lead', 'no-deadline', 'conditional'],
  agencies: ['now', 'written'],
  role: ['lead', 'coordinator'],
  tier: ['1', '2', '3', '4', '5'],
  sort: ['newest', 'oldest', 'document', 'left1', 'right1'],
  context: ['sentence', '40', '80'],
  count: ['documents', 'documents', 'tasks', 'occurrences'],
  without: ['titles', 'notes', 'headings'],
  rows: ['department', 'theme', 'year', 'issuer', 'type', 'recurrence', 'province', 'lead'],
  columns: ['theme', 'year', 'status'],
  stack: ['mainTheme', 'recurrence'],
  step: ['quarter', 'month'],
  group: ['document', 'left', 'right'],
  whole: ['1'],
  page: ['1', '2', '9'],
  hitsPerPage: ['1', '5', '100'],
  lang: ['vi', 'en'],
};

const ALL_NAMES = [...new Set([...FILTER_NAMES, ...TASK_FILTER_NAMES, ...Object.keys(VALUES)])];

/** Filters may have several values; anything else that comes twice is refused. */
const REPEATED: ReadonlySet<string> = new Set(
  [...FILTER_NAMES, ...TASK_FILTER_NAMES].filter(
    (name) => !/^(?:from|to|dueFrom|dueTo|at|list|role|agencies)$/u.test(name),
  ),
);

const pick = <Value>(draw: () => number, values: readonly Value[]): Value =>
  values[Math.floor(draw() * values.length)] as Value;

function parametersOf(draw: () => number, names: readonly string[], wanted: number): URLSearchParams {
  const search = new URLSearchParams();
  const left = [...names];
  for (let i = 0; i < wanted && left.length > 0; i++) {
    // most of what is asked has words
    const name = i === 0 && left.includes('q') ? 'q' : pick(draw, left);
    left.splice(left.indexOf(name), 1);
    const values = VALUES[name] ?? ['x'];
    search.append(name, pick(draw, values));
    if (REPEATED.has(name) && draw() < 0.2) search.append(name, pick(draw, values));
  }
  return search;
}

/** What stands in the places of a route's pattern: `[id]`, `[format]`. */
interface Places {
  readonly internalIds: readonly string[];
  readonly publicIds: readonly string[];
  readonly snapshotIds: readonly string[];
  /** Versions of the index, those of internal readers among them. */
  readonly versions: readonly string[];
}

const FORMATS = ['csv', 'xlsx', 'docx', 'jsonl'];
const DOCUMENT_FORMATS = ['txt', 'docx', 'xml', 'jsonld'];
const PARTS = [
  'agencies',
  'themes',
  'deadlines',
  'timing',
  'load',
  'new',
  'documents',
  'indicators',
  'cited',
];

function standingAt(place: string, pattern: string, draw: () => number, places: Places): string {
  if (place === 'part') return pattern.startsWith('/sitemap') ? pick(draw, ['1', '2']) : pick(draw, PARTS);
  if (place === 'format') return pick(draw, pattern.includes('[id]') ? DOCUMENT_FORMATS : FORMATS);
  if (place === 'id')
    return /anh-chup|snapshots/u.test(pattern)
      ? pick(draw, [...places.snapshotIds, '0123456789abcdef0123'])
      : pick(draw, [...places.internalIds, ...places.publicIds, 'khong-co']);
  throw new Error(
    `The place [${place}] of the route ${pattern} has no values: say in test/access/requests.ts what stands there.`,
  );
}

/** Forms that pages take. Those to sign in have tests of their own: guesses reach a limit. */
const FORMS_OF_PAGES: Readonly<Record<string, (query: string) => Record<string, string>>> = {
  [PAGES.batch.vi]: (query) => ({ list: `${query}\n${phrase}\ndân vận khéo` }),
  [PAGES.batch.en]: (query) => ({ list: `${query}\n${word}` }),
  [PAGES.account.vi]: () => ({ action: 'end-others' }),
};

/** Routes whose answers are not of documents: what the framework brings along. */
const FRAMEWORK = /^\/(?:_server-islands|_image|_astro)/u;

/**
 * Requests to every route, with parameters that try to learn something of internal documents.
 *
 * @param each how many to each route that takes parameters
 */
export function requestsTo(routes: readonly Route[], places: Places, each: number, seed: number): Asked[] {
  const draw = drawing(seed);
  const asked: Asked[] = [];
  for (const { pattern } of routes) {
    if (FRAMEWORK.test(pattern)) continue;
    const operation = OPERATIONS.find(({ path }) => path === pattern.replace(/\[(\w+)\]/gu, '{$1}'));
    const fixed = operation && Object.keys(operation.parameters.shape).length === 0;
    for (let i = 0; i < each; i++) {
      const path = pattern
        .replace(/\[\.\.\.\w+\]/gu, () => pick(draw, ['khong-co', 'documents/x/y']))
        .replace(/\[(\w+)\]/gu, (_, place: string) => standingAt(place, pattern, draw, places));
      // an answer of the API refuses names that it does not know, so that those that it knows are mostly given
      const names = operation && draw() < 0.9 ? namesOf(operation.parameters.shape) : ALL_NAMES;
      const search = fixed ? new URLSearchParams() : parametersOf(draw, names, Math.floor(draw() * 4));
      // what is wanted is mostly there, or nothing would be looked for
      if (operation && draw() < 0.9)
        for (const name of requiredOf(operation.parameters.shape))
          if (!search.has(name)) search.set(name, pick(draw, (VALUES[name] ?? ['x']).filter(Boolean)));
      if (/certificate|chung-nhan/u.test(pattern) && draw() < 0.7) {
        search.set('version', pick(draw, places.versions));
        search.set('counted', pick(draw, ['1-1-1', '9-8-3']));
        search.set('on', '2026-11-20T02:00:00.000Z');
      }
      if (pattern === PAGES.passage.vi || pattern === PAGES.passage.en) {
        search.set('document', pick(draw, [...places.internalIds, ...places.publicIds]));
        search.set('from', '10');
        search.set('to', '40');
      }
      const address = search.size > 0 ? `${path}?${search}` : path;
      const form = operation?.form && formOf(draw, Object.keys(operation.form.shape));
      asked.push({ path: address, ...(form && { form }), ...(!form && i % 10 === 9 && { head: true }) });
    }
    const fields = FORMS_OF_PAGES[pattern];
    for (const query of fields ? QUERIES : []) asked.push({ path: pattern, form: fields?.(query) ?? {} });
  }
  return [...new Map(asked.map((one) => [JSON.stringify(one), one])).values()];
}

/** The parameters without which an answer cannot be made. */
const requiredOf = (shape: Readonly<Record<string, unknown>>) =>
  namesOf(shape).filter((name) => !(shape[name] as z.ZodType).safeParse(undefined).success);

const namesOf = (shape: object) =>
  Object.keys(shape).filter((name) => !['id', 'format', 'part'].includes(name));

function formOf(draw: () => number, names: readonly string[]): Record<string, string> {
  if (names.includes('file')) return { list: [pick(draw, QUERIES), pick(draw, QUERIES), phrase].join('\n') };
  return Object.fromEntries(parametersOf(draw, names, Math.floor(draw() * 3)));
}
