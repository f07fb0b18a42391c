import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { createClient } from '../../src/engine/client.ts';
import { openDoor } from '../../src/engine/door.ts';
import { connectEmbeddedEngine } from '../../src/engine/server/embedded.ts';
import { indexCorpus } from '../../src/indexing/index-corpus.ts';
import { type BuiltPortal, startBuiltPortal } from '../built-portal.ts';
import { boardBench } from './board.ts';
import { type DrawnQuery, drawQueries } from './drawn-queries.ts';
import { generateCorpus, sentencesOf } from './generated-corpus.ts';
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.ts';
import { ask, get, percentile, type Sent } from './timing.ts';

/** First pages that are timed of each kind: so many different queries, each asked once. */
const QUERIES = 200;
/** Queries that are asked before, so that what is compiled and started once is not measured. */
const WARM_UP = 20;
const SEED = 20_261_121;

const encoded = encodeURIComponent;

/** First pages as a reader gets them. */
const PAGES = {
  search: ({ q, filter }: DrawnQuery) => `/tim-kiem?q=${encoded(q)}${filter}`,
  mentions: ({ q, filter }: DrawnQuery) => `/ngu-canh?q=${encoded(q)}${filter}`,
  suggestions: ({ q }: DrawnQuery) => `/api/suggestions?q=${encoded(q.slice(0, -1))}`,
} as const;
type PageName = keyof typeof PAGES;

interface Timed {
  readonly portal: number[];
  readonly engine: number[];
}

/** A corpus of generated passages, indexed, with two portals on it: one is timed, the other's requests are recorded. */
interface Stage {
  readonly engineUrl: string;
  readonly portal: BuiltPortal;
  readonly recorded: BuiltPortal;
  readonly proxy: RecordingProxy;
}

/**
 * The same first pages over corpora of different sizes. The engine alone is asked the very requests that the portal
 * asks it for the page, one after the other, in the same run.
 */
export async function scaleBench(
  corpusDir: string,
  sizes: readonly number[],
  boardAlone = false,
): Promise<void> {
  const sentences = await sentencesOf(corpusDir);
  const queries = drawQueries(sentences, QUERIES + WARM_UP, SEED);
  const heads = ['p50 ms', 'engine', 'ratio', 'p95 ms', 'engine', 'ratio', 'growth'];
  const before = new Map<PageName, number>();
  for (const size of sizes) {
    await onStage(corpusDir, size, async (stage, passages, seconds) => {
      console.log(`\n${passages} passages, indexed in ${seconds.toFixed(0)} s`);
      const board = () =>
        boardBench(stage.portal.address, sentences, SEED, async (path) =>
          alone(await requestsOf(stage, path)),
        );
      if (boardAlone) {
        await board();
        return;
      }
      console.log(`${''.padEnd(14)}${heads.map((head) => head.padStart(9)).join('')}`);
      for (const name of Object.keys(PAGES) as PageName[]) {
        const timed = await timePages(stage, PAGES[name], queries);
        const p95 = percentile(timed.portal, 0.95);
        const growth = before.has(name) ? (p95 / (before.get(name) as number)).toFixed(2) : '-';
        before.set(name, p95);
        console.log(`${name.padEnd(14)}${cells(timed)}${growth.padStart(9)}`);
      }
      if (size === sizes.at(-1)) {
        await longAnswers(stage, sentences);
        await board();
      }
    });
  }
}

function cells({ portal, engine }: Timed): string {
  return [0.5, 0.95]
    .flatMap((share) => {
      const [via, alone] = [percentile(portal, share), percentile(engine, share)];
      return [via.toFixed(1), alone.toFixed(1), (via / alone).toFixed(2)].map((cell) => cell.padStart(9));
    })
    .join('');
}

