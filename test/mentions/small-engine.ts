import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { createClient } from '../../src/engine/client.ts';
import { type EngineDoor, openDoor } from '../../src/engine/door.ts';
import { startEmbeddedEngine } from '../../src/engine/server/embedded.ts';
import { type IndexReport, indexCorpus } from '../../src/indexing/index-corpus.ts';

/** An engine of a test's own, with a corpus that the test writes. */
export interface SmallEngine {
  readonly door: EngineDoor;
  /** Writes a file below `documents/`, and beside it what is declared of it. */
  readonly write: (path: string, text: string, declared?: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  readonly index: (now?: Date) => Promise<IndexReport>;
  readonly stop: () => Promise<void>;
}

/** Starts an engine with an empty corpus. */
export async function startSmallEngine(): Promise<SmallEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-small-'));
  const { url, searchKey, indexKey, stop } = await startEmbeddedEngine({ dataDir: join(folder, 'data') });
  const pathOf = (path: string) => join(folder, 'corpus/documents', path);
  return {
    door: openDoor({ url, key: searchKey }, 'public'),
    async write(path, text, declared = 'access: public\n') {
      await mkdir(dirname(pathOf(path)), { recursive: true });
      await writeFile(pathOf(path), text);
      await writeFile(pathOf(path).replace(/\.[^.]+$/u, '.yml'), declared);
    },
    async remove(path) {
      await rm(pathOf(path));
      await rm(pathOf(path).replace(/\.[^.]+$/u, '.yml'));
    },
    async index(now = new Date()) {
      const corpus = await loadCorpus(join(folder, 'corpus'));
      return indexCorpus({ client: createClient({ url, key: indexKey }), corpus, now: () => now });
    },
    async stop() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
