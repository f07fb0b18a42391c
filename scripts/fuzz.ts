/**
 * `npm run fuzz -- [--count 10000] [--seed N] [FOLDER …]`: damaged copies of real documents must keep every guarantee
 * of a record. Prints the seed of each mutant that does not; `--count 1 --seed N` makes it again. Exit code 1 then.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { loadVocabularies } from '../src/corpus/load-vocabularies.ts';
import { ScriptError, tellFailure } from '../src/failure.ts';
import { type FuzzSource, tryMutant } from '../test/fuzz/draw.ts';

const ROOT = join(import.meta.dirname, '..');

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('Give a whole number.');
  return value;
}

async function sourcesOf(folders: readonly string[]): Promise<FuzzSource[]> {
  const sources: FuzzSource[] = [];
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause) => {
      throw new ScriptError(`${folder} can't be read.`, 'Name folders that are there.', cause);
    });
    for (const entry of entries) {
      if (!entry.isFile() || !/\.(?:txt|md|html?|docx?|pdf)$/iu.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      sources.push({ path, bytes: await readFile(path) });
    }
  }
  return sources.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const program = new Command('fuzz')
  .description('Damaged copies of documents must keep every guarantee of a record.')
  .option('--count <number>', 'how many mutants', wholeNumber, 10_000)
  .option('--seed <number>', 'the seed of the first', wholeNumber, Math.floor(Math.random() * 1e9))
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .argument('[folders...]', 'folders of texts', [join(ROOT, 'corpus/documents'), join(ROOT, 'test/fixtures')])
  .parse();

try {
  const { count, seed } = program.opts<{ count: number; seed: number }>();
  const sources = await sourcesOf(program.processedArgs[0] as string[]);
  if (sources.length === 0)
    throw new ScriptError(
      'No file was found.',
      'Name folders that hold .txt, .md, .html, .docx, .doc or .pdf files.',
    );
  const vocabularies = await loadVocabularies(join(ROOT, 'corpus/vocabularies'));
  console.log(`${count} mutants of ${sources.length} files, seeds ${seed} to ${seed + count - 1}`);
  const started = performance.now();
  let failures = 0;
  for (let i = 0; i < count; i++) {
    const failure = await tryMutant(seed + i, sources, vocabularies);
    if (failure) {
      failures++;
      console.log(`seed ${failure.seed} (${failure.path}): ${failure.broken.slice(0, 3).join('; ')}`);
    }
    if (process.stdout.isTTY && i % 50 === 0) process.stdout.write(`\r${i} of ${count} `);
  }
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  console.log(`${count} mutants in ${seconds} s: ${failures} broke a guarantee.`);
  process.exitCode = failures > 0 ? 1 : 0;
} catch (error) {
  tellFailure(error);
  process.exitCode = 2;
}
