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
  /** The corpus, which may be changed; `index` brings the index to what it is. */
  readonly corpusDir: string;
  readonly index: () => Promise<void>;
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
  const dataDir = join(folder, 'data');
  const engine = await startEmbeddedEngine({ dataDir });
  const client = createClient({ url: engine.url, key: engine.indexKey });
  const index = async () => {
    await indexCorpus({ client, corpus: await loadCorpus(corpusDir) });
  };
  await index();
  const portal = await startBuiltPortal({
    url: await by(engine.url),
    searchKey: engine.searchKey,
    dataDir,
  });
  return {
    address: portal.address,
    corpusDir,
    index,
    async stop() {
      await portal.stop();
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
