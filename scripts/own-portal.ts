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
  /** Where engine, accounts and logs are. */
  readonly dataDir: string;
  readonly engine: { readonly url: string; readonly searchKey: string };
  readonly index: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * @param fill writes the corpus into the folder that it is given
 */
export async function startOwnPortal(
  fill: (corpusDir: string) => Promise<void>,
  {
    by = async (engineUrl) => engineUrl,
    env = {},
    port,
    now = () => new Date(),
  }: {
    /** The address at which the portal reaches the engine, where there is something in between. */
    readonly by?: (engineUrl: string) => Promise<string>;
    /** Variables of the portal's environment. */
    readonly env?: Readonly<Record<string, string>>;
    /** The port of the portal; a free one where none is given. */
    readonly port?: number | undefined;
    /** The clock of the indexer. */
    readonly now?: () => Date;
  } = {},
): Promise<OwnPortal> {
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-browser-'));
  const corpusDir = join(folder, 'corpus');
  await fill(corpusDir);
  const dataDir = join(folder, 'data');
  const engine = await startEmbeddedEngine({ dataDir });
  const client = createClient({ url: engine.url, key: engine.indexKey });
  const index = async () => {
    const audience = env.PORTAL_MODE === 'public' ? 'public' : 'internal';
    await indexCorpus({ client, corpus: await loadCorpus(corpusDir), audience, now });
  };
  await index();
  const portal = await startBuiltPortal({
    url: await by(engine.url),
    searchKey: engine.searchKey,
    dataDir,
    port,
    env: { CORPUS_DIR: corpusDir, ...env },
  });
  return {
    address: portal.address,
    dataDir,
    engine: { url: engine.url, searchKey: engine.searchKey },
    corpusDir,
    index,
    async stop() {
      await portal.stop();
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