async function onStage(
  corpusDir: string,
  size: number,
  work: (stage: Stage, passages: number, seconds: number) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-bench-'));
  try {
    await generateCorpus(join(folder, 'corpus'), corpusDir, size, SEED);
    const engine = await connectEmbeddedEngine({ dataDir: join(folder, 'data') });
    try {
      const started = performance.now();
      const client = createClient({ url: engine.url, key: engine.indexKey });
      await indexCorpus({ client, corpus: await loadCorpus(join(folder, 'corpus')) });
      const seconds = (performance.now() - started) / 1_000;
      const { passages } = await openDoor({ url: engine.url, key: engine.searchKey }, 'public').meta();
      const proxy = await startRecordingProxy(engine.url);
      const portal = await startBuiltPortal(engine);
      const recorded = await startBuiltPortal({ url: proxy.url, searchKey: engine.searchKey });
      try {
        await work({ engineUrl: engine.url, portal, recorded, proxy }, passages, seconds);
      } finally {
        await portal.stop();
        await recorded.stop();
        proxy.stop();
      }
    } finally {
      await engine.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the portal asks the engine for a page. */
async function requestsOf({ recorded, proxy, engineUrl }: Stage, path: string): Promise<Sent[]> {
  proxy.take();
  await ask(get(recorded.address + path));
  // what every page asks once a second, whatever it shows, is not of this page
  const sent = proxy.take().filter(({ url }) => !url.includes('vanthu_meta'));
  return sent.map((one) => ({ ...one, url: one.url.replace(proxy.url, engineUrl) }));
}

async function alone(requests: readonly Sent[]): Promise<number> {
  const started = performance.now();
  for (const request of requests) await ask(request);
  return performance.now() - started;
}

/** Portal and engine in turn, and the first of the two in turn, so that what else the machine does falls on both. */
async function timePages(
  stage: Stage,
  toPath: (query: DrawnQuery) => string,
  queries: readonly DrawnQuery[],
): Promise<Timed> {
  const timed: Timed = { portal: [], engine: [] };
  for (const [i, query] of queries.entries()) {
    const path = toPath(query);
    const requests = await requestsOf(stage, path);
    const viaPortal = async () => (await ask(get(stage.portal.address + path))).whole;
    const [first, second] = i % 2 ? [viaPortal, () => alone(requests)] : [() => alone(requests), viaPortal];
    const took = [await first(), await second()] as const;
    if (i < WARM_UP) continue;
    timed.portal.push(took[i % 2 ? 0 : 1]);
    timed.engine.push(took[i % 2 ? 1 : 0]);
  }
  return timed;
}

/** Mentions of the phrase that is sorted and exported. */
const MANY = 20_000;

/** Resident memory of a process. MB. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? Number.NaN) / 1_024;
}

async function watched<Result>(pid: number, work: () => Promise<Result>): Promise<[Result, peakMb: number]> {
  let peak = 0;
  const timer = setInterval(() => {
    void memoryOf(pid).then((now) => {
      peak = Math.max(peak, now);
    });
  }, 20);
  const result = await work();
  clearInterval(timer);
  return [result, peak];
}

/** A frequent phrase, sorted by its right context, and all of it as files. */
async function longAnswers(stage: Stage, sentences: readonly string[]): Promise<void> {
  const { phrase, mentions } = await frequentPhrase(stage, sentences);
  console.log(`\n“${phrase}”: ${mentions} mentions`);
  const path = `/ngu-canh?q=${encoded(phrase)}&sort=right3`;
  const requests = await requestsOf(stage, path);
  const rounds: Timed = { portal: [], engine: [] };
  let peak = 0;
  for (let round = 0; round < 5; round++) {
    rounds.engine.push(await alone(requests));
    const [{ whole }, memory] = await watched(stage.portal.pid, () => ask(get(stage.portal.address + path)));
    rounds.portal.push(whole);
    peak = Math.max(peak, memory);
  }
  const [via, engine] = [percentile(rounds.portal, 0.5), percentile(rounds.engine, 0.5)];
  console.log(
    `sorted by right context: first page in ${via.toFixed(0)} ms, the engine hands over the passages in ${engine.toFixed(0)} ms, ratio ${(via / engine).toFixed(2)}; portal up to ${peak.toFixed(0)} MB`,
  );
  for (const format of ['csv', 'xlsx', 'docx', 'jsonl']) {
    const file = `/api/mentions.${format}?q=${encoded(phrase)}`;
    const [answer, memory] = await watched(stage.portal.pid, () => ask(get(stage.portal.address + file)));
    console.log(
      `export ${format.padEnd(5)} begins after ${answer.first.toFixed(0)} ms, ends after ${(answer.whole / 1_000).toFixed(1)} s, ${(answer.bytes / 1e6).toFixed(1)} MB; portal up to ${memory.toFixed(0)} MB`,
    );
  }
}

/** The phrase of two syllables whose mentions are nearest to the number that is wanted. */
async function frequentPhrase({ portal }: Stage, sentences: readonly string[]) {
  const candidates = new Set(
    drawQueries(sentences, 400, SEED + 1).map(({ q }) => q.split(' ').slice(0, 2).join(' ')),
  );
  let best = { phrase: '', mentions: 0 };
  for (const phrase of [...candidates].filter((one) => /^\p{L}+ \p{L}+$/u.test(one)).slice(0, 60)) {
    const answer = await fetch(`${portal.address}/api/mentions/count?q=${encoded(phrase)}&tier=1`);
    const lines = (await answer.text()).trim().split('\n');
    const { counts } = JSON.parse(lines.at(-1) as string) as { counts: { counted: { occurrences: number } } };
    const { occurrences } = counts.counted;
    if (Math.abs(occurrences - MANY) < Math.abs(best.mentions - MANY))
      best = { phrase, mentions: occurrences };
  }
  return best;
}
