import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Snapshot } from './snapshot.ts';

/** So many snapshots are kept, and so many bytes: who fills the disk by taking more is refused. */
const MOST_SNAPSHOTS = 1_000;
const MOST_BYTES = 500_000_000;

const ID = /^[0-9a-f]{20}$/u;

/** There is no room for another snapshot. */
export class SnapshotsFullError extends Error {
  readonly hint: string;

  constructor(folder: string) {
    super(`There are ${MOST_SNAPSHOTS} snapshots, or ${MOST_BYTES / 1e6} MB of them, already.`);
    this.name = 'SnapshotsFullError';
    this.hint = `Remove those that nobody needs from ${folder}.`;
  }
}

const folderOf = (dataDir: string) => join(dataDir, 'snapshots');

/**
 * Keeps a snapshot under the data folder. One that is there already stays as it is, with the time when it was taken.
 * @throws {SnapshotsFullError}
 */
export async function storeSnapshot(dataDir: string, snapshot: Snapshot): Promise<void> {
  const folder = folderOf(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json.gz'));
  const file = `${snapshot.id}.json.gz`;
  if (names.includes(file)) return;
  const content = await promisify(gzip)(JSON.stringify(snapshot));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, content.length);
  if (names.length >= MOST_SNAPSHOTS || bytes > MOST_BYTES) throw new SnapshotsFullError(folder);
  // whole or not at all, also when two take the same at once
  const draft = join(folder, `${file}.${randomUUID()}`);
  try {
    await writeFile(draft, content, { mode: 0o600 });
    await rename(draft, join(folder, file));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** A snapshot by its id; null where there is none. */
export async function readSnapshot(dataDir: string, id: string): Promise<Snapshot | null> {
  if (!ID.test(id)) return null;
  try {
    const content = await promisify(gunzip)(await readFile(join(folderOf(dataDir), `${id}.json.gz`)));
    return JSON.parse(content.toString()) as Snapshot;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
