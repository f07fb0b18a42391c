import type { Task } from 'meilisearch';
import type { Access } from '../record/metadata.ts';
import { ask, type EngineClient } from './client.ts';
import { FailedTaskError, NotIndexedError } from './errors.ts';
import { type Filter, noneOf, oneOf, outdated } from './filter.ts';
import type { IndexVersion } from './meta.ts';
import { INDEXES, type IndexName, indexUid, VERSIONS } from './names.ts';
import { SETTINGS } from './settings.ts';

/** The engine works through its queue one task after another; a large batch may take minutes. Milliseconds. */
const TASK_TIMEOUT_MS = 30 * 60_000;

/** How much is sent in one request, unless one entry alone is larger. */
const BATCH_BYTES = 20_000_000;

/** The largest entry that the engine takes: it refuses requests over 100 MB (104,857,600 bytes). */
export const MAX_ENTRY_BYTES = 100_000_000;

interface Enqueued {
  taskUid: number;
}

/**
 * Waits for an accepted task.
 * @throws {FailedTaskError} if the engine could not carry it out: the client itself would return it as if all were well
 */
export async function settle(client: EngineClient, enqueued: Promise<Enqueued>): Promise<Task> {
  const { taskUid } = await ask(() => enqueued);
  const task = await ask(() => client.tasks.waitForTask(taskUid, { timeout: TASK_TIMEOUT_MS, interval: 25 }));
  if (task.status === 'succeeded') return task;
  throw new FailedTaskError({
    uid: task.uid,
    indexUid: task.indexUid,
    type: task.type,
    status: task.status,
    reason: task.error?.message ?? 'no reason given',
    code: task.error?.code,
  });
}

/** Deletes an index if it is there. */
async function dropIndex(client: EngineClient, uid: string): Promise<void> {
  try {
    await settle(client, client.deleteIndex(uid));
  } catch (error) {
    if (!(error instanceof FailedTaskError) || error.code !== 'index_not_found') throw error;
  }
}

/** Makes the set of indexes anew, empty, with their settings. What stood under these names is gone. */
export async function createIndexes(client: EngineClient, next: boolean): Promise<void> {
  for (const name of INDEXES) {
    const uid = indexUid(name, next);
    await dropIndex(client, uid);
    await settle(client, client.createIndex(uid, { primaryKey: 'id' }));
    await settle(client, client.index(uid).updateSettings(SETTINGS[name]));
  }
}

/** Takes away a new set that was begun, or was live until just now, and is of no use: a run was stopped on its way. */
export async function dropLeftIndexes(client: EngineClient): Promise<void> {
  for (const name of INDEXES)
    if (await exists(client, indexUid(name, true))) await dropIndex(client, indexUid(name, true));
}

async function exists(client: EngineClient, uid: string): Promise<boolean> {
  try {
    await ask(() => client.getRawIndex(uid));
    return true;
  } catch (error) {
    if (error instanceof NotIndexedError) return false;
    throw error;
  }
}

/** Puts the new set in the place of the live one, in one step that searchers can't see the middle of. */
export async function swapIndexes(client: EngineClient): Promise<void> {
  const live = await Promise.all(INDEXES.map((name) => exists(client, indexUid(name))));
  // On a first run there is nothing to swap with: the new set takes the names. Half a live set is none.
  const rename = live.includes(false);
  if (rename) for (const name of INDEXES) await dropIndex(client, indexUid(name));
  const pairs = INDEXES.map((name) => ({
    indexes: [indexUid(name, true), indexUid(name)] as [string, string],
    rename,
  }));
  await settle(client, client.swapIndexes(pairs));
  if (!rename) for (const name of INDEXES) await dropIndex(client, indexUid(name, true));
}

