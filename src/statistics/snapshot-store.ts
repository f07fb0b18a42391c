import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Audience } from '../access/audience.ts';
import { taskFilters } from '../search/filters.ts';
import type { Snapshot } from './snapshot.ts';

/** So many snapshots are kept for an audience, and so many bytes: who fills the disk by taking more is refused. */
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

/** Each audience has its own, so that the public cannot take up the room of the staff. */
const folderOf = (dataDir: string, audience: Audience) =>
  join(dataDir, audience === 'public' ? 'snapshots' : `snapshots-${audience}`);

/**
 * Keeps a snapshot under the data folder. One that is there already stays as it is, with the time when it was taken.
 * @throws {SnapshotsFullError}
 */
export function storeSnapshot(dataDir: string, snapshot: Snapshot): Promise<void> {
  // one after the other, or two would find room for one
  const stored = storing.then(() => storeOne(dataDir, snapshot));
  storing = stored.catch(() => {});
  return stored;
}

let storing: Promise<void> = Promise.resolve();

/** A draft that is older is one of a process that ended before it was whole. Milliseconds. */
const OLD_DRAFT_MS = 60 * 60_000;

async function storeOne(dataDir: string, snapshot: Snapshot): Promise<void> {
  const folder = folderOf(dataDir, snapshot.audience);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = `${snapshot.id}.json.gz`;
  let [count, bytes] = [0, 0];
  for (const name of await readdir(folder)) {
    if (name === file) return;
    const { size, mtimeMs } = await stat(join(folder, name)).catch(() => ({ size: 0, mtimeMs: Date.now() }));
    if (name.endsWith('.json.gz')) count++;
    else if (Date.now() - mtimeMs > OLD_DRAFT_MS) await rm(join(folder, name), { force: true });
    bytes += size;
  }
  const content = await promisify(gzip)(JSON.stringify(snapshot));
  if (count >= MOST_SNAPSHOTS || bytes + content.length > MOST_BYTES) throw new SnapshotsFullError(folder);
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
  return (await readOf('public', dataDir, id)) ?? readOf('internal', dataDir, id);
}

async function readOf(audience: Audience, dataDir: string, id: string): Promise<Snapshot | null> {
  try {
    const content = await promisify(gunzip)(
      await readFile(join(folderOf(dataDir, audience), `${id}.json.gz`)),
    );
    const stored = JSON.parse(content.toString()) as Snapshot;
    // a filter that came later is one that was not chosen
    const { q, filters } = stored.search;
    return { ...stored, search: { q, filters: taskFilters.parse(filters) } };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
