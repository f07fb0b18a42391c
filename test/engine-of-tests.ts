import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startBuiltPortal } from '../scripts/built-portal.ts';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import { createClient } from '../src/engine/client.ts';
import { startEmbeddedEngine } from '../src/engine/server/embedded.ts';
import { indexCorpus } from '../src/indexing/index-corpus.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The engine of this run, with the project's corpus in it. Tests that write take an engine of their own. */
    engine: { url: string; searchKey: string };
    /** Where the built portal answers. */
    portal: string;
  }
}

const ROOT = join(import.meta.dirname, '..');

/** Before all tests: an engine of the run's own with the project's corpus, and the built portal on it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vanthu-test-'));
  const engine = await startEmbeddedEngine({ dataDir });
  const { url, searchKey, indexKey } = engine;
  const corpus = await loadCorpus(join(ROOT, 'corpus'));
  await indexCorpus({ client: createClient({ url, key: indexKey }), corpus });
  const portal = await startBuiltPortal({ url, searchKey });
  project.provide('engine', { url, searchKey });
  project.provide('portal', portal.address);
  return async () => {
    await portal.stop();
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