/** Adds or replaces entries, in requests of bounded size, and waits until they can be searched. */
export async function pushEntries(
  client: EngineClient,
  name: IndexName,
  next: boolean,
  entries: readonly object[],
): Promise<void> {
  const index = client.index(indexUid(name, next));
  let batch: string[] = [];
  let length = 0;
  const send = async () => {
    if (batch.length === 0) return;
    const lines = batch.join('\n');
    batch = [];
    length = 0;
    await settle(client, index.addDocumentsFromString(lines, 'application/x-ndjson', { primaryKey: 'id' }));
  };
  for (const entry of entries) {
    const line = JSON.stringify(entry);
    const bytes = Buffer.byteLength(line);
    if (length + bytes > BATCH_BYTES) await send();
    batch.push(line);
    length += bytes;
  }
  await send();
}

/** Writes versions into the ledger, which is made when it is not there; what it holds of others stays. */
export async function recordVersions(client: EngineClient, versions: readonly IndexVersion[]): Promise<void> {
  const uid = indexUid(VERSIONS);
  if (!(await exists(client, uid))) {
    await settle(client, client.createIndex(uid, { primaryKey: 'id' }));
    await settle(client, client.index(uid).updateSettings(SETTINGS[VERSIONS]));
  }
  await pushEntries(client, VERSIONS, false, versions);
}

/** Takes out of the ledger what others than the readers of `access` could find: their names of documents are in it. */
export async function forgetVersions(client: EngineClient, access: readonly Access[]): Promise<void> {
  const uid = indexUid(VERSIONS);
  if (await exists(client, uid))
    await settle(client, client.index(uid).deleteDocuments({ filter: noneOf('access', access) }));
}

/** Brings an index to hold exactly these entries; those that it has already are not sent again. */
export async function syncEntries<Entry extends { readonly id: string }>(
  client: EngineClient,
  name: IndexName,
  next: boolean,
  entries: readonly Entry[],
): Promise<void> {
  const held = new Map<string, string>();
  for await (const entry of readEntries<Entry>(client, name, next)) held.set(entry.id, stable(entry));
  await pushEntries(
    client,
    name,
    next,
    entries.filter((entry) => held.get(entry.id) !== stable(entry)),
  );
  for (const { id } of entries) held.delete(id);
  const gone = [...held.keys()];
  if (gone.length > 0) await settle(client, client.index(indexUid(name, next)).deleteDocuments(gone));
}

function stable(entry: object): string {
  return JSON.stringify(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How many entries are read at once. */
const READ_CHUNK = 5_000;

/** All entries of an index, whoever may see them. */
export async function* readEntries<Entry>(
  client: EngineClient,
  name: IndexName,
  next: boolean,
  fields?: readonly (keyof Entry & string)[],
): AsyncIterable<Entry> {
  const index = client.index(indexUid(name, next));
  for (let offset = 0; ; ) {
    const page = await ask(() =>
      index.getDocuments({ limit: READ_CHUNK, offset, ...(fields && { fields: [...fields] }) }),
    );
    yield* page.results as Entry[];
    offset += page.results.length;
    if (page.results.length === 0 || offset >= page.total) return;
  }
}

/** Takes everything that documents put into passages and tasks, and then the documents, out of an index set. */
export async function removeDocuments(
  client: EngineClient,
  next: boolean,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await removeWhere(client, next, oneOf('documentId', ids));
  await settle(client, client.index(indexUid('documents', next)).deleteDocuments([...ids]));
}

/** Takes out what documents had put into passages and tasks before they became what they are now. */
export async function removeOutdated(
  client: EngineClient,
  next: boolean,
  documents: readonly { readonly id: string; readonly fingerprint: string }[],
): Promise<void> {
  if (documents.length > 0) await removeWhere(client, next, outdated(documents));
}

async function removeWhere(client: EngineClient, next: boolean, filter: Filter): Promise<void> {
  for (const name of ['passages', 'tasks'] as const) {
    await settle(client, client.index(indexUid(name, next)).deleteDocuments({ filter }));
  }
}
