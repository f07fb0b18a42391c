import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Meilisearch } from 'meilisearch';
import { resolveCitations } from '../cite/index.ts';
import type { DeclaredFacts } from '../corpus/declared-facts.ts';
import { CorpusFileError } from '../corpus/errors.ts';
import type { Corpus, CorpusEntry } from '../corpus/load-corpus.ts';
import { loadDeclaredFacts } from '../corpus/load-declared-facts.ts';
import type { Vocabularies } from '../corpus/vocabularies.ts';
import { ask } from '../engine/client.ts';
import { NotIndexedError } from '../engine/errors.ts';
import { type IndexMeta, indexMeta, type Refusal } from '../engine/meta.ts';
import { type IndexName, indexUid } from '../engine/names.ts';
import { canonicalAgencies } from '../engine/projection/canonical-agency.ts';
import { type IndexedDocument, projectDocument } from '../engine/projection/document.ts';
import { projectPassages } from '../engine/projection/passages.ts';
import { projectTasks } from '../engine/projection/tasks.ts';
import { createIndexes, pushEntries, removeDocument, swapIndexes } from '../engine/push.ts';
import { parseDocument } from '../parse/parse-document.ts';
import type { Message } from '../record/message.ts';
import type { DocumentRecord } from '../record/record.ts';
import { schemaVersion } from './version.ts';

/** How far a run is; `done` of `total` documents in this step. */
export interface IndexProgress {
  readonly step: 'reading' | 'sending';
  readonly done: number;
  readonly total: number;
  readonly path: string;
}

/** What a run did. Paths are below the folder of documents. */
export interface IndexReport {
  readonly rebuilt: boolean;
  readonly sent: string[];
  readonly unchanged: string[];
  readonly removed: string[];
  readonly refused: Refusal[];
  readonly meta: IndexMeta;
}

export interface IndexOptions {
  /** A client whose key may write. */
  readonly client: Meilisearch;
  readonly corpus: Corpus;
  readonly onProgress?: (progress: IndexProgress) => void;
  /** Ends the run between two documents; what was sent stays, the next run goes on from there. */
  readonly signal?: AbortSignal;
  /** The clock, for what is written as `indexedAt`. */
  readonly now?: () => Date;
}

/** A document of the corpus as far as this run knows it. */
interface Candidate {
  readonly entry: CorpusEntry;
  readonly fingerprint: string;
  readonly sha256: string;
  readonly declared: DeclaredFacts;
  /** What the live index holds of it, if that is still right; else `record` is there. */
  readonly known: IndexedDocument | null;
  record: DocumentRecord | null;
}

/** The part of a document that identity and citations are decided on. */
type Light = Pick<DocumentRecord, 'id' | 'number' | 'symbol' | 'issuedOn' | 'citations'>;

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest('hex');

/**
 * Brings the indexes to what the corpus is.
 *
 * 1. Documents whose bytes, declared facts, parser and vocabularies are those of the live index are neither parsed
 *    nor sent; a new parser, schema or vocabulary builds a new set of indexes and swaps it in at once.
 * 2. A document is in the index or refused with a reason; one that is refused never keeps the others out.
 * 3. A document's own entry is written last and removed last, so a run that died half way is finished by the next.
 *
 * @throws {FailedTaskError} if the engine accepted something and could not do it
 */
