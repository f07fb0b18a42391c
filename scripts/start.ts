/**
 * `npm start`: the supervisor. Starts the engine, indexes the corpus, builds if the sources changed, and serves until
 * it is told to stop or a part fails; then ends the parts in reverse order. `--dev` serves by `astro dev` instead.
 *
 * Every part is a child in a process group of its own: a Ctrl-C reaches the supervisor alone. Every part also ends
 * when the supervisor is killed outright (end-with-parent.ts, guardian.ts).
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Configuration, checkSignInIsPrivate, readConfiguration } from '../src/configuration.ts';
import { connectEngine } from '../src/engine/server/connect.ts';
import type { EngineHandle } from '../src/engine/server/handle.ts';
import { tellFailure } from '../src/failure.ts';
import { isBuilt } from './build.ts';
import { SERVER_FLAGS } from './built-portal.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const END_WITH_PARENT = new URL('../src/engine/server/end-with-parent.ts', import.meta.url).href;
const ASTRO = join(ROOT, 'node_modules/.bin/astro');

/** The indexer's exit code for "some documents were refused, the others are indexed". */
const SOME_REFUSED = 1;

/** An engine that ends more often than this is not started again. */
const ENGINE_ENDS = { most: 3, withinMs: 10 * 60_000 };

/** How long the web server may finish what it is answering. */
const SERVER_GRACE_MS = 5000;

/** The built server answers in half a second, `astro dev` in some three. */
const READY_DEADLINE_MS = 60_000;

class StartError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StartError';
    this.hint = hint;
  }
}

/** The parts that run now, the engine apart. */
const parts = new Set<ChildProcess>();

async function start(dev: boolean): Promise<void> {
  const stopAsked = waitForStopSignal();
  const configuration = readConfiguration();
  checkSignInIsPrivate(configuration);
  await checkPort(configuration);
  const stopping = new AbortController();
  let engine = await connectEngine({ dataDir: configuration.dataDir, exclusive: true, onLog: say });
  try {
    const keeper = keepEngine(configuration, engine, stopping.signal, (again) => {
      engine = again;
    });
    await Promise.race([stopAsked, keeper, prepareAndServe(configuration, engine, dev)]);
    say('Stopping.');
  } finally {
    stopping.abort();
    await Promise.all([...parts].map(endPart));
    await engine.stop();
  }
}

async function build(): Promise<void> {
  if (isBuilt()) return;
  const code = await exitOf(startPart(['scripts/build.ts'], portalEnvironment()));
  if (code !== 0) throw new StartError(`The build failed (${code}).`, 'What it wrote above says why.');
}

async function prepareAndServe(
  configuration: Configuration,
  engine: EngineHandle,
  dev: boolean,
): Promise<void> {
  await indexCorpus(configuration, engine);
  if (!dev) await build();
  await serve(configuration, engine, dev);
}

/** Before any work: nobody likes to wait for an index and then hear that the port is taken. */
async function checkPort({ host, port }: Configuration): Promise<void> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    throw portError(host, port, cause);
  }
  server.close();
  await once(server, 'close');
}

function portError(host: string, port: number, cause: unknown): StartError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} of ${host} is taken by another program.`,
      `Stop that program, or choose another port: PORT=${port + 1} npm start.`,
      cause,
    );
  }
  if (code === 'EACCES') {
    return new StartError(`This user may not use port ${port}.`, 'Choose a PORT from 1024 on.', cause);
  }
  return new StartError(
    `The portal cannot listen on ${host} (${code}).`,
    'Set HOST to an address of this machine: 127.0.0.1, or 0.0.0.0 for all.',
    cause,
  );
}

async function indexCorpus(configuration: Configuration, engine: EngineHandle): Promise<void> {
  const indexer = startPart(['scripts/index.ts'], {
    ...portalEnvironment(configuration),
    MEILI_URL: engine.url,
    MEILI_INDEX_KEY: engine.indexKey,
    MEILI_SEARCH_KEY: engine.searchKey,
    ...(engine.searchKeyUid !== undefined && { MEILI_SEARCH_KEY_UID: engine.searchKeyUid }),
  });
  const code = await exitOf(indexer);
  if (code === SOME_REFUSED)
    say('Some documents were refused, for the reasons above; the others are served.');
  else if (code !== 0) throw new StartError(`The indexer failed (${code}).`, 'What it wrote above says why.');
}

/** Settles only by failing: the server is meant to run until it is stopped. */
async function serve(configuration: Configuration, engine: EngineHandle, dev: boolean): Promise<void> {
  const { host, port } = configuration;
  const command = dev
    ? // Without --ignore-lock it would go to the background where it takes its user for an agent.
      [ASTRO, 'dev', '--ignore-lock', '--host', host, '--port', String(port)]
    : [...SERVER_FLAGS, 'scripts/serve.ts'];
  const server = startPart(command, {
    ...portalEnvironment(configuration),
    HOST: host,
    PORT: String(port),
    MEILI_URL: engine.url,
    MEILI_SEARCH_KEY: engine.searchKey,
    ...(engine.searchKeyUid !== undefined && { MEILI_SEARCH_KEY_UID: engine.searchKeyUid }),
  });
  const failed = exitOf(server).then((code) => {
    throw new StartError(`The web server ended unexpectedly (${code}).`, 'What it wrote above says why.');
  });
  await Promise.race([failed, waitUntilItAnswers(configuration)]);
  const inner = `http://${nameForPeople(host)}:${port}/`;
  const { portalUrl } = configuration;
  const where = portalUrl ? `${portalUrl}/ (on this machine ${inner})` : inner;
  say(`Văn Thư is ready at ${where} (Ctrl-C stops it).`);
  await failed;
}

