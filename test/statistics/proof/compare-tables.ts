import { readParameters, taskParameters } from '../../../src/api/parameters.ts';
import { exclude } from '../../../src/search/exclusion.ts';
import type { Catalogue } from '../../../src/search/lexicon.ts';
import { countTasks } from '../../../src/search/search-tasks.ts';
import { withOnly } from '../../../src/search/state.ts';
import { COUNTS, type Count } from '../../../src/statistics/count.ts';
import { DIMENSIONS, type Dimension, isOfAgencies, type Role } from '../../../src/statistics/dimension.ts';
import { readWorkload, taskStatistics } from '../../../src/statistics/task-statistics.ts';
import { randomFrom } from '../../fuzz/mutate.ts';
import type { Attribute, PlainTask } from './tasks-of-records.ts';

/** Filters, rows and columns that somebody may ask for. */
export interface Question {
  readonly state: URLSearchParams;
  readonly rows: Dimension;
  readonly columns: Dimension | undefined;
  readonly count: Count;
  readonly role: Role;
  /** Whether agencies are counted as they are now. */
  readonly now: boolean;
}

/** Filters that are lists of values, by the attribute of a task that each looks at. */
const FILTERS = [
  'type',
  'issuer',
  'province',
  'year',
  'theme',
  'department',
  'recurrence',
  'status',
  'yearBasis',
  'timing',
  'mainTheme',
  'lead',
  'coordinator',
  'quarter',
  'month',
  'issued',
] as const;
type FilterName = (typeof FILTERS)[number];

/** Who is asked, and as of when: what decides which agencies of a task are meant. */
type Asked = Pick<Question, 'role' | 'now'>;

const agencyAttribute = (role: Role, now: boolean): Attribute => {
  if (role === 'lead') return now ? 'leadNow' : 'lead';
  return now ? 'coordinatorNow' : 'coordinator';
};

function attributeOf(name: FilterName | Dimension, { role, now }: Asked): Attribute {
  if (name === 'department') return agencyAttribute(role, now);
  return name === 'lead' || name === 'coordinator' ? agencyAttribute(name, now) : name;
}

/** Questions over the values that the tasks have: of each one some filters, values required and excluded, and days. */
export function drawQuestions(tasks: readonly PlainTask[], count: number, seed: number): Question[] {
  const random = randomFrom(seed);
  const below = (most: number) => Math.floor(random() * most);
  const one = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  const days = tasks.flatMap(({ issuedOn }) => issuedOn ?? []);
  const deadlines = tasks.flatMap(({ due }) => due ?? []);
  return Array.from({ length: count }, () => {
    const role: Role = random() < 0.7 ? 'lead' : 'coordinator';
    const state = new URLSearchParams();
    const now = random() < 0.3;
    if (role === 'coordinator') state.set('role', role);
    if (now) state.set('agencies', 'now');
    for (let filters = below(4); filters > 0; filters--) {
      const name = one(FILTERS);
      for (let values = 1 + below(2); values > 0; values--) {
        // of a task that there is, so that something is left to count
        const value = one(one(tasks)[attributeOf(name, { role, now })]);
        state.append(name, random() < 0.25 ? exclude(value) : value);
      }
    }
    if (days.length > 0 && random() < 0.2) state.set(random() < 0.5 ? 'from' : 'to', one(days));
    if (deadlines.length > 0 && random() < 0.1)
      state.set(random() < 0.5 ? 'dueFrom' : 'dueTo', one(deadlines));
    const rows = one(DIMENSIONS);
    const columns = random() < 0.75 ? one(DIMENSIONS.filter((name) => name !== rows)) : undefined;
    return { state, rows, columns, count: random() < 0.7 ? 'tasks' : one(COUNTS), role, now };
  });
}

/** Values that differ in case only are one (they are for the engine). */
const key = (value: string) => value.normalize('NFKD').toLowerCase();

const has = (task: PlainTask, attribute: Attribute, value: string) =>
  task[attribute].some((own) => key(own) === key(value));

/** Whether a task is among those that the filters leave: values are alternatives, filters are all required. */
function fits(task: PlainTask, { state, ...asked }: Question): boolean {
  const [dueFrom, dueTo] = [state.get('dueFrom'), state.get('dueTo')];
  if (dueFrom && !(task.due !== null && task.due >= dueFrom)) return false;
  if (dueTo && !(task.due !== null && task.due <= dueTo)) return false;
  const [from, to] = [state.get('from'), state.get('to')];
  if (from && !(task.issuedOn !== null && task.issuedOn >= from)) return false;
  if (to && !(task.issuedOn !== null && task.issuedOn <= to)) return false;
  return FILTERS.every((name) => {
    const values = state.getAll(name);
    const wanted = values.filter((value) => !value.startsWith('!'));
    const attribute = attributeOf(name, asked);
    return (
      (wanted.length === 0 || wanted.some((value) => has(task, attribute, value))) &&
      !values.some((value) => value.startsWith('!') && has(task, attribute, value.slice(1)))
    );
  });
}

