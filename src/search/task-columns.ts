/** The columns that a table or an export of tasks can have, in their order. */
export const TASK_COLUMNS = [
  'text',
  'leads',
  'coordinators',
  'schedule',
  'recurrence',
  'from',
  'to',
  'years',
  'themes',
  'status',
  'number',
  'place',
  'title',
  'issuer',
  'url',
] as const;
export type TaskColumn = (typeof TASK_COLUMNS)[number];

/** What a table on a page shows beside the task where no columns are chosen. */
export const USUAL_TASK_COLUMNS: readonly TaskColumn[] = [
  'leads',
  'coordinators',
  'schedule',
  'themes',
  'number',
  'place',
];
