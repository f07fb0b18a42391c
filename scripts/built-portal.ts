/** The built web server alone, on a free port, for tests and measurements; `start.ts` is how people start it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../src/engine/server/free-port.ts';

const SERVER = join(import.meta.dirname, 'serve.ts');

/**
 * How the server's process is started. The head of a request may have 64 kB: a text of 10 kB that somebody pastes into
 * the search box is three times as long in an address, and is told what to do. A scan of many passages leaves much behind that is soon of no use: with a small
 * young generation it is cleared away as it comes, and the process stays below 300 MB. MB.
 */
export const SERVER_FLAGS = ['--max-semi-space-size=8', '--max-http-header-size=65536'];

/** It answers within half a second; so many milliseconds are waited for it on a busy machine. */
const PATIENCE_MS = 20_000;

export interface BuiltPortal {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly address: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts the portal that was built last, on an engine that holds an index. */
export async function startBuiltPortal(engine: {
  readonly url: string;
  readonly searchKey: string;
  /** Where it keeps what is its own; the project's where none is given. */
  readonly dataDir?: string;
  /** Where it has to be known before it starts, as for PORTAL_URL; a free one where none is given. */
  readonly port?: number | undefined;
  /** More variables of its environment, or others. */
  readonly env?: Readonly<Record<string, string>>;
}): Promise<BuiltPortal> {
  const port = engine.port ?? (await findFreePort());
  const address = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, [...SERVER_FLAGS, SERVER], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      MEILI_URL: engine.url,
      MEILI_SEARCH_KEY: engine.searchKey,
      // tests and measurements ask more in a minute than people do
      RATE_LIMIT: '9999999',
      ...(engine.dataDir !== undefined && { DATA_DIR: engine.dataDir }),
      ...engine.env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const deadline = Date.now() + PATIENCE_MS;
  // any answer will do: /health says 503 as long as nothing is indexed
  while (!(await fetch(`${address}/health`).catch(() => null))) {
    if (server.exitCode !== null || Date.now() > deadline)
      throw new Error('The built portal does not answer. Run `npm run build`.');
    await sleep(50);
  }
  return {
    address,
    pid: server.pid as number,
    async stop() {
      server.kill();
      if (server.exitCode === null) await once(server, 'exit');
    },
  };
}
