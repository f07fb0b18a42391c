import { readFile } from 'node:fs/promises';
import type { Corpus } from '../src/corpus/load-corpus.ts';
import { loadDeclaredFacts } from '../src/corpus/load-declared-facts.ts';
import { openParsePool } from '../src/parse/parse-pool.ts';
import type { DocumentRecord } from '../src/record/record.ts';

/** A file of a corpus, and what is read from it, without any engine. */
export interface PublicRecord {
  readonly path: string;
  readonly record: DocumentRecord;
}

/**
 * Reads and parses the public files of a corpus: all but those that are to be refused, which are copies of an earlier
 * file and those with an error.
 */
export async function publicRecords(
  corpus: Corpus,
  onFile: () => void = () => {},
  signal?: AbortSignal,
): Promise<PublicRecord[]> {
  const pool = openParsePool(corpus);
  const seen = new Set<string>();
  const records: PublicRecord[] = [];
  try {
    const parseOne = async ({ path, absolutePath, declarationPath }: Corpus['entries'][number]) => {
      const bytes = await readFile(absolutePath);
      const declared = await loadDeclaredFacts(declarationPath);
      const { record } = await pool.parse({ bytes, path, declared });
      onFile();
      return { path, record };
    };
    for (let at = 0; at < corpus.entries.length; at += pool.width) {
      signal?.throwIfAborted();
      const parsed = await Promise.all(corpus.entries.slice(at, at + pool.width).map(parseOne));
      for (const { path, record } of parsed) {
        const copy = seen.has(record.source.sha256);
        seen.add(record.source.sha256);
        const refused = record.messages.some(({ severity }) => severity === 'error');
        if (!copy && !refused && record.access === 'public') records.push({ path, record });
      }
    }
  } finally {
    await pool.close();
  }
  return records;
}
