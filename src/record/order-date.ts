import type { Metadata } from './metadata.ts';

/**
 * What a document is put in order by (ngày xếp thứ tự), wherever newer and older count: its day of issue; where that is
 * unknown, the year that it is a plan of stands in, before all days of that year. Null where neither is known. Values
 * are compared as text: `2023-12-31` < `2024` < `2024-01-01`.
 */
export function orderDate({
  issuedOn,
  subjectYear,
}: Pick<Metadata, 'issuedOn' | 'subjectYear'>): string | null {
  return issuedOn ?? subjectYear?.toString() ?? null;
}
