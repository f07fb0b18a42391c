/**
 * `npm run prove [-- --queries 2000 --seed N --folder DIR …]`: whether the portal finds every mention. Files are indexed
 * into an engine of the run's own, and beside it parsed and scanned from end to end; for each query, totals, documents
 * and spans of both must be the same, in tiers 1 and 2, with filters and without. Exit code 1 where they are not; 2 when
 * it failed, 130 when it was stopped.
 */
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import { createClient } from '../src/engine/client.ts';
import { openDoor } from '../src/engine/door.ts';
import { startEmbeddedEngine } from '../src/engine/server/embedded.ts';
import { ScriptError, tellFailure } from '../src/failure.ts';
import { indexCorpus } from '../src/indexing/index-corpus.ts';
import {
  compareQuery,
  describe,
  type Mismatch,
  narrowingsOf,
  pathsOf,
  scanFiles,
} from '../test/mentions/equality/compare.ts';
import { type DrawnQuery, drawQueries } from '../test/mentions/equality/draw.ts';
import { HAND_WRITTEN } from '../test/mentions/equality/hand-written.ts';

const ROOT = join(import.meta.dirname, '..');
/** Documents to measure on, which are not part of the project. */
const CORPORA = join(ROOT, '../shared/corpora');

/** Queries that are under way at once: the engine answers one while the files are scanned for another. */
const AT_ONCE = 3;
/** Mismatches that are printed as they come. */
const MOST_PRINTED = 20;

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('Give a whole number.');
  return value;
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** The folders that were named, or the corpora beside the project; their absence is told. */
async function foldersFor(named: readonly string[]): Promise<string[]> {
  for (const folder of named)
    if (!(await isFolder(folder)))
      throw new ScriptError(`${folder} is no folder.`, 'Name one with documents.');
  if (named.length > 0) return [...named];
  if (await isFolder(CORPORA)) return [CORPORA];
  console.log(`NOT THERE: ${CORPORA}. This run proves it for the documents of the project alone.`);
  return [];
}

/** What is in a folder of documents and is none: a page about them, their gold standard. */
const NO_DOCUMENT = /(?:^README\.md|\.jsonl)$/u;

/** One corpus of the project's documents and those of the folders, all public. */
async function joinedCorpus(target: string, folders: readonly string[]): Promise<void> {
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'corpus.yml'), 'defaultAccess: public\n');
  await cp(join(ROOT, 'corpus/vocabularies'), join(target, 'vocabularies'), { recursive: true });
  await cp(join(ROOT, 'corpus/documents'), join(target, 'documents/project'), { recursive: true });
  for (const [i, folder] of folders.entries())
    await cp(folder, join(target, 'documents', `${i + 1}-${basename(folder)}`), {
      recursive: true,
      dereference: true,
      filter: (path) => !NO_DOCUMENT.test(basename(path)),
    });
}

/** One line that is written over on a terminal; elsewhere a line at every tenth of the way. */
function progressOf(what: string): (done: number, total: number) => void {
  let tenth = 0;
  return (done, total) => {
    const { stderr } = process;
    if (stderr.isTTY) stderr.write(`\r\x1b[2K${what} ${done} of ${total}${done === total ? '\n' : ''}`);
    else if (Math.floor((done / total) * 10) > tenth) {
      tenth = Math.floor((done / total) * 10);
      stderr.write(`${what} ${done} of ${total}\n`);
    }
  };
}

