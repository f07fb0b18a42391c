import type { Metadata } from './metadata.ts';

/**
 * The year that a document counts for (năm của văn bản), in filters, counts and files: the one that it is a plan of,
 * else the one it was issued in; null where neither is known. A plan of 2024 signed in December 2023 counts for 2024.
 */
export function documentYear({
  subjectYear,
  issuedOn,
}: Pick<Metadata, 'issuedOn' | 'subjectYear'>): number | null {
  return subjectYear ?? (issuedOn === null ? null : Number(issuedOn.slice(0, 4)));
}
