/**
 * `node scripts/records-of.ts TREE FOLDER`: the records that the parser of TREE (a checkout) makes of the files of
 * FOLDER, one JSON object a line. `compare` runs it over two checkouts.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const [tree = '', folder = ''] = process.argv.slice(2);
const from = (path: string) => import(pathToFileURL(join(tree, path)).href);
const { loadVocabularies } = await from('src/corpus/load-vocabularies.ts');
const { parseDocument } = await from('src/parse/parse-document.ts');

const vocabularies = await loadVocabularies(join(tree, 'corpus/vocabularies'));
const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.(?:txt|md|html?|docx?|pdf)$/iu.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
for (const [index, file] of files.entries()) {
  const path = relative(folder, file);
  const input = { bytes: await readFile(file), path, declared: {}, vocabularies, defaultAccess: 'internal' };
  const record = await parseDocument(input);
  process.stdout.write(`${JSON.stringify(record)}\n`);
  if (process.stderr.isTTY) process.stderr.write(`\r${index + 1} of ${files.length} `);
}
