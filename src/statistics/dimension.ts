import { type AgencyChoice, taskAttribute } from '../search/filters.ts';
import type { Column, LedgerAttribute, TaskLedger } from './ledger.ts';

/** What tasks can be counted by: each is a filter of the same name. */
export const DIMENSIONS = [
  'department',
  'theme',
  'year',
  'issuer',
  'type',
  'recurrence',
  'province',
  'status',
  'lead',
  'coordinator',
  'mainTheme',
  'yearBasis',
  'timing',
  'quarter',
  'month',
  'issued',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export type Role = 'lead' | 'coordinator';

/** Whether the values of a dimension are agencies, to whom tasks are given. */
export const isOfAgencies = (dimension: Dimension): boolean =>
  dimension === 'department' || dimension === 'lead' || dimension === 'coordinator';

/** The values of the tasks of a ledger in a dimension; a task with several counts under each. Absent is `none`. */
export function dimensionColumn(
  { columns }: TaskLedger,
  dimension: Dimension | 'document' | 'access',
  choice: AgencyChoice,
): Column {
  return columns[taskAttribute(dimension, choice) as LedgerAttribute];
}
