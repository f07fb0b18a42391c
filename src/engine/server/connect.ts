import { readConfiguration } from '../../configuration.ts';
import { connectEmbeddedEngine, startEmbeddedEngine } from './embedded.ts';
import { connectExternalEngine } from './external.ts';
import type { EngineHandle } from './handle.ts';

export interface ConnectOptions {
  /** Where the embedded engine keeps its data, keys and log. */
  dataDir: string;
  /** MEILI_URL with its keys, or MEILI_BIN; an empty value is none. */
  env?: NodeJS.ProcessEnv | undefined;
  /** Refuse an embedded engine that another process runs: it would end with that process. */
  exclusive?: boolean | undefined;
  /** Where an embedded engine must listen that is started again; without it, on any free port. */
  port?: number | undefined;
  /** Told what happens that a person may want to know, a sentence each. */
  onLog?: ((sentence: string) => void) | undefined;
}

/**
 * An engine to talk to: the external one that MEILI_URL names, else the embedded one that runs on the data folder,
 * else a new embedded one. Call `stop()` when done: it ends what this call has started.
 */
export function connectEngine(options: ConnectOptions): Promise<EngineHandle> {
  const { dataDir, env = process.env, exclusive = false, port, onLog } = options;
  const { meiliUrl, meiliMasterKey, meiliIndexKey, meiliSearchKey, meiliSearchKeyUid, meiliBin } =
    readConfiguration(env);
  if (meiliUrl !== undefined) {
    return connectExternalEngine({
      url: meiliUrl,
      masterKey: meiliMasterKey,
      indexKey: meiliIndexKey,
      searchKey: meiliSearchKey,
      searchKeyUid: meiliSearchKeyUid,
    });
  }
  const connect = exclusive ? startEmbeddedEngine : connectEmbeddedEngine;
  return connect({ dataDir, ownBinary: meiliBin, port, onLog });
}
