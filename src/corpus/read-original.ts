import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import type { Source } from '../record/record.ts';
import { documentsFolder } from './load-corpus.ts';

/**
 * The original file of a document (bản gốc), byte for byte as it was read; null if it is no longer there, or was changed
 * since, for then it is not the document that the index knows.
 *
 * @param corpusDir the folder of the corpus
 * @param source what the record says of the file; its path comes from the index, never from a request
 */
export async function readOriginal(corpusDir: string, { path, sha256 }: Source): Promise<Buffer | null> {
  const folder = await documentsFolder(corpusDir);
  const file = join(folder, path);
  const below = relative(folder, file);
  if (below.startsWith('..') || isAbsolute(below)) return null;
  const bytes = await readFile(file).catch(() => null);
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== sha256) return null;
  return bytes;
}