export async function indexCorpus(options: IndexOptions): Promise<IndexReport> {
  const { client, corpus, onProgress = () => {}, signal, now = () => new Date() } = options;
  const { vocabularies } = corpus;
  const version = await schemaVersion(vocabularies, corpus.defaultAccess);
  const live = await readLive(client);
  const rebuild = live === null || live.meta.schemaVersion !== version;
  const stored = new Map(rebuild ? [] : live.documents.map((document) => [document.path, document]));

  const refused: Refusal[] = [];
  const candidates = await readCandidates(corpus, stored, refused, onProgress, signal);
  const chosen = await settleIdentities(candidates, corpus);

  const toSend = chosen.filter(({ light, known }) => !known || !sameAsStored(light, known));
  const sendIds = new Set(toSend.map(({ light }) => light.id));
  const keepIds = new Set(chosen.map(({ light }) => light.id));
  const gone = [...stored.values()].filter(({ id }) => !keepIds.has(id));

  if (rebuild) await createIndexes(client, true);
  for (const { id } of gone) {
    signal?.throwIfAborted();
    await removeDocument(client, rebuild, id);
  }
  const agencyOf = canonicalAgencies(vocabularies);
  const storedIds = new Set([...stored.values()].map(({ id }) => id));
  const waiting: Record<'documents' | 'passages' | 'tasks', object[]> = {
    documents: [],
    passages: [],
    tasks: [],
  };
  let length = 0;
  const flush = async () => {
    // the document's own entry last: without it, the next run sends the document again
    for (const name of ['passages', 'tasks', 'documents'] as const) {
      await pushEntries(client, name, rebuild, waiting[name]);
      waiting[name] = [];
    }
    length = 0;
  };
  for (const [done, candidate] of toSend.entries()) {
    signal?.throwIfAborted();
    const { light, path } = candidate;
    const record = { ...(await candidate.record()), id: light.id, citations: light.citations };
    if (!rebuild && storedIds.has(light.id)) await removeDocument(client, false, light.id);
    waiting.passages.push(...projectPassages(record, agencyOf));
    waiting.tasks.push(...projectTasks(record, agencyOf));
    waiting.documents.push(
      projectDocument(record, { fingerprint: candidate.fingerprint, baseId: candidate.baseId }, agencyOf),
    );
    length += record.text.length;
    if (length > SEND_LENGTH) await flush();
    onProgress({ step: 'sending', done: done + 1, total: toSend.length, path });
  }
  await flush();

  const changed = rebuild || toSend.length > 0 || gone.length > 0;
  const indexVersion = sha256(
    JSON.stringify([version, ...chosen.map(({ light, fingerprint }) => [light.id, fingerprint]).sort()]),
  ).slice(0, 16);
  const unchangedMeta =
    !changed && live && JSON.stringify(live.meta.refused) === JSON.stringify(refused) ? live.meta : null;
  const meta: IndexMeta = unchangedMeta ?? {
    id: 'meta',
    schemaVersion: version,
    indexVersion,
    indexedAt: now().toISOString(),
    documents: await countEntries(client, 'documents', rebuild),
    passages: await countEntries(client, 'passages', rebuild),
    tasks: await countEntries(client, 'tasks', rebuild),
    refused,
    labels: labelsOf(vocabularies),
  };
  if (!unchangedMeta) await pushEntries(client, 'meta', rebuild, [meta]);
  if (rebuild) await swapIndexes(client);
  return {
    rebuilt: rebuild,
    sent: toSend.map(({ path }) => path),
    unchanged: chosen.filter(({ light }) => !sendIds.has(light.id)).map(({ path }) => path),
    removed: gone.map(({ path }) => path),
    refused,
    meta,
  };
}

/** How much text is collected before it is sent. Characters: large batches index faster, small ones lose less. */
const SEND_LENGTH = 4_000_000;

interface Live {
  readonly meta: IndexMeta;
  readonly documents: IndexedDocument[];
}

/** What the live indexes hold; null if there are none, or none that a run finished. */
async function readLive(client: Meilisearch): Promise<Live | null> {
  try {
    const index = client.index(indexUid('documents'));
    const meta = await ask(() => client.index(indexUid('meta')).getDocuments({ limit: 1 }));
    const parsed = indexMeta.safeParse(meta.results[0]);
    if (!parsed.success) return null;
    const documents: IndexedDocument[] = [];
    const fields: (keyof IndexedDocument)[] = [
      'id',
      'path',
      'fingerprint',
      'baseId',
      'number',
      'symbol',
      'issuedOn',
      'citations',
    ];
    for (let offset = 0; ; ) {
      const page = await ask(() => index.getDocuments<IndexedDocument>({ fields, limit: 1_000, offset }));
      documents.push(...page.results);
      offset += page.results.length;
      if (page.results.length === 0 || offset >= page.total) break;
    }
    return { meta: parsed.data, documents };
  } catch (error) {
    if (error instanceof NotIndexedError) return null;
    throw error;
  }
}

async function countEntries(client: Meilisearch, name: IndexName, next: boolean): Promise<number> {
  const { total } = await ask(() => client.index(indexUid(name, next)).getDocuments({ limit: 0 }));
  return total;
}

