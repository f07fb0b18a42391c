import type { EngineDoor } from '../engine/door.ts';
import { noneOf, oneOf } from '../engine/filter.ts';
import type { DocumentSummary } from '../engine/projection/summary.ts';
import type { DocumentRecord } from '../record/record.ts';
import { fold } from '../text/fold.ts';
import type { Catalogue } from './lexicon.ts';
import { compactNumber } from './query/compact-number.ts';
import type { FieldValue } from './query/fields.ts';
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

/** Where an address leads that is no document's own. */
export type Whereabouts =
  /** The document has another address now: for ever, or as the only one that bears the number at present. */
  | { readonly kind: 'moved'; readonly id: string; readonly forEver: boolean }
  /** It was withdrawn; `documents` bear the same number. */
  | { readonly kind: 'withdrawn'; readonly documents: readonly DocumentSummary[] }
  /** Several documents bear the number that the address is made of. */
  | { readonly kind: 'several'; readonly documents: readonly DocumentSummary[] };

/**
 * What became of an address that no document answers to, as far as this audience was given it; null for one that was
 * never given out.
 *
 * @throws {EngineError}
 */
export async function findWhereabouts(door: EngineDoor, id: string): Promise<Whereabouts | null> {
  const { hits } = await door.search('addresses', { filters: [oneOf('address', [id])], hitsPerPage: 10 });
  const moved = hits.find(({ documentId }) => documentId !== null)?.documentId;
  if (moved) return { kind: 'moved', id: moved, forEver: true };
  const documents: DocumentSummary[] = [];
  for await (const { summary } of door.all('documents', {
    filters: [oneOf('baseId', [id])],
    retrieve: ['summary'],
    sort: ['orderDate:desc', 'id:asc'],
  }))
    documents.push(summary);
  if (hits.length > 0) return { kind: 'withdrawn', documents };
  const [only, ...others] = documents;
  if (!only) return null;
  return others.length === 0
    ? { kind: 'moved', id: only.id, forEver: false }
    : { kind: 'several', documents };
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

/** When documents came into the portal (ISO instants), by their ids. @throws {EngineError} */
export async function findEntryTimes(
  door: EngineDoor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const times = new Map<string, string>();
  if (ids.length === 0) return times;
  for await (const { id, enteredAt } of door.all('documents', {
    filters: [oneOf('id', ids)],
    retrieve: ['id', 'enteredAt'],
  }))
    times.set(id, enteredAt);
  return times;
}

/** Documents that cite this one (được viện dẫn trong). @throws {EngineError} */
export async function findCiting(door: EngineDoor, id: string): Promise<DocumentSummary[]> {
  const summaries: DocumentSummary[] = [];
  const filters = [oneOf('citedIds', [id]), noneOf('id', [id])];
  for await (const { summary } of door.all('documents', {
    filters,
    retrieve: ['summary'],
    sort: ['orderDate:desc'],
  })) {
    summaries.push(summary);
  }
  return summaries;
}

/** Documents that bear the same number are this many at most in a list to choose from. */
const MOST_NUMBERED = 20;

/** `Chương trình hành động số 58-CTr/TU`, `Kế hoạch số 89`, `số 58`, `58`: a name of a type, and what stands for its number. */
const NAMED_NUMBER = /^(?<type>(?:\p{L}+\s+)*?)(?:(?:số|so)\s*:?\s*)?(?<number>\d{1,5})(?<symbol>\D.*)?$/iu;
/** Four digits that begin so are a year to whoever types them. */
const YEAR = /^(?:19|20)\d\d$/u;

/**
 * The documents whose own number a query names, in whatever way it was typed, newest first; none for a query that asks
 * for more than a number.
 *
 * @throws {EngineError}
 */
export async function findNumbered(
  { door, lexicon }: Pick<Catalogue, 'door' | 'lexicon'>,
  { root, text }: QueryTree,
): Promise<DocumentSummary[]> {
  const asked =
    root.parts.length === 1 && root.parts[0]?.kind === 'number' ? { codes: text } : namedIn(text, lexicon);
  if (!asked) return [];
  const { hits } = await door.search('documents', {
    ...('codes' in asked && { q: `"${compactNumber(asked.codes)}"`, searchOn: ['codes'] }),
    filters: [
      ...('number' in asked ? [oneOf('number', [asked.number])] : []),
      ...('types' in asked && asked.types ? [oneOf('type', asked.types)] : []),
    ],
    retrieve: ['summary'],
    sort: ['orderDate:desc'],
    hitsPerPage: MOST_NUMBERED,
  });
  return hits.map(({ summary }) => summary);
}

type NumberAsked =
  | { readonly codes: string; readonly types?: readonly string[] }
  | { readonly number: string; readonly types?: readonly string[] };

function namedIn(text: string, { fieldValues }: Catalogue['lexicon']): NumberAsked | null {
  const { type = '', number = '', symbol = '' } = NAMED_NUMBER.exec(text)?.groups ?? {};
  if (number === '') return null;
  const types = type === '' ? undefined : typesCalled(fieldValues.type ?? [], type);
  if (types?.length === 0) return null;
  if (symbol !== '')
    return /^\s*[-–/]\s*\p{L}/u.test(symbol) ? { codes: number + symbol, ...(types && { types }) } : null;
  return YEAR.test(number) ? null : { number: String(Number(number)), ...(types && { types }) };
}

/** Types of exactly this name: `kế hoạch năm` is none. */
function typesCalled(values: readonly FieldValue[], name: string): string[] {
  const sought = fold(name).trim();
  return values
    .filter(({ label, value }) => [label, value].some((one) => fold(one) === sought))
    .map(({ value }) => value);
}
