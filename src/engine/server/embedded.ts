import { setTimeout as sleep } from 'node:timers/promises';
import { readSecret } from '../../secret.ts';
import { findEngineBinary } from './binary.ts';
import { type EnginePaths, prepareDataFolder, prepareEnginePaths } from './data-folder.ts';
import {
  EngineInUseError,
  EngineKeyMismatchError,
  EngineKeyRefusedError,
  EngineStartError,
} from './errors.ts';
import { findFreePort } from './free-port.ts';
import { type GuardedEngine, isEngineOn, startGuardedEngine } from './guarded-engine.ts';
import type { EngineHandle } from './handle.ts';
import { isHealthy } from './http.ts';
import { type DerivedKeys, deriveKeys } from './keys.ts';
import { withLock } from './lock.ts';
import { ENGINE_GRACE_MS, endProcess, isAlive } from './processes.ts';
import { type EngineState, readState, removeState } from './state.ts';

export interface EmbeddedOptions {
  dataDir: string;
  /** A Meilisearch binary to use instead of the packed one (`MEILI_BIN`). */
  ownBinary?: string | undefined;
  /** Where the package has put its binary; for tests. */
  packedBinary?: string | undefined;
  /** Where it must listen: the place that those who ask it know. Without it, on any free port. */
  port?: number | undefined;
  /** Told what happens that a person may want to know, a sentence each. */
  onLog?: ((sentence: string) => void) | undefined;
}

/** A free port is taken by another program between being found and being used about never; five times, never. */
const PORT_ATTEMPTS = 5;

/** The engine that runs on the data folder, or else a new one of this process. */
export function connectEmbeddedEngine(options: EmbeddedOptions): Promise<EngineHandle> {
  return withEngineFolder(options, async (paths, masterKey) => {
    const running = await findRunning(paths, options);
    return running === undefined ? start(paths, masterKey, options) : join(paths, masterKey, running);
  });
}

/**
 * A new engine of this process.
 *
 * @throws EngineInUseError when one runs on the data folder already: two on one database would destroy it
 */
export function startEmbeddedEngine(options: EmbeddedOptions): Promise<EngineHandle> {
  return withEngineFolder(options, async (paths, masterKey) => {
    const running = await findRunning(paths, options);
    if (running !== undefined) throw new EngineInUseError(paths.dataDir, running.supervisorPid);
    return start(paths, masterKey, options);
  });
}

function withEngineFolder(
  { dataDir }: EmbeddedOptions,
  work: (paths: EnginePaths, masterKey: string) => Promise<EngineHandle>,
): Promise<EngineHandle> {
  const paths = prepareEnginePaths(prepareDataFolder(dataDir));
  return withLock(paths.lock, () => work(paths, readSecret(paths.masterKey)));
}

/**
 * The engine that answers on this data folder. One that is ending is waited for; one that nobody guards any more
 * (supervisor and guardian were both killed) is ended.
 */
async function findRunning(paths: EnginePaths, { onLog }: EmbeddedOptions): Promise<EngineState | undefined> {
  const deadline = Date.now() + ENGINE_GRACE_MS + 5000;
  for (;;) {
    const state = readState(paths.state);
    if (state === undefined) return undefined;
    const { pid, guardianPid, supervisorPid, stopping, url } = state;
    if (!isAlive(pid) || !isEngineOn(paths.database, pid)) {
      removeState(paths.state, pid);
      return undefined;
    }
    if (!isAlive(guardianPid)) {
      await endProcess(pid, ENGINE_GRACE_MS);
      removeState(paths.state, pid);
      onLog?.(`Ended the engine ${pid} that an earlier run had left behind.`);
      return undefined;
    }
    if (!stopping && isAlive(supervisorPid) && (await isHealthy(url))) return state;
    if (Date.now() > deadline) throw new EngineInUseError(paths.dataDir, supervisorPid);
    await sleep(50);
  }
}

async function join(paths: EnginePaths, masterKey: string, state: EngineState): Promise<EngineHandle> {
  const keys = await deriveKeys(state.url, masterKey).catch((cause: unknown) => {
    throw cause instanceof EngineKeyRefusedError ? new EngineKeyMismatchError(paths.masterKey, cause) : cause;
  });
  return {
    url: state.url,
    origin: 'joined',
    masterKey,
    ...keys,
    searchKeyUid: undefined,
    pid: state.pid,
    stop: async () => {},
    exited: new Promise(() => {}),
  };
}

async function start(paths: EnginePaths, masterKey: string, options: EmbeddedOptions): Promise<EngineHandle> {
  const { ownBinary: own, packedBinary: packed } = options;
  const binary = await findEngineBinary({ folder: paths.binaries, own, packed });
  const engine =
    options.port === undefined
      ? await startOnFreePort(paths, binary, masterKey)
      : await startGuardedEngine(paths, binary, masterKey, options.port);
  const keys = await keysOrStop(engine, masterKey);
  return { ...engine, origin: 'started', masterKey, ...keys, searchKeyUid: undefined };
}

async function keysOrStop(engine: GuardedEngine, masterKey: string): Promise<DerivedKeys> {
  try {
    return await deriveKeys(engine.url, masterKey);
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

async function startOnFreePort(
  paths: EnginePaths,
  binary: string,
  masterKey: string,
): Promise<GuardedEngine> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startGuardedEngine(paths, binary, masterKey, await findFreePort());
    } catch (error) {
      const taken = error instanceof EngineStartError && /address already in use/i.test(error.message);
      if (!taken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}