/** Works through a list with several under way; the first failure ends it. */
async function forEachOf<Item>(
  items: readonly Item[],
  signal: AbortSignal,
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      signal.throwIfAborted();
      const index = next++;
      await work(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

interface Options {
  readonly queries: number;
  readonly seed: number;
  readonly folder: readonly string[];
}

async function prove({ queries, seed, folder }: Options, folderOfRun: string, signal: AbortSignal) {
  const corpusDir = join(folderOfRun, 'corpus');
  await joinedCorpus(corpusDir, await foldersFor(folder));
  const corpus = await loadCorpus(corpusDir);
  const engine = await startEmbeddedEngine({ dataDir: join(folderOfRun, 'data') });
  try {
    const showIndexing = { reading: progressOf('Indexing: read'), sending: progressOf('Indexing: sent') };
    const { meta, refused } = await indexCorpus({
      client: createClient({ url: engine.url, key: engine.indexKey }),
      corpus,
      signal,
      onProgress: ({ step, done, total }) => step !== 'counting' && showIndexing[step](done, total),
    });
    const showParsing = progressOf('Parsing for the scan:');
    let parsed = 0;
    const files = await scanFiles(corpus, () => showParsing(++parsed, corpus.entries.length), signal);
    const door = openDoor({ url: engine.url, key: engine.searchKey }, 'public');
    const paths = await pathsOf(door);
    const same = new Set(paths.values()).symmetricDifference(new Set(files.map(({ path }) => path)));
    const units = files.reduce((sum, { blocks }) => sum + blocks.reduce((of, b) => of + b.text.length, 0), 0);
    console.log(
      `${files.length} files scanned, ${paths.size} documents and ${meta.passages} passages indexed, ${refused.length} files refused, ${(units / 1e6).toFixed(1)} million characters, seed ${seed}.`,
    );
    if (same.size > 0) console.log(`Only on one side: ${[...same].join(', ')}`);

    // from the files as they are, too: what is broken in them is then typed as it is broken
    const raw = await rawTexts(corpus.entries.map(({ absolutePath }) => absolutePath));
    const texts = files.map(({ blocks }) => blocks.map(({ text }) => text).join('\n'));
    const asked: DrawnQuery[] = [
      ...drawQueries(texts, Math.ceil(queries / 2), seed),
      ...drawQueries(raw, Math.floor(queries / 2), seed + 1),
      ...HAND_WRITTEN.map((typed) => ({ typed, manner: 'written by hand' as const })),
    ];
    const narrowings = narrowingsOf(files);
    const showAsking = progressOf('Queries:');
    const mismatches: Mismatch[] = [];
    let [done, searched, found, comparisons, mentions] = [0, 0, 0, 0, 0];
    await forEachOf(asked, signal, async ({ typed, manner }, i) => {
      const compared = await compareQuery(
        { door, files, paths },
        typed,
        narrowings[i % narrowings.length] ?? {},
      );
      searched += compared.searched ? 1 : 0;
      found += compared.mentions > 0 ? 1 : 0;
      comparisons += compared.comparisons;
      mentions += compared.mentions;
      for (const mismatch of compared.mismatches) {
        mismatches.push(mismatch);
        if (mismatches.length <= MOST_PRINTED) console.log(`DIFFERENT (${manner}) ${describe(mismatch)}`);
      }
      showAsking(++done, asked.length);
    });
    const byHand = HAND_WRITTEN.length;
    console.log(
      `${asked.length} queries (${asked.length - byHand} drawn, ${byHand} by hand; ${searched} are phrases, ${found} have mentions), ${comparisons} comparisons of ${mentions} mentions, tiers 1 and 2, with and without filters: ${mismatches.length} mismatches, ${same.size} documents on one side only.`,
    );
    return mismatches.length + same.size === 0;
  } finally {
    await engine.stop();
  }
}

/** Texts of files as they are, where they are UTF-8. */
async function rawTexts(paths: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  for (const path of paths) {
    if (!/\.(?:txt|md)$/u.test(path)) continue;
    try {
      texts.push(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // in another encoding
    }
  }
  return texts;
}

const program = new Command('prove')
  .description('The mentions that the portal finds must be those that a scan of the files finds.')
  .option('--queries <number>', 'how many are drawn, beside those written by hand', wholeNumber, 2_000)
  .option('--seed <number>', 'what the drawing is decided by', wholeNumber, Math.floor(Math.random() * 1e9))
  .option('--folder <folders...>', 'documents beside those of the project (default: ../shared/corpora)', [])
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse();

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
const folderOfRun = await mkdtemp(join(tmpdir(), 'vanthu-prove-'));
try {
  const started = performance.now();
  const proven = await prove(program.opts<Options>(), folderOfRun, stop.signal);
  console.log(
    `${proven ? 'Equal' : 'NOT EQUAL'}, after ${((performance.now() - started) / 1_000).toFixed(0)} s.`,
  );
  process.exitCode = proven ? 0 : 1;
} catch (error) {
  if (stop.signal.aborted) {
    console.error('Stopped. Nothing is left behind.');
    process.exitCode = 130;
  } else {
    tellFailure(error);
    process.exitCode = 2;
  }
} finally {
  await rm(folderOfRun, { recursive: true, force: true });
}
