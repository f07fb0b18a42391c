import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
  let file = await documentsFolder(corpusDir);
  for (const part of path.split('/')) {
    // the path is kept composed; a name that came from another system may be stored decomposed. Going by what is there
    // also keeps within the folder: it has no `..`
    const names = await readdir(file).catch(() => []);
    const name = names.find((one) => one.normalize('NFC') === part);
    if (name === undefined) return null;
    file = join(file, name);
  }
  const bytes = await readFile(file).catch(() => null);
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== sha256) return null;
  return bytes;
}
