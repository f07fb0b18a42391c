import type { TaskFacets } from '../engine/projection/tasks.ts';

/** What tasks can be counted by. */
export const DIMENSIONS = ['department', 'theme', 'year', 'issuer', 'type', 'recurrence'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export type Role = 'lead' | 'coordinator';

/** A task as far as counting goes. */
export interface CountedTask extends TaskFacets {
  readonly documentId: string;
}

/** The values of a task in a dimension; a task with several counts under each. Absent is `none`. */
export function valuesOf(task: CountedTask, dimension: Dimension, role: Role): readonly string[] {
  if (dimension === 'department') return task[role];
  const value = task[dimension];
  return typeof value === 'string' ? [value] : value;
}
