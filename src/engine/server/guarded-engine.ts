import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { EnginePaths } from './data-folder.ts';
import { EngineStartError } from './errors.ts';
import type { GuardianMessage, GuardianPlan } from './guardian.ts';
import type { EngineExit } from './handle.ts';
import { isHealthy } from './http.ts';
import { lastWords, rotateLog } from './log.ts';
import { commandLine, ENGINE_GRACE_MS, endProcess } from './processes.ts';
import { removeState } from './state.ts';

/** An engine of this process, under its guardian, that answers. */
export interface GuardedEngine {
  url: string;
  pid: number;
  stop(): Promise<void>;
  exited: Promise<EngineExit>;
}

/** From the process to the first answer 0.1 s is usual; a large index on a slow disk takes longer. */
const HEALTH_DEADLINE_MS = 60_000;

/**
 * Starts the guardian, and by it the engine, on the given port of loopback.
 *
 * @throws EngineStartError with what the engine said when it ended, or never answered
 */
export async function startGuardedEngine(
  paths: EnginePaths,
  binary: string,
  masterKey: string,
  port: number,
): Promise<GuardedEngine> {
  const url = `http://127.0.0.1:${port}`;
  const logStart = rotateLog(paths.log);
  const guardian = forkGuardian(planFor(paths, binary, port, url), masterKey);
  const { report, stop, exited } = watch(guardian, paths);
  const pid = await waitUntilHealthy(url, report);
  if (pid === undefined) {
    await stop();
    throw startFailure(paths, report, lastWords(paths.log, logStart));
  }
  // A script that forgets to stop the engine ends all the same, and the engine with it.
  guardian.unref();
  guardian.channel?.unref();
  return { url, pid, stop, exited };
}

function planFor(paths: EnginePaths, binary: string, port: number, url: string): GuardianPlan {
  const { database } = paths;
  return {
    binary,
    arguments: engineArguments(paths, port),
    folder: paths.engine, // Meilisearch reads a config.toml of its working folder: there is none here
    log: paths.log,
    statePath: paths.state,
    state: { supervisorPid: process.pid, port, url, database, startedAt: new Date().toISOString() },
  };
}

function forkGuardian(plan: GuardianPlan, masterKey: string): ChildProcess {
  return fork(fileURLToPath(new URL('./guardian.ts', import.meta.url)), [JSON.stringify(plan)], {
    detached: true,
    execArgv: [],
    env: engineEnvironment(masterKey),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** What is known of the engine, as the guardian tells it. */
interface Report {
  pid?: number;
  failure?: string;
  end?: Omit<EngineExit, 'expected'>;
  /** The guardian is gone, and with it the engine. */
  over: boolean;
}

function watch(guardian: ChildProcess, paths: EnginePaths) {
  const report: Report = { over: false };
  let expected = false;
  guardian.on('message', (message: GuardianMessage) => {
    if (message.kind === 'spawned') report.pid = message.pid;
    else if (message.kind === 'failed') report.failure = message.reason;
    else report.end = { code: message.code, signal: message.signal };
  });
  const exited = new Promise<EngineExit>((resolve) => {
    const settle = () => {
      report.over = true;
      resolve({ ...(report.end ?? { code: null, signal: null }), expected });
    };
    guardian.once('error', (error) => {
      report.failure = error.message;
      settle();
    });
    guardian.once('exit', async () => {
      if (report.end === undefined && report.pid !== undefined) await endAbandoned(paths, report.pid);
      settle();
    });
  });
  const stop = async () => {
    expected = true;
    guardian.ref();
    guardian.kill('SIGTERM');
    await exited;
  };
  return { report, exited, stop };
}

/** The pid of the engine once it answers; undefined when it has ended or the deadline has passed. */
async function waitUntilHealthy(url: string, report: Report): Promise<number | undefined> {
  const deadline = Date.now() + HEALTH_DEADLINE_MS;
  while (!report.over && Date.now() < deadline) {
    if (report.pid !== undefined && (await isHealthy(url)) && !report.over) return report.pid;
    await sleep(10);
  }
  return undefined;
}

function engineArguments(paths: EnginePaths, port: number): string[] {
  // Half of the processors, so that searches stay fast while documents are indexed.
  const threads = Math.max(1, Math.floor(availableParallelism() / 2));
  return [
    ...['--env', 'production', '--no-analytics'],
    ...['--http-addr', `127.0.0.1:${port}`],
    ...['--db-path', paths.database],
    ...['--dump-dir', `${paths.engine}/dumps`],
    ...['--snapshot-dir', `${paths.engine}/snapshots`],
    ...['--max-indexing-memory', '400MiB', '--max-indexing-threads', String(threads)],
    // INFO would write down every request, with what readers search for.
    ...['--log-level', 'WARN'],
  ];
}

/** Nothing of the user's MEILI_* variables, which would change the engine behind our back. */
function engineEnvironment(masterKey: string): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LD_LIBRARY_PATH', 'SYSTEMROOT'];
  return {
    ...Object.fromEntries(kept.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : []))),
    NO_COLOR: '1',
    MEILI_MASTER_KEY: masterKey,
  };
}

/** The guardian was killed: what it guarded is ours to end. */
async function endAbandoned(paths: EnginePaths, pid: number): Promise<void> {
  if (isEngineOn(paths.database, pid)) await endProcess(pid, ENGINE_GRACE_MS);
  removeState(paths.state, pid);
}

/** True when the process is an engine on that database, and not another that was given its pid since. */
export function isEngineOn(database: string, pid: number): boolean {
  const words = commandLine(pid);
  return words[words.indexOf('--db-path') + 1] === database;
}

function startFailure(paths: EnginePaths, { failure, end }: Report, logged: string): EngineStartError {
  const said = failure ?? logged;
  const what =
    end === undefined && failure === undefined ? 'did not answer in time' : 'ended while it was starting';
  return new EngineStartError(what, paths.log, said, hintFor(paths, said));
}

function hintFor({ database }: EnginePaths, said: string): string | undefined {
  if (/database version|incompatible/i.test(said)) {
    return `Delete ${database}: it was made by another version, and the next start makes it again from the corpus.`;
  }
  if (/permission denied|read-only|no space/i.test(said)) {
    return 'Make the data folder writable for this user and leave room on its disk, or choose another with DATA_DIR.';
  }
  return undefined;
}
