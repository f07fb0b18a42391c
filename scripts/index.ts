/**
 * `npm run index`: brings the engine to what the corpus is.
 * Exit code 0 when all is indexed, 1 when documents were refused and the others are indexed, 2 when it failed,
 * 130 when it was stopped (what was indexed until then stays, and the next run goes on from there).
 */
import { join } from 'node:path';
import { readConfiguration } from '../src/configuration.ts';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import { createClient } from '../src/engine/client.ts';
import { connectEngine } from '../src/engine/server/connect.ts';
import { prepareDataFolder } from '../src/engine/server/data-folder.ts';
import { withLock } from '../src/engine/server/lock.ts';
import { tellFailure } from '../src/failure.ts';
import { type IndexReport, indexCorpus } from '../src/indexing/index-corpus.ts';
import type { IndexProgress } from '../src/indexing/progress.ts';
import { type RunReport, writeRunReport } from '../src/indexing/run-report.ts';

/** One line that is written over on a terminal; elsewhere a line at every tenth of the way. */
function progressWriter(): { show(progress: IndexProgress): void; end(): void } {
  const { stderr } = process;
  const words = { reading: 'Reading', sending: 'Indexing', counting: 'Counting phrases' };
  let tenth = '';
  return {
    show({ step, done, total, path }) {
      if (stderr.isTTY) {
        const bar = '█'.repeat(Math.round((done / total) * 20)).padEnd(20, '░');
        const line = `${words[step]} ${bar} ${done}/${total} ${path}`;
        stderr.write(`\r\x1b[2K${line.slice(0, (stderr.columns ?? 80) - 1)}`);
        return;
      }
      const now = `${step} ${Math.floor((done / total) * 10)}`;
      if (now !== tenth || done === total) stderr.write(`${words[step]} ${done} of ${total}\n`);
      tenth = now;
    },
    end() {
      if (stderr.isTTY) stderr.write('\r\x1b[2K');
    },
  };
}

function summary(
  { rebuilt, sent, unchanged, removed, refused, withheld, meta }: IndexReport,
  milliseconds: number,
): string {
  const lines = [
    `${sent.length} documents sent, ${unchanged.length} unchanged, ${removed.length} removed, ${refused.length} refused in ${(milliseconds / 1000).toFixed(1)} s${rebuilt ? ' (a new set of indexes)' : ''}.`,
    `The index holds ${meta.documents} documents, ${meta.passages} passages, ${meta.tasks} tasks (version ${meta.indexVersion}).`,
    ...(withheld > 0 ? [`${withheld} internal documents are left out: PORTAL_MODE is public.`] : []),
    ...refused.map(({ path, reason }) => `Refused ${path}: ${reason}`),
  ];
  return lines.join('\n');
}

async function run(): Promise<number> {
  const started = performance.now();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { corpusDir, dataDir, portalMode } = readConfiguration();
  const startedAt = new Date().toISOString();
  const keep = (rest: Pick<RunReport, 'outcome' | 'reason' | 'counts' | 'indexVersion' | 'refused'>) =>
    writeRunReport(prepareDataFolder(dataDir), { startedAt, finishedAt: new Date().toISOString(), ...rest });
  const progress = progressWriter();
  const work = async () => {
    const corpus = await loadCorpus(corpusDir);
    const engine = await connectEngine({ dataDir, onLog: (sentence) => console.error(sentence) });
    try {
      const client = createClient({ url: engine.url, key: engine.indexKey });
      return await indexCorpus({
        client,
        corpus,
        audience: portalMode === 'public' ? 'public' : 'internal',
        onProgress: progress.show,
        signal: stop.signal,
      });
    } finally {
      progress.end();
      await engine.stop();
    }
  };
  try {
    // Two runs at once would build the same new set of indexes over each other, and the engine ends with the first.
    const report = await withLock(join(prepareDataFolder(dataDir), 'index.lock'), work, {
      patienceMs: Number.POSITIVE_INFINITY,
      signal: stop.signal,
      onWait: (pid) => console.error(`Process ${pid} is indexing; waiting for it.`),
    });
    const { sent, unchanged, removed, refused, withheld, meta } = report;
    await keep({
      outcome: 'done',
      counts: {
        sent: sent.length,
        unchanged: unchanged.length,
        removed: removed.length,
        refused: refused.length,
        withheld,
      },
      indexVersion: meta.indexVersion,
      refused,
    });
    console.log(summary(report, performance.now() - started));
    return report.refused.length > 0 ? 1 : 0;
  } catch (error) {
    if (!stop.signal.aborted) {
      await keep({
        outcome: 'failed',
        reason: error instanceof Error ? error.message : String(error),
        refused: [],
      });
      throw error;
    }
    await keep({ outcome: 'stopped', refused: [] });
    console.error('Stopped. Run `npm run index` again to go on.');
    return 130;
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  tellFailure(error);
  process.exitCode = 2;
}
