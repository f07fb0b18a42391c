/**
 * `npm run bench [-- --passages N --board]`: how fast the portal is. First pages are asked for through the portal and, in the
 * same run, the very requests that the portal sends for them are sent to the engine alone; the ratio is what counts,
 * the milliseconds depend on the machine. Without an argument, the project's corpus is read, parsed and indexed, too.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import { loadDeclaredFacts } from '../src/corpus/load-declared-facts.ts';
import { createClient, type EngineClient } from '../src/engine/client.ts';
import { type EngineDoor, openDoor } from '../src/engine/door.ts';
import type { PassageEntry } from '../src/engine/projection/passages.ts';
import { createIndexes, pushEntries } from '../src/engine/push.ts';
import { connectEmbeddedEngine } from '../src/engine/server/embedded.ts';
import { tellFailure } from '../src/failure.ts';
import { indexCorpus } from '../src/indexing/index-corpus.ts';
import { parseDocument } from '../src/parse/parse-document.ts';
import { openParsePool } from '../src/parse/parse-pool.ts';
import { scaleBench } from './bench/scale.ts';
import { agent, time } from './bench/timing.ts';
import { build } from './build.ts';

const ROOT = join(import.meta.dirname, '..');

/** Parsing is repeated until it has run so long: five documents alone are over in a blink. */
const PARSE_MS = 3_000;

/** Sizes between which parsing must not become slower for each MB: bytes. */
const SMALL_TEXT = 1_000_000;
const LARGE_TEXT = 20_000_000;

async function parseSpeed(corpusDir: string): Promise<string> {
  const { entries, vocabularies, defaultAccess } = await loadCorpus(corpusDir);
  const files = await Promise.all(
    entries.map(async ({ absolutePath, path, declarationPath }) => ({
      path,
      bytes: await readFile(absolutePath),
      declared: await loadDeclaredFacts(declarationPath),
    })),
  );
  const round = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const measure = async (parseAll: () => Promise<unknown>): Promise<number> => {
    await parseAll(); // what is compiled and started once is not measured
    let bytes = 0;
    const started = performance.now();
    while (performance.now() - started < PARSE_MS) {
      await parseAll();
      bytes += round;
    }
    return bytes / 1e3 / (performance.now() - started);
  };
  const one = await measure(async () => {
    for (const file of files) await parseDocument({ ...file, vocabularies, defaultAccess });
  });
  const pool = openParsePool({ vocabularies, defaultAccess });
  const all = await measure(() =>
    Promise.all([...files, ...files, ...files, ...files].map((file) => pool.parse(file))),
  );
  await pool.close();
  const whole = Buffer.concat(files.map(({ bytes }) => bytes));
  const perMegabyte = async (size: number): Promise<number> => {
    const bytes = Buffer.concat(Array.from({ length: Math.ceil(size / whole.length) }, () => whole)).subarray(
      0,
      size,
    );
    const took = await time(() =>
      parseDocument({ bytes, path: 'a.txt', declared: {}, vocabularies, defaultAccess }),
    );
    return took / (size / 1e6);
  };
  await perMegabyte(SMALL_TEXT);
  const small = await perMegabyte(SMALL_TEXT);
  const large = await perMegabyte(LARGE_TEXT);
  return [
    `parse       ${one.toFixed(2)} MB/s on one core; ${(all * 4).toFixed(2)} MB/s on ${availableParallelism()} cores, ratio ${((all * 4) / one).toFixed(2)}`,
    `parse 20 MB ${large.toFixed(0)} ms/MB, a text of 1 MB ${small.toFixed(0)} ms/MB, ratio ${(large / small).toFixed(2)}`,
  ].join('\n');
}

/** The passages alone, into an empty index: what the engine takes for them, without reading and parsing. */
async function pushSpeed(client: EngineClient, door: EngineDoor): Promise<string> {
  const passages: PassageEntry[] = [];
  for await (const passage of door.all('passages', {})) passages.push(passage);
  await createIndexes(client, true);
  const seconds = (await time(() => pushEntries(client, 'passages', true, passages))) / 1_000;
  return `push        ${Math.round(passages.length / seconds)} passages/s (${passages.length} passages in ${seconds.toFixed(2)} s)`;
}

/** Reading, parsing and indexing the project's corpus. */
async function corpusBench(corpusDir: string): Promise<void> {
  console.log(await parseSpeed(corpusDir));
  const dataDir = await mkdtemp(join(tmpdir(), 'vanthu-bench-'));
  const engine = await connectEmbeddedEngine({ dataDir });
  try {
    const corpus = await loadCorpus(corpusDir);
    const client = createClient({ url: engine.url, key: engine.indexKey });
    const seconds = (await time(() => indexCorpus({ client, corpus }))) / 1_000;
    const door = openDoor({ url: engine.url, key: engine.searchKey }, 'public');
    const { documents, passages, tasks } = await door.meta();
    console.log(
      `index       ${documents} documents, ${passages} passages, ${tasks} tasks in ${seconds.toFixed(1)} s, from files to searchable`,
    );
    console.log(await pushSpeed(client, door));
  } finally {
    await engine.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Sizes from a thousand passages up to the wanted one, ten times as many each. */
function sizesUpTo(most: number): number[] {
  const sizes: number[] = [];
  for (let size = 1_000; size < most; size *= 10) sizes.push(size);
  return [...sizes, most];
}

async function run(): Promise<void> {
  const program = new Command('bench')
    .description('Measures the portal beside the engine alone.')
    .option(
      '--passages <count>',
      'compare first pages over generated corpora of up to so many passages',
      (value) => {
        const count = Number(value);
        if (!Number.isInteger(count) || count < 100)
          throw new InvalidArgumentError('a whole number from 100 on is wanted');
        return count;
      },
    )
    .option('--board', 'only the board of statistics, at that size')
    .parse();
  const { passages, board } = program.opts<{ passages?: number; board?: true }>();
  if (build() !== 0) throw new Error('The build failed.');
  const corpusDir = join(ROOT, 'corpus');
  try {
    if (passages === undefined && !board) await corpusBench(corpusDir);
    const size = passages ?? 1_000;
    await scaleBench(corpusDir, passages === undefined || board ? [size] : sizesUpTo(size), board);
  } finally {
    agent.destroy();
  }
}

try {
  await run();
} catch (error) {
  tellFailure(error);
  process.exitCode = 1;
}
