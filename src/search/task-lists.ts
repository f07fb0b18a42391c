import { NONE } from '../engine/names.ts';
import { quarterAround } from '../text/dates.ts';
import { deadlineFilters } from './deadline-states.ts';

/**
 * Lists that an office goes on working from (danh sách theo dõi): due in this quarter, overdue, without a lead agency,
 * without a deadline, waiting for a condition. Each is of planned tasks; work that is reported as done waits for nothing.
 */
export const TASK_LISTS = ['due', 'overdue', 'no-lead', 'no-deadline', 'conditional'] as const;
export type TaskList = (typeof TASK_LISTS)[number];

/** What a task of a list is, as filters. */
export interface ListFilters {
  readonly status: string[];
  readonly lead?: string[];
  readonly timing?: string[];
  readonly dueFrom?: string;
  readonly dueTo?: string;
}

/** The filters that a list stands for. @param day as of which a task is overdue, or due in this quarter; `YYYY-MM-DD` */
export function listFilters(list: TaskList, day: string): ListFilters {
  const status = ['planned'];
  switch (list) {
    case 'due': {
      const [dueFrom, dueTo] = quarterAround(day);
      return { status, dueFrom, dueTo };
    }
    case 'overdue':
      return deadlineFilters('overdue', day);
    case 'no-lead':
      return { status, lead: [NONE] };
    case 'no-deadline':
      return { status, timing: ['unstated'] };
    case 'conditional':
      return { status, timing: ['conditional'] };
  }
}

/** Lists that are read by their deadlines, the earliest first. */
export const isByDeadline = (list: TaskList | undefined): boolean => list === 'due' || list === 'overdue';
