/**
 * `npm run read:audit -- FOLDER [--lines 20]`: what the records of the .docx, .doc, .pdf and .html files of a folder
 * lack, and have besides, of the syllables that two other readers find in each: antiword, LibreOffice, pdftotext,
 * Chromium, those that are installed. Exit code 1 where a record lacks what both have and doesn't say so.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { loadVocabularies } from '../src/corpus/load-vocabularies.ts';
import { ScriptError, tellFailure } from '../src/failure.ts';
import { parseDocument } from '../src/parse/parse-document.ts';
import { auditFile, type FileAudit, lacksUntold } from './read-audit/audit-file.ts';
import type { Passage } from './read-audit/missing-syllables.ts';
import { isInstalled, readersOf } from './read-audit/other-readers.ts';

const ROOT = join(import.meta.dirname, '..');

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('Give a whole number.');
  return value;
}

const LONGEST = 200;

const lineOf = ({ before, words, after }: Passage) =>
  `      … ${before} [${words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words}] ${after} …`;

function tell(title: string, passages: readonly Passage[], most: number): void {
  if (passages.length === 0) return;
  const count = passages.reduce((sum, passage) => sum + passage.count, 0);
  console.log(`    ${title}: ${count} syllables in ${passages.length} places`);
  for (const passage of passages.slice(0, most)) console.log(lineOf(passage));
  if (passages.length > most) console.log(`      and ${passages.length - most} more`);
}

function tellFile(path: string, audit: FileAudit, most: number): void {
  const readers = audit.readers.map(
    ({ name, failed, syllables }) => `${name} ${failed === null ? syllables : `(${failed})`}`,
  );
  const tells = audit.tells.length > 0 ? `; the record says ${audit.tells.join(', ')}` : '';
  console.log(`${path}: ${audit.syllables} syllables; ${readers.join(', ')}${tells}`);
  if (audit.missing) tell('MISSING in the record, in both others', audit.missing, most);
  for (const { name, passages } of audit.missingOfOne) tell(`in ${name} only, or more often`, passages, most);
  tell('in the record only', audit.added, most);
}

async function run(folder: string, most: number): Promise<boolean> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause) => {
    throw new ScriptError(`${folder} can't be read.`, 'Name a folder of documents.', cause);
  });
  const files = entries
    .filter((entry) => entry.isFile() && readersOf(entry.name) !== null)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0)
    throw new ScriptError('No file was found.', 'Name a folder with .docx, .doc, .pdf or .html files.');
  const vocabularies = await loadVocabularies(join(ROOT, 'corpus/vocabularies'));
  const absent = new Set<string>();
  let lacking = 0;
  let undecided = 0;
  let syllables = 0;
  for (const file of files) {
    for (const reader of readersOf(file) ?? [])
      if (!(await isInstalled(reader))) absent.add(reader.program as string);
    const record = await parseDocument({
      bytes: await readFile(file),
      path: relative(folder, file),
      declared: {},
      vocabularies,
      defaultAccess: 'internal',
    });
    const audit = await auditFile(file, record);
    tellFile(relative(folder, file), audit, most);
    syllables += audit.syllables;
    if (lacksUntold(audit)) lacking++;
    if (audit.missing === null) undecided++;
  }
  if (absent.size > 0) console.log(`Not installed: ${[...absent].join(', ')}.`);
  console.log(
    `${files.length} files, ${syllables} syllables: ${lacking} lack what both other readers have, ${undecided} were not read by two.`,
  );
  return lacking === 0;
}

const program = new Command('read-audit')
  .description('What the records of a folder lack of what two other readers find.')
  .argument('<folder>', 'documents: .docx .doc .pdf .html')
  .option('--lines <number>', 'passages to print of each kind and file', wholeNumber, 20)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse();

try {
  const { lines } = program.opts<{ lines: number }>();
  process.exitCode = (await run(resolve(program.processedArgs[0] as string), lines)) ? 0 : 1;
} catch (error) {
  tellFailure(error);
  process.exitCode = 2;
}
