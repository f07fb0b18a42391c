import type { DocumentRecord } from '../../record/record.ts';
import { NO_SCHEDULE, type Schedule } from '../../record/task.ts';
import { lastDayOf, quarterOf } from '../../text/dates.ts';
import { NONE } from '../names.ts';

/**
 * What the year of a task goes by (căn cứ của năm): written with the task, the year that its plan is of, the year in
 * which its document was issued, or nothing.
 */
const YEAR_BASES = ['stated', 'plan', 'issued', NONE] as const;
type YearBasis = (typeof YEAR_BASES)[number];

/** How the time of a task is bound: a task may be several of these, and is `unstated` where it is none of them. */
const TIMINGS = ['dated', 'conditional', 'ongoing', 'annual', 'unstated'] as const;
export type Timing = (typeof TIMINGS)[number];

/** When a task is to be done, as it is filtered and counted. */
export interface TaskTime {
  readonly year: string[];
  readonly yearBasis: YearBasis;
  readonly timing: Timing[];
  /** Its deadline (thời hạn): the last day of what is stated. */
  readonly due: string | null;
  /** The quarter and the month of the deadline; the year alone where that is all that is stated, `none` without one. */
  readonly quarter: string;
  readonly month: string;
}

const A_YEAR = /(?<!\d)\d{4}(?!\d)/u;

function yearOf(
  { text, years }: Schedule,
  { subjectYear, issuedOn }: Pick<DocumentRecord, 'subjectYear' | 'issuedOn'>,
): Pick<TaskTime, 'year' | 'yearBasis'> {
  // the parser completes `trong quý II` by the year of the plan
  if (years.length > 0) {
    const stated = (text !== null && A_YEAR.test(text)) || subjectYear === null;
    return { year: years.map(String), yearBasis: stated ? 'stated' : 'plan' };
  }
  if (subjectYear !== null) return { year: [String(subjectYear)], yearBasis: 'plan' };
  if (issuedOn !== null) return { year: [issuedOn.slice(0, 4)], yearBasis: 'issued' };
  return { year: [NONE], yearBasis: NONE };
}

function timingOf({ to, condition, recurrence }: Schedule): Timing[] {
  const timings: Timing[] = [];
  if (to !== null) timings.push('dated');
  if (condition !== null) timings.push('conditional');
  if (recurrence === 'ongoing' || recurrence === 'annual') timings.push(recurrence);
  return timings.length > 0 ? timings : ['unstated'];
}

/** What the year of a document's aims goes by. */
export const timeOfAims = (document: Pick<DocumentRecord, 'subjectYear' | 'issuedOn'>): TaskTime =>
  taskTime(NO_SCHEDULE, document);

export function taskTime(
  schedule: Schedule,
  document: Pick<DocumentRecord, 'subjectYear' | 'issuedOn'>,
): TaskTime {
  const { to } = schedule;
  const yearAlone = to?.length === 4;
  return {
    ...yearOf(schedule, document),
    timing: timingOf(schedule),
    due: to === null ? null : lastDayOf(to),
    quarter: to === null ? NONE : yearAlone ? to : quarterOf(to),
    month: to === null ? NONE : to.slice(0, 7),
  };
}
