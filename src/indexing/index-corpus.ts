import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { resolveCitations } from '../cite/index.ts';
import type { DeclaredFacts } from '../corpus/declared-facts.ts';
import { CorpusFileError } from '../corpus/errors.ts';
import type { Corpus, CorpusEntry } from '../corpus/load-corpus.ts';
import { loadDeclaredFacts } from '../corpus/load-declared-facts.ts';
import type { Vocabularies } from '../corpus/vocabularies.ts';
import type { EngineClient } from '../engine/client.ts';
import { countEntries, readLive } from '../engine/live.ts';
import type { IndexMeta, Refusal } from '../engine/meta.ts';
import type { IndexedDocument } from '../engine/projection/document.ts';
import { createIndexes, pushEntries, removeDocuments, swapIndexes } from '../engine/push.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { withId } from '../record/id.ts';
import type { Message } from '../record/message.ts';
import type { DocumentRecord } from '../record/record.ts';
import { type Chosen, type IndexProgress, type Light, sendDocuments } from './send-documents.ts';
import { schemaVersion } from './version.ts';

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
  readonly client: EngineClient;
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
  const version = await schemaVersion(corpus.vocabularies, corpus.defaultAccess);
  const live = await readLive(client);
  const rebuild = live === null || live.meta.schemaVersion !== version;
  const stored = rebuild ? [] : live.documents;

  const refused: Refusal[] = [];
  const candidates = await readCandidates(corpus, stored, refused, onProgress, signal);
  const chosen = settleIdentities(candidates, corpus);
  const toSend = chosen.filter(({ light, known }) => !known || !sameAsStored(light, known));
  const kept = new Set(chosen.map(({ light }) => light.id));
  const gone = stored.filter(({ id }) => !kept.has(id));

  if (rebuild) await createIndexes(client, true);
  signal?.throwIfAborted();
  await removeDocuments(
    client,
    rebuild,
    gone.map(({ id }) => id),
  );
  await sendDocuments({
    client,
    rebuild,
    stored,
    toSend,
    vocabularies: corpus.vocabularies,
    onProgress,
    signal,
  });

  const [documents, passages, tasks] = await Promise.all(
    (['documents', 'passages', 'tasks'] as const).map((name) => countEntries(client, name, rebuild)),
  );
  const state = {
    schemaVersion: version,
    indexVersion: indexVersionOf(version, chosen),
    documents: documents ?? 0,
    passages: passages ?? 0,
    tasks: tasks ?? 0,
    refused,
    labels: labelsOf(corpus.vocabularies),
  };
  const { id: _, indexedAt, ...before } = live?.meta ?? { id: 'meta', indexedAt: '' };
  const same = !rebuild && isDeepStrictEqual(before, state);
  const meta: IndexMeta = { id: 'meta', ...state, indexedAt: same ? indexedAt : now().toISOString() };
  if (!same) await pushEntries(client, 'meta', rebuild, [meta]);
  if (rebuild) await swapIndexes(client);

  const sent = new Set(toSend);
  const inCorpus = new Set(chosen.map(({ path }) => path));
  return {
    rebuilt: rebuild,
    sent: toSend.map(({ path }) => path),
    unchanged: chosen.filter((one) => !sent.has(one)).map(({ path }) => path),
    removed: gone.map(({ path }) => path).filter((path) => !inCorpus.has(path)),
    refused,
    meta,
  };
}

/** The same documents, made by the same code from the same facts, have the same version, whatever the way to it. */
function indexVersionOf(schema: string, chosen: readonly Chosen[]): string {
  const documents = chosen.map(({ light, fingerprint }) => `${light.id} ${fingerprint}`).sort();
  return sha256(JSON.stringify([schema, documents])).slice(0, 16);
}

/** Reads every file once; parses the new and the changed. Faults of a document go to `refused`. */
async function readCandidates(
  corpus: Corpus,
  stored: readonly IndexedDocument[],
  refused: Refusal[],
  onProgress: (progress: IndexProgress) => void,
  signal: AbortSignal | undefined,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  const storedAt = new Map(stored.map((document) => [document.path, document]));
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
    const inIndex = storedAt.get(entry.path);
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

/**
 * Gives each document its final id and resolves citations over the whole corpus. Documents that share a number all
 * get a piece of their digest behind their id, so an id never depends on the order in which documents came.
 */
function settleIdentities(candidates: readonly Candidate[], corpus: Corpus): Chosen[] {
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
      const bytes = () => readFile(candidate.entry.absolutePath);
      const parsed = candidate.record ?? (await parse(candidate, await bytes(), corpus));
      const light = resolved[i] as Light;
      const record = { ...withId(parsed, light.id), citations: light.citations };
      const shared = light.id !== baseIds[i];
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