async function waitUntilItAnswers({ host, port }: Configuration): Promise<void> {
  const address = `http://${addressToConnect(host)}:${port}/health`;
  const deadline = Date.now() + READY_DEADLINE_MS;
  for (;;) {
    try {
      await (await fetch(address, { signal: AbortSignal.timeout(10_000) })).arrayBuffer();
      return;
    } catch (cause) {
      if (Date.now() < deadline) await sleep(50);
      else
        throw new StartError(
          `The web server does not answer at ${address}.`,
          'Look at what it wrote above.',
          cause,
        );
    }
  }
}

/** One can listen on all addresses, but has to connect to one. */
function addressToConnect(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function nameForPeople(host: string): string {
  return ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : addressToConnect(host);
}

/** The user's environment without any key or address of an engine: each part is handed what it needs, and no more. */
function portalEnvironment(configuration?: Configuration): NodeJS.ProcessEnv {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('MEILI_')),
  );
  const folders = configuration && { CORPUS_DIR: configuration.corpusDir, DATA_DIR: configuration.dataDir };
  return { ...environment, ...folders, ASTRO_TELEMETRY_DISABLED: '1' };
}

function startPart(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const part = spawn(process.execPath, ['--import', END_WITH_PARENT, ...args], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  parts.add(part);
  part.once('exit', () => parts.delete(part));
  return part;
}

/** The exit code, or the name of the signal that ended it. */
async function exitOf(part: ChildProcess): Promise<number | NodeJS.Signals> {
  const [code, signal] = (await once(part, 'exit')) as [number | null, NodeJS.Signals];
  return code ?? signal;
}

async function endPart(part: ChildProcess): Promise<void> {
  const exited = once(part, 'exit');
  signalGroup(part, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(part, 'SIGKILL'), SERVER_GRACE_MS);
  await exited;
  clearTimeout(timer);
}

/** With whatever the part has started itself, as a build does. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It has just ended.
  }
}

/**
 * An engine that ends unexpectedly is started again where it was: until then the pages say that it is away. One that
 * ends again and again has a reason that starting it does not mend.
 */
async function keepEngine(
  { dataDir }: Configuration,
  first: EngineHandle,
  stopping: AbortSignal,
  replaced: (engine: EngineHandle) => void,
): Promise<never> {
  const port = Number(new URL(first.url).port);
  let engine = first;
  for (let ends: number[] = []; ; ) {
    const { code, signal } = await engine.exited;
    if (stopping.aborted) return new Promise(() => {});
    const now = Date.now();
    ends = [...ends.filter((at) => now - at < ENGINE_ENDS.withinMs), now];
    const why = `The engine ended unexpectedly (${signal ?? code ?? 'killed'})`;
    if (ends.length > ENGINE_ENDS.most)
      throw new StartError(
        `${why}, the ${ends.length}th time within ${ENGINE_ENDS.withinMs / 60_000} minutes.`,
        'Its log, engine/engine.log in the data folder, may say why; npm start begins again where it stopped.',
      );
    say(`${why}; it is started again.`);
    engine = await connectEngine({ dataDir, exclusive: true, port, onLog: say });
    replaced(engine);
    say('The engine answers again.');
  }
}

/** A second signal is impatience: leave at once, the parts follow by themselves. */
function waitForStopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(1);
        asked = true;
        resolve();
      });
    }
  });
}

function say(sentence: string): void {
  console.log(sentence);
}

try {
  await start(process.argv.includes('--dev'));
  process.exit(0);
} catch (error) {
  tellFailure(error);
  process.exit(1);
}
