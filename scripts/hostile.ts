/**
 * `npm run hostile -- [--count 10000] [--seed N]`: requests that nobody means well with, against the built portal on the
 * project's corpus. Prints how many answers had which status, and the slowest; exit code 1 where one was a fault of the
 * server, took longer than a second, or told or did what it must not. `--count 1 --seed N` asks one again.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import { createClient } from '../src/engine/client.ts';
import { connectEmbeddedEngine } from '../src/engine/server/embedded.ts';
import { tellFailure } from '../src/failure.ts';
import { indexCorpus } from '../src/indexing/index-corpus.ts';
import { askHostile, hostileQuery } from '../test/fuzz/hostile-queries.ts';
import { build, isBuilt } from './build.ts';
import { startBuiltPortal } from './built-portal.ts';

const ROOT = join(import.meta.dirname, '..');

/** No answer may take longer, whatever was asked. */
const MOST_MS = 1_000;

/** Faults and slow answers that are told one by one; more say nothing new. */
const TOLD = 20;

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('Give a whole number.');
  return value;
}

/** More than the server takes of a head: it refuses it itself, before any code of the portal. */
function statusOfTooLong(portal: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${portal}/tim-kiem?q=${'a'.repeat(80_000)}`, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .once('error', reject)
      .end();
  });
}

async function attack(portal: string, first: number, count: number): Promise<boolean> {
  const statuses = new Map<number, number>();
  let slowest = { milliseconds: 0, seed: first, path: '' };
  const times: number[] = [];
  let bad = 0;
  for (let seed = first; seed < first + count; seed++) {
    const query = hostileQuery(seed);
    const { status, milliseconds, faults } = await askHostile(portal, query);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    times.push(milliseconds);
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, seed, path: query.path };
    const all = milliseconds > MOST_MS ? [...faults, `${Math.round(milliseconds)} ms`] : faults;
    if (all.length > 0 && ++bad <= TOLD)
      console.log(`seed ${seed}: ${all.join('; ')}: ${query.path.slice(0, 300)}`);
  }
  times.sort((a, b) => a - b);
  const share = (part: number) =>
    (times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(0);
  for (const [status, number] of [...statuses].sort((a, b) => a[0] - b[0]))
    console.log(`${status}: ${number}`);
  console.log(`p50 ${share(0.5)} ms, p95 ${share(0.95)} ms, p99 ${share(0.99)} ms`);
  console.log(
    `slowest: ${slowest.milliseconds.toFixed(0)} ms, seed ${slowest.seed}: ${slowest.path.slice(0, 300)}`,
  );
  console.log(`an address of 80 kB: ${await statusOfTooLong(portal)}`);
  console.log(
    `${count} hostile queries, seeds ${first} to ${first + count - 1}: ${bad} were not answered as they must be.`,
  );
  return bad === 0;
}

async function run(count: number, seed: number): Promise<boolean> {
  if (!isBuilt() && build() !== 0) throw new Error('The build failed.');
  const dataDir = await mkdtemp(join(tmpdir(), 'vanthu-hostile-'));
  const engine = await connectEmbeddedEngine({ dataDir });
  const portal = await startBuiltPortal(engine);
  try {
    const corpus = await loadCorpus(join(ROOT, 'corpus'));
    await indexCorpus({ client: createClient({ url: engine.url, key: engine.indexKey }), corpus });
    await fetch(`${portal.address}/tim-kiem?q=d%C3%A2n`); // what is compiled and read once is not measured
    return await attack(portal.address, seed, count);
  } finally {
    await portal.stop();
    await engine.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const program = new Command('hostile')
  .description('Hostile queries must be answered, soon, and without a fault of the server.')
  .option('--count <number>', 'how many', wholeNumber, 10_000)
  .option('--seed <number>', 'the seed of the first', wholeNumber, Math.floor(Math.random() * 1e9))
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse();

try {
  const { count, seed } = program.opts<{ count: number; seed: number }>();
  process.exitCode = (await run(count, seed)) ? 0 : 1;
} catch (error) {
  tellFailure(error);
  process.exitCode = 2;
}
