import { fold } from '../text/fold.ts';
import type { Metadata } from './metadata.ts';
import type { DocumentRecord } from './record.ts';

/** Parts of an id longer than this are cut: an id is an address, and the engine takes at most 511 bytes. */
const MAX_PART = 60;

/** Lower-case ASCII words with hyphens: `Đảng ủy Khối` -> `dang-uy-khoi`. */
export function slug(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, MAX_PART)
    .replace(/-+$/u, '');
}

/**
 * The id of a document: number, symbol, province or issuer, year; what is unknown is left out, and a piece of the
 * file's digest stands in where number and symbol are not both known. Stable: it depends on nothing but the document.
 *
 * @param sha256 hexadecimal digest of the file
 * @example 89-KH/BDVTU of Bình Thuận, 2023 -> '89-kh-bdvtu-binh-thuan-2023'
 */
export function documentId(facts: Metadata, sha256: string): string {
  const { number, symbol, type, province, issuer, issuedOn, subjectYear } = facts;
  const known = number !== null && symbol !== null;
  const year = issuedOn?.slice(0, 4) ?? subjectYear?.toString();
  const parts = known
    ? [String(number), slug(symbol), slug(province ?? issuer ?? ''), year]
    : [slug(type ?? ''), slug(issuer ?? province ?? ''), year, sha256.slice(0, 8)];
  return parts.filter(Boolean).join('-');
}

/** The id of the task in a block of a document: one that the engine takes (letters, digits, `-`, `_`). */
export function taskId(documentId: string, blockId: string): string {
  return `${documentId}_${blockId.replaceAll('.', '_')}`;
}

/** The record under another id, with its tasks. */
export function withId(record: DocumentRecord, id: string): DocumentRecord {
  if (id === record.id) return record;
  return { ...record, id, tasks: record.tasks.map((task) => ({ ...task, id: taskId(id, task.blockId) })) };
}
