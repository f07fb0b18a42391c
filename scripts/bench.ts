/**
 * `npm run bench`: how fast the portal is on the project's corpus. Each question is asked through the portal and, in
 * the same run, the very requests that the portal sends for it are sent to the engine alone; the ratio is what counts,
 * the milliseconds depend on the machine.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import { loadDeclaredFacts } from '../src/corpus/load-declared-facts.ts';
import { createClient, type EngineClient } from '../src/engine/client.ts';
import { type EngineDoor, openDoor } from '../src/engine/door.ts';
import type { PassageEntry } from '../src/engine/projection/passages.ts';
import { createIndexes, pushEntries } from '../src/engine/push.ts';
import { connectEmbeddedEngine } from '../src/engine/server/embedded.ts';
import { tellFailure } from '../src/failure.ts';
import { indexCorpus } from '../src/indexing/index-corpus.ts';
import { findMentions } from '../src/mentions/find-mentions.ts';
import { toPhrase } from '../src/mentions/phrase.ts';
import { parseDocument } from '../src/parse/parse-document.ts';
import { openParsePool } from '../src/parse/parse-pool.ts';
import { documentFilters, taskFilters, toConditions } from '../src/search/filters.ts';
import { searchDocuments } from '../src/search/search-documents.ts';
import { countedTasks } from '../src/statistics/task-statistics.ts';
import { build, isBuilt } from './build.ts';
import { startBuiltPortal } from './built-portal.ts';

const ROOT = join(import.meta.dirname, '..');

/** Requests of each kind that are timed, after a tenth as many that are not. */
const TIMES = 300;

/** Parsing is repeated until it has run so long: five documents alone are over in a blink. */
const PARSE_MS = 3_000;

const QUERIES = [
  'Dân vận khéo',
  'dan van',
  'Mặt trận Tổ quốc Việt Nam',
  'giám sát, phản biện xã hội',
  'công tác',
];

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true });

/** One request over a kept connection; resolves when the whole answer is there. */
function ask({ method, url, headers, body }: Sent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, (answer) => {
      if ((answer.statusCode ?? 500) >= 400) reject(new Error(`${url} answers ${answer.statusCode}`));
      answer.resume().once('end', resolve).once('error', reject);
    });
    sent.once('error', reject).end(body);
  });
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The requests that a question makes the portal send to the engine. */
async function recorded(question: () => Promise<unknown>): Promise<Sent[]> {
  const real = globalThis.fetch;
  const sent: Sent[] = [];
  globalThis.fetch = async (input, init) => {
    const call = new Request(input as string, init);
    sent.push({
      method: call.method,
      url: call.url,
      headers: Object.fromEntries(call.headers),
      body: await call.clone().text(),
    });
    return real(call);
  };
  try {
    await question();
  } finally {
    globalThis.fetch = real;
  }
  return sent;
}

interface Question {
  readonly name: string;
  readonly path: (query: string) => string;
  readonly engine: (door: EngineDoor, query: string) => Promise<unknown>;
}

const noFilters = documentFilters.parse({});
const encoded = encodeURIComponent;
const QUESTIONS: Question[] = [
  {
    name: 'search',
    path: (query) => `/api/documents?q=${encoded(query)}`,
    engine: async (door, query) => {
      const { labels } = await door.meta();
      const search = { q: query, filters: noFilters, sort: 'relevance', page: 1, hitsPerPage: 20 } as const;
      return searchDocuments(door, search, labels, 'vi');
    },
  },
  {
    name: 'mentions',
    path: (query) => `/api/mentions?q=${encoded(query)}`,
    engine: (door, query) => findMentions(door, toPhrase(query), toConditions(noFilters)),
  },
  {
    name: 'statistics',
    path: () => '/api/statistics?rows=department&columns=year',
    engine: (door) => countedTasks(door, { q: '', filters: taskFilters.parse({}) }),
  },
];

/** Portal and engine in turn, so that what else the machine does falls on both. */
async function compare(question: Question, portal: string, door: EngineDoor): Promise<string> {
  const throughPortal: number[] = [];
  const engineAlone: number[] = [];
  const replays = new Map<string, Sent[]>();
  for (const query of QUERIES) replays.set(query, await recorded(() => question.engine(door, query)));
  for (let i = -TIMES / 10; i < TIMES; i++) {
    const query = QUERIES[Math.abs(i) % QUERIES.length] as string;
    const viaPortal = await time(() =>
      ask({ method: 'GET', url: portal + question.path(query), headers: {}, body: '' }),
    );
    const alone = await time(async () => {
      for (const sent of replays.get(query) ?? []) await ask(sent);
    });
    if (i < 0) continue;
    throughPortal.push(viaPortal);
    engineAlone.push(alone);
  }
  for (const list of [throughPortal, engineAlone]) list.sort((a, b) => a - b);
  const cells = [0.5, 0.95].flatMap((share) => {
    const [via, alone] = [percentile(throughPortal, share), percentile(engineAlone, share)];
    return [via.toFixed(1), alone.toFixed(1), (via / alone).toFixed(2)].map((cell) => cell.padStart(8));
  });
  return `${question.name.padEnd(12)}${cells.join('')}`;
}

/** Sizes between which parsing must not become slower for each MB: bytes. */
const SMALL_TEXT = 1_000_000;
const LARGE_TEXT = 20_000_000;

async function parseSpeed(corpusDir: string): Promise<string> {
  const { entries, vocabularies, defaultAccess } = await loadCorpus(corpusDir);
  const files = await Promise.all(
    entries.map(async ({ absolutePath, path }) => ({
      path,
      bytes: await readFile(absolutePath),
      declared: await loadDeclaredFacts(absolutePath),
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

async function run(): Promise<void> {
  if (!isBuilt() && build() !== 0) throw new Error('The build failed.');
  const corpusDir = join(ROOT, 'corpus');
  console.log(await parseSpeed(corpusDir));
  const dataDir = await mkdtemp(join(tmpdir(), 'vanthu-bench-'));
  const engine = await connectEmbeddedEngine({ dataDir });
  const portal = await startBuiltPortal(engine);
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
    const heads = ['p50 ms', 'engine', 'ratio', 'p95 ms', 'engine', 'ratio'].map((head) => head.padStart(8));
    console.log(`\n${''.padEnd(12)}${heads.join('')}`);
    for (const question of QUESTIONS) console.log(await compare(question, portal.address, door));
  } finally {
    await portal.stop();
    agent.destroy();
    await engine.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

try {
  await run();
} catch (error) {
  tellFailure(error);
  process.exitCode = 1;
}
