import { parentPort, workerData } from 'node:worker_threads';
import { parseDocumentWithOrigin } from './parse-document.ts';
import type { PoolInput, PoolSettings } from './parse-pool.ts';

/** Runs in a thread of the pool: one file in, one record out. */
const settings = workerData as PoolSettings;

parentPort?.on('message', async (input: PoolInput) => {
  try {
    parentPort?.postMessage({ parsed: await parseDocumentWithOrigin({ ...input, ...settings }) });
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
