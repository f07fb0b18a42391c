/**
 * `npm run index`: brings the engine to what the corpus is.
 * Exit code 0 when all is indexed, 1 when documents were refused and the others are indexed, 2 when it failed,
 * 130 when it was stopped (what was indexed until then stays, and the next run goes on from there).
 */
import { readConfiguration } from '../src/configuration.ts';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import { createClient } from '../src/engine/client.ts';
import { connectEngine } from '../src/engine/server/connect.ts';
import { tellFailure } from '../src/failure.ts';
import { type IndexProgress, type IndexReport, indexCorpus } from '../src/indexing/index-corpus.ts';

/** One line that is written over on a terminal; elsewhere a line at every tenth of the way. */
function progressWriter(): { show(progress: IndexProgress): void; end(): void } {
  const { stderr } = process;
  const words = { reading: 'Reading', sending: 'Indexing' };
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
  { rebuilt, sent, unchanged, removed, refused, meta }: IndexReport,
  milliseconds: number,
): string {
  const lines = [
    `${sent.length} documents sent, ${unchanged.length} unchanged, ${removed.length} removed, ${refused.length} refused in ${(milliseconds / 1000).toFixed(1)} s${rebuilt ? ' (a new set of indexes)' : ''}.`,
    `The index holds ${meta.documents} documents, ${meta.passages} passages, ${meta.tasks} tasks (version ${meta.indexVersion}).`,
    ...refused.map(({ path, reason }) => `Refused ${path}: ${reason}`),
  ];
  return lines.join('\n');
}

async function run(): Promise<number> {
  const started = performance.now();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { corpusDir, dataDir } = readConfiguration();
  const corpus = await loadCorpus(corpusDir);
  const engine = await connectEngine({ dataDir, onLog: (sentence) => console.error(sentence) });
  const progress = progressWriter();
  try {
    const client = createClient({ url: engine.url, key: engine.indexKey });
    const report = await indexCorpus({ client, corpus, onProgress: progress.show, signal: stop.signal });
    progress.end();
    console.log(summary(report, performance.now() - started));
    return report.refused.length > 0 ? 1 : 0;
  } catch (error) {
    progress.end();
    if (!stop.signal.aborted) throw error;
    console.error('Stopped. Run `npm run index` again to go on.');
    return 130;
  } finally {
    await engine.stop();
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  tellFailure(error);
  process.exitCode = 2;
}