/**
 * What is counted of some tasks: each task once; each document once; each time that one is given to an agency, or to
 * this agency.
 */
function counted(tasks: readonly PlainTask[], count: Count, given: Attribute, agency: string | null): number {
  if (count === 'tasks') return tasks.length;
  if (count === 'documents') return new Set(tasks.map(({ path }) => path)).size;
  const agencies = tasks.flatMap((task) => [...new Set(task[given].map(key))]);
  return agencies.filter((one) => one !== 'none' && (agency === null || one === key(agency))).length;
}

export interface TableComparison {
  /** Figures of the table that were counted again, and those of them whose list was opened. */
  readonly figures: number;
  readonly lists: number;
  readonly total: number;
  readonly faults: readonly string[];
}

/** Lists that are asked for in one request. */
const AT_ONCE = 50;

/**
 * Asks the portal, and counts the same over the parsed tasks. Each cell, row and column total must be the same, and the
 * number of tasks that the list behind it has, too.
 *
 * @param mostLists so many lists are opened, spread over the table
 */
export async function compareTable(
  catalogue: Catalogue,
  tasks: readonly PlainTask[],
  question: Question,
  mostLists: number,
): Promise<TableComparison> {
  const { state, rows, columns, count } = question;
  const { q, page: _, hitsPerPage: __, lang, ...filters } = readParameters(taskParameters, state);
  const workload = await readWorkload(catalogue, { q, filters });
  const table = taskStatistics(workload, { rows, columns, count }, catalogue.meta.labels, lang);
  const left = tasks.filter((task) => fits(task, question));
  const faults: string[] = [];
  const lists: { readonly state: URLSearchParams; readonly expected: number; readonly what: string }[] = [];
  const check = (what: string, told: number, expected: number) => {
    if (told !== expected) faults.push(`${what}: ${told} told, ${expected} counted`);
  };
  const having = (dimension: Dimension, value: string, of: readonly PlainTask[]) =>
    of.filter((task) => has(task, attributeOf(dimension, question), value));
  /** What is counted of some tasks in a row or a cell: assignments are those to its agency. */
  const countedIn = (of: readonly PlainTask[], ...axes: readonly (readonly [Dimension, string])[]) => {
    // assignments are in the role of the table's own agencies, and those of the row's agency, or else the column's
    const own = [rows, columns].find((name) => name !== undefined && isOfAgencies(name)) ?? 'department';
    const [dimension, agency] = axes.find(([name]) => isOfAgencies(name)) ?? [own, null];
    return counted(of, count, attributeOf(dimension, question), agency);
  };

  check('total', table.total, countedIn(left));
  for (const [axes, dimension] of [
    [table.rows, rows],
    [table.columns, columns],
  ] as const) {
    if (!dimension) continue;
    const wanted = state.getAll(dimension).filter((value) => !value.startsWith('!'));
    const values = left
      .flatMap((task) => task[attributeOf(dimension, question)])
      .filter((value) => wanted.length === 0 || wanted.some((one) => key(one) === key(value)));
    check(`values of ${dimension}`, axes.length, new Set(values.map(key)).size);
    for (const { value, total } of axes) {
      const expected = having(dimension, value, left);
      check(`${dimension} ${value}`, total, countedIn(expected, [dimension, value]));
      lists.push({
        state: withOnly(state, dimension, value),
        expected: expected.length,
        what: `list of ${dimension} ${value}`,
      });
    }
  }
  for (const [i, row] of table.rows.entries()) {
    const ofRow = columns ? having(rows, row.value, left) : [];
    for (const [j, column] of table.columns.entries()) {
      if (!columns) continue;
      const expected = having(columns, column.value, ofRow);
      const what = `${rows} ${row.value} x ${columns} ${column.value}`;
      const told = table.cells[i]?.[j] ?? Number.NaN;
      check(what, told, countedIn(expected, [rows, row.value], [columns, column.value]));
      lists.push({
        state: withOnly(withOnly(state, rows, row.value), columns, column.value),
        expected: expected.length,
        what: `list of ${what}`,
      });
    }
  }
  // spread over the whole table: totals, full cells and empty ones
  const step = Math.max(1, Math.floor(lists.length / mostLists));
  const opened = lists.filter((_, i) => i % step === 0).slice(0, mostLists);
  for (let from = 0; from < opened.length; from += AT_ONCE) {
    const some = opened.slice(from, from + AT_ONCE);
    const asked = some.map((list) => {
      const {
        q: __,
        page: ___,
        hitsPerPage: ____,
        lang: _____,
        ...own
      } = readParameters(taskParameters, list.state);
      return own;
    });
    const totals = await countTasks(catalogue, q, asked);
    some.forEach((list, i) => {
      check(list.what, totals[i] ?? Number.NaN, list.expected);
    });
  }
  return {
    figures: 1 + table.rows.length + table.columns.length + table.rows.length * table.columns.length,
    lists: opened.length,
    total: table.total,
    faults: faults.map(
      (fault) => `?${state} rows=${rows} columns=${columns ?? '-'} count=${count}: ${fault}`,
    ),
  };
}
