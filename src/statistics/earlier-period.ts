import { exclude, parted } from '../search/exclusion.ts';
import type { TaskFilters } from '../search/filters.ts';
import { yearsAfter } from '../text/dates.ts';

/** The filters of a search that name a time. */
type Times = Pick<TaskFilters, 'year' | 'quarter' | 'month' | 'issued' | 'from' | 'to' | 'dueFrom' | 'dueTo'>;

/** The same period before (cùng kỳ): the filters that are other there, all as parameters. */
export interface Period {
  readonly filters: Partial<Times>;
  /** By how many years it lies before. */
  readonly years: number;
}

const LISTS = ['year', 'quarter', 'month', 'issued'] as const;

/** `2024`, `2024-Q1` or `2024-03`, so many years before; anything else (`none`) has no time before. */
function before(value: string, years: number): string | null {
  const [, year, rest] = /^(\d{4})(.*)$/u.exec(value) ?? [];
  return year === undefined || Number(year) <= years
    ? null
    : `${String(Number(year) - years).padStart(4, '0')}${rest}`;
}

/** Days that make a period together; one of them alone has no end, and what has no end has none before it. */
const PERIODS = [
  ['from', 'to'],
  ['dueFrom', 'dueTo'],
] as const;

/** How many years a period between two days takes, begun ones counted whole. */
function yearsBetween(first: string, last: string): number {
  let years = 1;
  while (years < 10_000 && yearsAfter(first, years) <= last) years++;
  return years;
}

/**
 * The same period a year before, or, where it takes several years, as many years before. Null where no time is chosen, or
 * one that has none before it.
 */
export function earlierPeriod(filters: TaskFilters): Period | null {
  let years = 1;
  for (const name of LISTS) {
    const chosen = parted(filters[name]).included.map((value) => Number(value.slice(0, 4)));
    if (chosen.length > 0) years = Math.max(years, Math.max(...chosen) - Math.min(...chosen) + 1);
  }
  for (const [from, to] of PERIODS) {
    const [first, last] = [filters[from], filters[to]];
    if ((first === undefined) !== (last === undefined)) return null;
    if (first !== undefined && last !== undefined && first <= last)
      years = Math.max(years, yearsBetween(first, last));
  }
  if (!Number.isInteger(years)) return null;
  const moved: { -readonly [Name in keyof Times]?: Times[Name] } = {};
  for (const name of LISTS) {
    const { included, excluded } = parted(filters[name]);
    if (included.length === 0) continue;
    const values = included.map((value) => before(value, years));
    if (values.includes(null)) return null;
    // what has no time before it (`none`) is excluded as it was
    const without = excluded.map((value) => exclude(before(value, years) ?? value));
    moved[name] = [...(values as string[]), ...without];
  }
  for (const name of PERIODS.flat()) {
    const day = filters[name];
    if (day && Number(day.slice(0, 4)) <= years) return null;
    if (day) moved[name] = yearsAfter(day, -years);
  }
  return Object.keys(moved).length > 0 ? { filters: moved, years } : null;
}
