import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { declarationBeside, loadDeclaredFacts } from '../src/corpus/load-declared-facts.ts';
import { loadVocabularies } from '../src/corpus/load-vocabularies.ts';
import { parseDocument } from '../src/parse/parse-document.ts';

/** Prints the record of one file as JSON: `npm run -s parse -- FILE`. */
async function main(file: string): Promise<void> {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    const why =
      cause.code === 'ENOENT'
        ? 'there is no such file'
        : cause.code === 'EISDIR'
          ? 'it is a folder'
          : cause.message;
    throw new Error(`${file} can't be read: ${why}.`, { cause });
  });
  const vocabularies = await loadVocabularies(join(import.meta.dirname, '../corpus/vocabularies'));
  const declared = await loadDeclaredFacts(await declarationBeside(file));
  const record = await parseDocument({
    bytes,
    path: basename(file),
    declared,
    vocabularies,
    defaultAccess: 'internal',
  });
  process.stdout.write(`${JSON.stringify(record, null, 2)}\n`);
}

const program = new Command('parse')
  .description('The record of one file, as JSON.')
  .argument('<file>', 'a document: text, Markdown, HTML, Word or PDF')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse();

try {
  await main(program.processedArgs[0] as string);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
