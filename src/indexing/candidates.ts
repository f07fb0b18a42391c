import { readFile } from 'node:fs/promises';
import { type Audience, mayRead } from '../access/audience.ts';
import type { DeclaredFacts } from '../corpus/declared-facts.ts';
import { CorpusFileError } from '../corpus/errors.ts';
import type { Corpus, CorpusEntry } from '../corpus/load-corpus.ts';
import { loadDeclaredFacts } from '../corpus/load-declared-facts.ts';
import { sha256 } from '../engine/digest.ts';
import type { Refusal } from '../engine/meta.ts';
import type { IndexedDocument } from '../engine/projection/document.ts';
import { type ParsedDocument, parseDocument } from '../parse/parse-document.ts';
import { openParsePool, ParseThreadError } from '../parse/parse-pool.ts';
import type { Access } from '../record/metadata.ts';
import type { DocumentRecord } from '../record/record.ts';
import type { IndexProgress } from './progress.ts';

/** A document of the corpus as far as a run knows it. */
export interface Candidate {
  readonly entry: CorpusEntry;
  readonly declared: DeclaredFacts;
  /** Digest of the file. */
  readonly sha256: string;
  /** Digest of the file and of what is declared of it. */
  readonly fingerprint: string;
  /** What the live index holds of it, if that is still right; else `record` is there. */
  readonly known: IndexedDocument | null;
  readonly record: DocumentRecord | null;
}

interface Reading {
  readonly corpus: Corpus;
  /** For whom the index is: what they may not read is not parsed. */
  readonly audience: Audience;
  /** What the live index holds. */
  readonly live: readonly IndexedDocument[];
  /** Whether what it holds is still right where a document has not changed: the same parser made it. */
  readonly reusable: boolean;
  readonly onProgress: (progress: IndexProgress) => void;
  readonly signal: AbortSignal | undefined;
}

/** A file that was read, and is being parsed. */
interface Begun {
  readonly entry: CorpusEntry;
  readonly declared: DeclaredFacts;
  readonly sha256: string;
  readonly fingerprint: string;
  readonly known: IndexedDocument | null;
  readonly parsing: Promise<DocumentRecord | null>;
}

/**
 * Reads every file once; parses the new and the changed, on all cores. A fault of a document is a refusal, and stops
 * no other. Candidates are in the order of the corpus.
 */
