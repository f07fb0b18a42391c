import { readFile } from 'node:fs/promises';
import type { DeclaredFacts } from '../corpus/declared-facts.ts';
import { CorpusFileError } from '../corpus/errors.ts';
import type { Corpus, CorpusEntry } from '../corpus/load-corpus.ts';
import { loadDeclaredFacts } from '../corpus/load-declared-facts.ts';
import type { Refusal } from '../engine/meta.ts';
import type { IndexedDocument } from '../engine/projection/document.ts';
import { parseDocument } from '../parse/parse-document.ts';
import type { DocumentRecord } from '../record/record.ts';
import { sha256 } from './digest.ts';
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
  /** What the index holds already. */
  readonly stored: readonly IndexedDocument[];
  readonly onProgress: (progress: IndexProgress) => void;
  readonly signal: AbortSignal | undefined;
}

/** Reads every file once; parses the new and the changed. A fault of a document is a refusal, and stops no other. */
export async function readCandidates({ corpus, stored, onProgress, signal }: Reading): Promise<{
  candidates: Candidate[];
  refused: Refusal[];
}> {
  const candidates: Candidate[] = [];
  const refused: Refusal[] = [...corpus.faults];
  const storedAt = new Map(stored.map((document) => [document.path, document]));
  const firstWithBytes = new Map<string, string>();
  for (const [index, entry] of corpus.entries.entries()) {
    signal?.throwIfAborted();
    onProgress({ step: 'reading', done: index + 1, total: corpus.entries.length, path: entry.path });
    const refuse = (reason: string) => refused.push({ path: entry.path, reason });
    try {
      const bytes = await readFile(entry.absolutePath);
      const declared = await loadDeclaredFacts(entry.absolutePath);
      const digest = sha256(bytes);
      const twin = firstWithBytes.get(digest);
      if (twin !== undefined) {
        refuse(`is the same file as ${twin}; remove one of them.`);
        continue;
      }
      firstWithBytes.set(digest, entry.path);
      const fingerprint = sha256(JSON.stringify([digest, declared])).slice(0, 16);
      const inIndex = storedAt.get(entry.path);
      const known = inIndex?.fingerprint === fingerprint ? inIndex : null;
      const record = known ? null : await parseEntry(corpus, entry, bytes, declared);
      const faults = record?.messages.filter(({ severity }) => severity === 'error') ?? [];
      if (faults.length > 0) refuse(faults.map(({ reason }) => reason).join(' '));
      else candidates.push({ entry, declared, sha256: digest, fingerprint, known, record });
    } catch (error) {
      if (error instanceof CorpusFileError) refuse(`${error.message} ${error.hint}`);
      else if (error instanceof Error && 'code' in error) refuse(`can't be read (${error.message}).`);
      else throw error;
    }
  }
  return { candidates, refused };
}

/** The record of a candidate: as parsed, or parsed now if the index knew the document but must get it again. */
export async function recordOf(
  corpus: Corpus,
  { entry, declared, record }: Candidate,
): Promise<DocumentRecord> {
  return record ?? parseEntry(corpus, entry, await readFile(entry.absolutePath), declared);
}

function parseEntry(corpus: Corpus, { path }: CorpusEntry, bytes: Uint8Array, declared: DeclaredFacts) {
  const { vocabularies, defaultAccess } = corpus;
  return parseDocument({ bytes, path, declared, vocabularies, defaultAccess });
}
