import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Vocabularies } from '../corpus/vocabularies.ts';
import { changesInForce } from '../engine/projection/canonical-agency.ts';
import type { Access } from '../record/metadata.ts';

/** Folders of `src/` whose code decides what an index holds. */
const DECIDING = ['text', 'grammar', 'read', 'record', 'parse', 'cite', 'corpus', 'engine', 'indexing'];

/** Libraries that read files: another version may read another text. */
const READERS = [
  '@xmldom/xmldom',
  'dingbat-to-unicode',
  'file-type',
  'iconv-lite',
  'jszip',
  'mammoth',
  'parse5',
  '@hyzyla/pdfium',
];

/**
 * A digest of all that decides what the index holds besides the documents: the code of the parser and of the
 * projections, the libraries that read files, the settings, the vocabularies. Where it differs from that of the live index, a new set is built.
 *
 * @param day of the run: agencies are counted under what they have become by then
 */
export async function schemaVersion(
  vocabularies: Vocabularies,
  defaultAccess: Access,
  day: string,
): Promise<string> {
  const root = join(import.meta.dirname, '..');
  const hash = createHash('sha256');
  for (const folder of DECIDING) {
    const files = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
    for (const path of paths.sort()) {
      hash
        .update(`${relative(root, path)}\0`)
        .update(await readFile(path))
        .update('\0');
    }
  }
  const { dependencies } = JSON.parse(await readFile(join(root, '../package.json'), 'utf8'));
  const readers = READERS.map((name) => `${name}@${dependencies[name]}`);
  // The letters that patterns know are those of Unicode as this Node has it.
  const { unicode } = process.versions;
  const changes = changesInForce(vocabularies, day);
  hash.update(JSON.stringify({ vocabularies, changes, defaultAccess, readers, unicode }));
  return hash.digest('hex').slice(0, 16);
}