export async function readCandidates({
  corpus,
  audience,
  live,
  reusable,
  onProgress,
  signal,
}: Reading): Promise<{
  candidates: Candidate[];
  refused: Refusal[];
  /** How many are not for this audience. */
  withheld: number;
}> {
  const candidates: Candidate[] = [];
  const refusals: (Refusal & { readonly digest?: string })[] = [...corpus.faults];
  const liveAt = new Map(live.map((document) => [document.path, document]));
  const firstWithBytes = new Map<string, { path: string; access: Access }>();
  const pool = openParsePool(corpus);
  const begun: Begun[] = [];
  /**
   * For whom the bytes of a file are, by their digest: what one of its copies says that is for fewer holds for all. That
   * there is an internal or a secret file is itself nothing for the public, nor is that a copy of it was refused.
   */
  const narrowest = new Map<string, Access>();
  const narrow = (digest: string, access: Access) => {
    if (access === 'internal' || !narrowest.has(digest)) narrowest.set(digest, access);
  };
  /** Files whose bytes are those of one for fewer readers, which came later. */
  const superseded = new Set<string>();
  let withheld = 0;
  let done = 0;
  const tell = (path: string) =>
    onProgress({ step: 'reading', done: ++done, total: corpus.entries.length, path });
  const refuse = (path: string, error: unknown) => {
    if (error instanceof CorpusFileError) refusals.push({ path, reason: `${error.message} ${error.hint}` });
    else if (error instanceof ParseThreadError)
      refusals.push({ path, reason: `${error.message} ${error.hint}` });
    else if (error instanceof Error && 'code' in error)
      refusals.push({ path, reason: `can't be read (${error.message}).` });
    else throw error;
  };
  const finish = async ({ parsing, ...candidate }: Begun) => {
    const { path } = candidate.entry;
    try {
      const record = await parsing;
      const faults = record?.messages.filter(({ severity }) => severity === 'error') ?? [];
      if (record && faults.length > 0) {
        const digest = candidate.sha256;
        if (faults.some(({ ruleId }) => ruleId === 'head/secret')) narrow(digest, 'internal');
        const { access } = record;
        if (!superseded.has(path))
          refusals.push({ path, access, digest, reason: faults.map(({ reason }) => reason).join(' ') });
      } else candidates.push({ ...candidate, record });
    } catch (error) {
      refuse(path, error);
    }
    tell(path);
  };
  try {
    for (const entry of corpus.entries) {
      signal?.throwIfAborted();
      const { path } = entry;
      try {
        const bytes = await readFile(entry.absolutePath);
        const declared = await loadDeclaredFacts(entry.declarationPath);
        const digest = sha256(bytes);
        const access = declared.access ?? corpus.defaultAccess;
        const twin = firstWithBytes.get(digest);
        narrow(digest, access);
        // of two copies, the narrower word holds: what was taken from the public does not stay by a forgotten copy
        if (twin && mayRead(access, twin.access) && access !== twin.access) {
          refusals.push({ path: twin.path, access, digest, reason: sameFile(path) });
          superseded.add(twin.path);
        } else if (twin) {
          refusals.push({ path, access: twin.access, digest, reason: sameFile(twin.path) });
          tell(path);
          continue;
        }
        firstWithBytes.set(digest, { path, access });
        if (!mayRead(audience, access)) {
          withheld++;
          tell(path);
          continue;
        }
        const fingerprint = sha256(JSON.stringify([digest, declared])).slice(0, 16);
        const inIndex = liveAt.get(path);
        const unchanged = inIndex?.fingerprint === fingerprint ? inIndex : null;
        // what declares nothing of its own may be what the stray declaration speaks of
        const exposed = entry.declarationPath === null && access === 'public';
        if (entry.heldBack !== null && (!unchanged || exposed)) {
          refusals.push({ path, access: 'internal', digest, reason: entry.heldBack });
          tell(path);
          continue;
        }
        const known = reusable ? unchanged : null;
        const parsing = known ? Promise.resolve(null) : pool.parse({ bytes, path, declared }).then(toRecord);
        parsing.catch(() => {}); // it is awaited in its turn
        begun.push({ entry, declared, sha256: digest, fingerprint, known, parsing });
      } catch (error) {
        refuse(path, error);
        tell(path);
      }
      if (begun.length >= pool.width) await finish(begun.shift() as Begun);
    }
    for (const one of begun) {
      signal?.throwIfAborted();
      await finish(one);
    }
  } finally {
    await pool.close();
  }
  const refused = refusals.map(({ digest = '', ...refusal }): Refusal => {
    const access = narrowest.get(digest) ?? refusal.access;
    return { ...refusal, ...(access && { access }) };
  });
  return { candidates: candidates.filter(({ entry }) => !superseded.has(entry.path)), refused, withheld };
}

const sameFile = (path: string) => `is the same file as ${path}; remove one of them.`;

const toRecord = ({ record }: ParsedDocument) => record;

/** The record of a candidate: as parsed, or parsed now if the index knew the document but must get it again. */
export async function recordOf(
  corpus: Corpus,
  { entry, declared, record }: Candidate,
): Promise<DocumentRecord> {
  if (record) return record;
  const parsed = await parseEntry(corpus, entry, await readFile(entry.absolutePath), declared);
  const fault = parsed.messages.find(({ severity }) => severity === 'error');
  // it was read well before: an empty record must not take the place of a good one
  if (fault) throw new ParseThreadError(entry.path, fault.reason);
  return parsed;
}

/** The whole run waits for it, as for a file that is tried alone: milliseconds. */
const PATIENCE = 600_000;

function parseEntry(corpus: Corpus, { path }: CorpusEntry, bytes: Uint8Array, declared: DeclaredFacts) {
  const { vocabularies, defaultAccess } = corpus;
  return parseDocument({ bytes, path, declared, vocabularies, defaultAccess, readingLimit: PATIENCE });
}
