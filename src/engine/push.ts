import type { Task } from 'meilisearch';
import { ask, type EngineClient } from './client.ts';
import { FailedTaskError } from './errors.ts';
import { oneOf } from './filter.ts';
import { INDEXES, type IndexName, indexUid } from './names.ts';
import { SETTINGS } from './settings.ts';

/** The engine works through its queue one task after another; a large batch may take minutes. Milliseconds. */
const TASK_TIMEOUT_MS = 30 * 60_000;

/** How much is sent in one request. Characters of JSON; the engine refuses payloads over 100 MB. */
const BATCH_LENGTH = 20_000_000;

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
  });
}

/** Deletes an index if it is there. */
async function dropIndex(client: EngineClient, uid: string): Promise<void> {
  try {
    await settle(client, client.deleteIndex(uid));
  } catch (error) {
    if (!(error instanceof FailedTaskError) || !/not found/iu.test(error.message)) throw error;
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

/** Puts the new set in the place of the live one, in one step that searchers can't see the middle of. */
export async function swapIndexes(client: EngineClient): Promise<void> {
  // both sides must exist to be swapped: on a first run the live set is made empty
  for (const name of INDEXES) {
    const live = indexUid(name);
    try {
      await ask(() => client.getRawIndex(live));
    } catch {
      await settle(client, client.createIndex(live, { primaryKey: 'id' }));
    }
  }
  await settle(
    client,
    client.swapIndexes(
      INDEXES.map((name) => ({
        indexes: [indexUid(name), indexUid(name, true)] as [string, string],
        rename: false,
      })),
    ),
  );
  for (const name of INDEXES) await dropIndex(client, indexUid(name, true));
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
    await settle(client, index.addDocumentsFromString(lines, 'application/x-ndjson'));
  };
  for (const entry of entries) {
    const line = JSON.stringify(entry);
    if (length + line.length > BATCH_LENGTH) await send();
    batch.push(line);
    length += line.length;
  }
  await send();
}

/** Takes everything that documents put into passages and tasks, and then the documents, out of an index set. */
export async function removeDocuments(
  client: EngineClient,
  next: boolean,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const filter = oneOf('documentId', ids);
  for (const name of ['passages', 'tasks'] as const) {
    await settle(client, client.index(indexUid(name, next)).deleteDocuments({ filter }));
  }
  await settle(client, client.index(indexUid('documents', next)).deleteDocuments([...ids]));
}
