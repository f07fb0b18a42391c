import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DataFolderError } from './errors.ts';

/** The places of the embedded engine under DATA_DIR. */
export interface EnginePaths {
  dataDir: string;
  engine: string;
  binaries: string;
  database: string;
  log: string;
  state: string;
  lock: string;
  masterKey: string;
}

/**
 * Makes the data folder if there is none, and proves by writing that it can be written: only that tells a read-only
 * mount, a foreign owner and a full disk alike.
 *
 * @returns its real path, so that two names of one folder are seen to be one
 */
export function prepareDataFolder(dataDir: string): string {
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    makeFolder(dataDir);
    writeFileSync(probe, 'x');
    rmSync(probe);
    return realpathSync(dataDir);
  } catch (cause) {
    throw new DataFolderError(dataDir, cause);
  }
}

/** The places under a folder that `prepareDataFolder` returned; the engine's folders exist afterwards. */
export function prepareEnginePaths(dataDir: string): EnginePaths {
  const engine = join(dataDir, 'engine');
  const keys = join(dataDir, 'keys');
  const binaries = join(engine, 'bin');
  try {
    // The database holds internal documents: it is nobody else's to read either.
    for (const folder of [engine, keys, binaries]) makeFolder(folder, 0o700);
  } catch (cause) {
    throw new DataFolderError(dataDir, cause);
  }
  return {
    dataDir,
    engine,
    binaries,
    database: join(engine, 'db'),
    log: join(engine, 'engine.log'),
    state: join(engine, 'engine.json'),
    lock: join(engine, 'start.lock'),
    masterKey: join(keys, 'meilisearch-master-key'),
  };
}

/** Not mkdirSync's `recursive`, which never returns where a file system refuses new folders with ENOENT (/proc). */
function makeFolder(path: string, mode = 0o777): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!existsSync(path)) throw error;
  }
}
