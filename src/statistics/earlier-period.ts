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
const DAYS = ['from', 'to', 'dueFrom', 'dueTo'] as const;

/** `2024`, `2024-Q1` or `2024-03`, so many years before; anything else (`none`) has no time before. */
function before(value: string, years: number): string | null {
  const [, year, rest] = /^(\d{4})(.*)$/u.exec(value) ?? [];
  return year === undefined ? null : `${String(Number(year) - years).padStart(4, '0')}${rest}`;
}

/**
 * The same period a year before, or, where several years are chosen, as many years before as they span. Null where no
 * time is chosen, or a time that has none before it.
 */
export function earlierPeriod(filters: TaskFilters): Period | null {
  const chosenYears = parted(filters.year).included.map(Number);
  const span = chosenYears.length > 0 ? Math.max(...chosenYears) - Math.min(...chosenYears) + 1 : 1;
  if (!Number.isInteger(span)) return null;
  const moved: { -readonly [Name in keyof Times]?: Times[Name] } = {};
  for (const name of LISTS) {
    const { included, excluded } = parted(filters[name]);
    if (included.length === 0) continue;
    const values = included.map((value) => before(value, span));
    if (values.includes(null)) return null;
    moved[name] = [...(values as string[]), ...excluded.map(exclude)];
  }
  for (const name of DAYS) {
    const day = filters[name];
    if (day) moved[name] = yearsAfter(day, -span);
  }
  return Object.keys(moved).length > 0 ? { filters: moved, years: span } : null;
}
