import { daysAfter } from '../text/dates.ts';

/** How a deadline stands on a day (tình trạng thời hạn). */
export const DEADLINE_STATES = ['done', 'overdue', 'soon', 'later'] as const;
export type DeadlineState = (typeof DEADLINE_STATES)[number];

/** Due within so many days is due soon (sắp đến hạn). */
const SOON_DAYS = 30;

/** The filters that leave the tasks whose deadline stands so. Work that is reported as done is never overdue. */
export function deadlineFilters(
  state: DeadlineState,
  day: string,
): { readonly status: string[]; readonly dueFrom?: string; readonly dueTo?: string } {
  const planned = ['planned'];
  switch (state) {
    case 'done':
      return { status: ['done'] };
    case 'overdue':
      return { status: planned, dueTo: daysAfter(day, -1) };
    case 'soon':
      return { status: planned, dueFrom: day, dueTo: daysAfter(day, SOON_DAYS) };
    case 'later':
      return { status: planned, dueFrom: daysAfter(day, SOON_DAYS + 1) };
  }
}
