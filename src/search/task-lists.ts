import type { Condition } from '../engine/filter.ts';
import { NONE } from '../engine/names.ts';
import { daysAfter, quarterAround } from '../text/dates.ts';

/**
 * Lists that an office goes on working from (danh sách theo dõi): due in this quarter, overdue, without a lead agency,
 * without a deadline, waiting for a condition. Each is of planned tasks; work that is reported as done waits for nothing.
 */
export const TASK_LISTS = ['due', 'overdue', 'no-lead', 'no-deadline', 'conditional'] as const;
export type TaskList = (typeof TASK_LISTS)[number];

/** Work that has still to be done. */
const PLANNED: Condition = { attribute: 'status', oneOf: ['planned'] };

const RULES: Readonly<Record<TaskList, (day: string) => Condition[]>> = {
  due: (day) => {
    const [first, last] = quarterAround(day);
    return [
      { attribute: 'due', notBefore: first },
      { attribute: 'due', notAfter: last },
    ];
  },
  overdue: (day) => [{ attribute: 'due', notAfter: daysAfter(day, -1) }],
  'no-lead': () => [{ attribute: 'lead', oneOf: [NONE] }],
  'no-deadline': () => [{ attribute: 'timing', oneOf: ['unstated'] }],
  conditional: () => [{ attribute: 'timing', oneOf: ['conditional'] }],
};

/** What a task of a list is. @param day as of which it is overdue, or due in this quarter; `YYYY-MM-DD` */
export function listConditions(list: TaskList, day: string): Condition[] {
  return [PLANNED, ...RULES[list](day)];
}

/** Lists that are read by their deadlines, the earliest first. */
export const isByDeadline = (list: TaskList | undefined): boolean => list === 'due' || list === 'overdue';
