import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import { createClient } from '../src/engine/client.ts';
import { startEmbeddedEngine } from '../src/engine/server/embedded.ts';
import { indexCorpus } from '../src/indexing/index-corpus.ts';
import { type BuiltPortal, startBuiltPortal } from './built-portal.ts';

/** The built portal on an engine and a corpus of its own, for a test or a measurement. */
export interface OwnPortal extends Pick<BuiltPortal, 'address'> {
  readonly stop: () => Promise<void>;
}

/**
 * @param fill writes the corpus into the folder that it is given
 * @param by the address at which the portal reaches the engine, where there is something in between
 */
export async function startOwnPortal(
  fill: (corpusDir: string) => Promise<void>,
  by: (engineUrl: string) => Promise<string> = async (engineUrl) => engineUrl,
): Promise<OwnPortal> {
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-browser-'));
  const corpusDir = join(folder, 'corpus');
  await fill(corpusDir);
  const engine = await startEmbeddedEngine({ dataDir: join(folder, 'data') });
  const client = createClient({ url: engine.url, key: engine.indexKey });
  await indexCorpus({ client, corpus: await loadCorpus(corpusDir) });
  const portal = await startBuiltPortal({ url: await by(engine.url), searchKey: engine.searchKey });
  return {
    address: portal.address,
    async stop() {
      await portal.stop();
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