/** Reads every file once; parses the new and the changed. Faults of a document go to `refused`. */
async function readCandidates(
  corpus: Corpus,
  stored: ReadonlyMap<string, IndexedDocument>,
  refused: Refusal[],
  onProgress: (progress: IndexProgress) => void,
  signal: AbortSignal | undefined,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  const firstWithBytes = new Map<string, string>();
  for (const [done, entry] of corpus.entries.entries()) {
    signal?.throwIfAborted();
    onProgress({ step: 'reading', done: done + 1, total: corpus.entries.length, path: entry.path });
    let bytes: Uint8Array;
    let declared: DeclaredFacts;
    try {
      bytes = await readFile(entry.absolutePath);
      declared = await loadDeclaredFacts(entry.absolutePath);
    } catch (error) {
      const reason = error instanceof CorpusFileError ? `${error.message} ${error.hint}` : String(error);
      refused.push({ path: entry.path, reason });
      continue;
    }
    const digest = sha256(bytes);
    const twin = firstWithBytes.get(digest);
    if (twin !== undefined) {
      refused.push({ path: entry.path, reason: `is the same file as ${twin}; remove one of them.` });
      continue;
    }
    firstWithBytes.set(digest, entry.path);
    const fingerprint = sha256(JSON.stringify([digest, declared])).slice(0, 16);
    const inIndex = stored.get(entry.path);
    const known = inIndex?.fingerprint === fingerprint ? inIndex : null;
    const candidate: Candidate = { entry, declared, sha256: digest, fingerprint, known, record: null };
    if (!known) {
      candidate.record = await parse(candidate, bytes, corpus);
      const faults = candidate.record.messages.filter(({ severity }) => severity === 'error');
      if (faults.length > 0) {
        refused.push({ path: entry.path, reason: faults.map(({ reason }) => reason).join(' ') });
        continue;
      }
    }
    candidates.push(candidate);
  }
  return candidates;
}

function parse({ entry, declared }: Candidate, bytes: Uint8Array, corpus: Corpus): Promise<DocumentRecord> {
  const { vocabularies, defaultAccess } = corpus;
  return parseDocument({ bytes, path: entry.path, declared, vocabularies, defaultAccess });
}

interface Chosen {
  readonly path: string;
  readonly fingerprint: string;
  readonly baseId: string;
  readonly known: IndexedDocument | null;
  /** With its final id and its citations resolved against the whole corpus. */
  readonly light: Light;
  /** The record, parsed now if the index knew the document but must get it again. */
  readonly record: () => Promise<DocumentRecord>;
}

/**
 * Gives each document its final id and resolves citations over the whole corpus. Documents that share a number all
 * get a piece of their digest behind their id, so an id never depends on the order in which documents came.
 */
async function settleIdentities(candidates: readonly Candidate[], corpus: Corpus): Promise<Chosen[]> {
  const baseIds = candidates.map(({ known, record }) => known?.baseId ?? (record as DocumentRecord).id);
  const times = Map.groupBy(baseIds, (id) => id);
  const ids = candidates.map(({ sha256: digest }, i) => {
    const baseId = baseIds[i] as string;
    return (times.get(baseId)?.length ?? 0) > 1 ? `${baseId}-${digest.slice(0, 8)}` : baseId;
  });
  const lights = candidates.map(({ known, record }, i): Light => {
    const { number, symbol, issuedOn, citations } = known ?? (record as DocumentRecord);
    return { id: ids[i] as string, number, symbol, issuedOn, citations };
  });
  const resolved = resolveCitations(lights);
  return candidates.map((candidate, i) => ({
    path: candidate.entry.path,
    fingerprint: candidate.fingerprint,
    baseId: baseIds[i] as string,
    known: candidate.known,
    light: resolved[i] as Light,
    record: async () => {
      const record =
        candidate.record ?? (await parse(candidate, await readFile(candidate.entry.absolutePath), corpus));
      const shared = ids[i] !== baseIds[i];
      return shared ? { ...record, messages: [...record.messages, SAME_NUMBER] } : record;
    },
  }));
}

const SAME_NUMBER: Message = {
  ruleId: 'corpus/same-number',
  severity: 'warning',
  reason: 'Another document of the corpus bears the same number, symbol, province and year; compare the two.',
};

/** False when the document has another id than before, or one of its citations another target. */
function sameAsStored(light: Light, known: IndexedDocument): boolean {
  return (
    light.id === known.id &&
    light.citations.every((citation, i) => citation.targetId === known.citations[i]?.targetId)
  );
}

function labelsOf({ themes, documentTypes, agencies }: Vocabularies): IndexMeta['labels'] {
  const english = (name: string, translated: string | undefined) => ({ vi: name, en: translated ?? name });
  return {
    theme: Object.fromEntries(themes.map(({ id, name, english: en }) => [id, { vi: name, en }])),
    type: Object.fromEntries(documentTypes.map(({ name, english: en }) => [name, { vi: name, en }])),
    department: Object.fromEntries(agencies.map(({ name, english: en }) => [name, english(name, en)])),
  };
}
