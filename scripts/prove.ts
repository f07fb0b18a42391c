/**
 * `npm run prove [-- --queries 2000 --seed N --folder DIR …]`: whether the portal finds every mention. Files are indexed
 * into an engine of the run's own, and beside it parsed and scanned from end to end; for each query, totals, documents
 * and spans of both must be the same, in tiers 1 and 2, with filters and without. Exit code 1 where they are not; 2 when
 * it failed, 130 when it was stopped.
 */
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
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
import { onProvingGround, progressOf, runProof, wholeNumber } from './prove/ground.ts';

/** Queries that are under way at once: the engine answers one while the files are scanned for another. */
const AT_ONCE = 3;
/** Mismatches that are printed as they come. */
const MOST_PRINTED = 20;

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
  return onProvingGround(folder, folderOfRun, signal, async ({ corpus, door, passages, refused }) => {
    const showParsing = progressOf('Parsing for the scan:');
    let parsed = 0;
    const files = await scanFiles(corpus, () => showParsing(++parsed, corpus.entries.length), signal);
    const paths = await pathsOf(door);
    const same = new Set(paths.values()).symmetricDifference(new Set(files.map(({ path }) => path)));
    const units = files.reduce((sum, { blocks }) => sum + blocks.reduce((of, b) => of + b.text.length, 0), 0);
    console.log(
      `${files.length} files scanned, ${paths.size} documents and ${passages} passages indexed, ${refused} files refused, ${(units / 1e6).toFixed(1)} million characters, seed ${seed}.`,
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
  });
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

await runProof((folderOfRun, signal) => prove(program.opts<Options>(), folderOfRun, signal));
