/** What is counted: tasks, tasks times the agencies they are given to, or the documents that the tasks stand in. */
export const COUNTS = ['tasks', 'assignments', 'documents'] as const;
export type Count = (typeof COUNTS)[number];
