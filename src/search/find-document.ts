import type { EngineDoor } from '../engine/door.ts';
import { noneOf, oneOf } from '../engine/filter.ts';
import type { DocumentSummary } from '../engine/projection/summary.ts';
import type { DocumentRecord } from '../record/record.ts';
import { compactNumber } from './query/compact-number.ts';
import type { QueryTree } from './query/tree.ts';

/** The record of a document; null if there is none that this audience may see. @throws {EngineError} */
export async function findDocument(door: EngineDoor, id: string): Promise<DocumentRecord | null> {
  const { hits } = await door.search('documents', {
    filters: [oneOf('id', [id])],
    retrieve: ['record'],
    hitsPerPage: 1,
  });
  const record = hits[0]?.record ?? null;
  return record && { ...record, citations: await visibleTargets(door, record) };
}

/** A citation must not tell that a document exists which the reader may not see. */
async function visibleTargets(
  door: EngineDoor,
  record: DocumentRecord,
): Promise<DocumentRecord['citations']> {
  const targets = record.citations.flatMap(({ targetId }) => (targetId === null ? [] : [targetId]));
  const visible = new Set((await findSummaries(door, targets)).map(({ id }) => id));
  return record.citations.map((citation) =>
    citation.targetId !== null && !visible.has(citation.targetId)
      ? { ...citation, targetId: null }
      : citation,
  );
}

/** Summaries of the documents that may be seen among these. @throws {EngineError} */
export async function findSummaries(door: EngineDoor, ids: readonly string[]): Promise<DocumentSummary[]> {
  if (ids.length === 0) return [];
  const summaries: DocumentSummary[] = [];
  for await (const { summary } of door.all('documents', {
    filters: [oneOf('id', ids)],
    retrieve: ['summary'],
  })) {
    summaries.push(summary);
  }
  return summaries;
}

/** Documents that cite this one (được viện dẫn trong). @throws {EngineError} */
export async function findCiting(door: EngineDoor, id: string): Promise<DocumentSummary[]> {
  const summaries: DocumentSummary[] = [];
  const filters = [oneOf('citedIds', [id]), noneOf('id', [id])];
  for await (const { summary } of door.all('documents', {
    filters,
    retrieve: ['summary'],
    sort: ['issuedOn:desc'],
  })) {
    summaries.push(summary);
  }
  return summaries;
}

/** Documents that bear the same number are this many at most in a list to choose from. */
const MOST_NUMBERED = 20;

/**
 * The documents whose own number a query names, in whatever way it was typed, newest first; none for a query that asks
 * for more than a number.
 *
 * @throws {EngineError}
 */
export async function findNumbered(door: EngineDoor, { root }: QueryTree): Promise<DocumentSummary[]> {
  const [only, ...others] = root.parts;
  if (only?.kind !== 'number' || others.length > 0) return [];
  const { hits } = await door.search('documents', {
    q: `"${compactNumber(only.text)}"`,
    searchOn: ['codes'],
    retrieve: ['summary'],
    sort: ['issuedOn:desc'],
    hitsPerPage: MOST_NUMBERED,
  });
  return hits.map(({ summary }) => summary);
}
