import type { EngineDoor } from '../engine/door.ts';
import { noneOf, oneOf } from '../engine/filter.ts';
import type { DocumentSummary } from '../engine/projection/summary.ts';
import type { DocumentRecord } from '../record/record.ts';

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
