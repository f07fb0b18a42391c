import { SEARCH_KEY_UID } from '../search-key.ts';
import { EngineKeyRefusedError, EngineUnreachableError } from './errors.ts';
import { type Answer, ask, property } from './http.ts';

interface KeyDefinition {
  uid: string;
  name: string;
  actions: string[];
  indexes: string[];
}

/**
 * Meilisearch derives a key from its uid and the master key, so with fixed uids the same master key always gives the
 * same two keys, whatever happened to the database.
 */
const SEARCH: KeyDefinition = {
  uid: SEARCH_KEY_UID,
  name: 'vanthu search',
  actions: ['search'],
  indexes: ['vanthu_*'],
};
const INDEXER: KeyDefinition = {
  uid: '6f1c9f52-2a0e-4b8b-9d39-7a6e5b1d0002',
  name: 'vanthu indexer',
  actions: ['search', 'documents.*', 'indexes.*', 'settings.*', 'tasks.*', 'stats.*', 'version'],
  // Not vanthu_*: a swap is a task of no index, which a key for some indexes may enqueue but not wait for (404).
  indexes: ['*'],
};

export interface DerivedKeys {
  indexKey: string;
  searchKey: string;
}

/** Makes sure that the engine has the two keys of the portal, with exactly the powers they should have. */
export async function deriveKeys(url: string, masterKey: string): Promise<DerivedKeys> {
  return {
    indexKey: await ensureKey(url, masterKey, INDEXER),
    searchKey: await ensureKey(url, masterKey, SEARCH),
  };
}

async function ensureKey(url: string, masterKey: string, wanted: KeyDefinition): Promise<string> {
  const path = `/keys/${wanted.uid}`;
  const found = await ask(url, path, { key: masterKey });
  if (found.status === 200 && hasPowers(found.body, wanted)) return keyIn(url, found);
  // What a key may do cannot be changed, so one of an earlier release is made anew.
  if (found.status === 200) await ask(url, path, { key: masterKey, method: 'DELETE' });
  const created = await ask(url, '/keys', {
    key: masterKey,
    method: 'POST',
    body: { ...wanted, expiresAt: null },
  });
  // Another process has just made it.
  if (created.status === 409) return keyIn(url, await ask(url, path, { key: masterKey }));
  return keyIn(url, created);
}

function hasPowers(body: unknown, wanted: KeyDefinition): boolean {
  return (
    sameSet(property(body, 'actions'), wanted.actions) &&
    sameSet(property(body, 'indexes'), wanted.indexes) &&
    property(body, 'expiresAt') === null
  );
}

function sameSet(found: unknown, wanted: string[]): boolean {
  return Array.isArray(found) && [...found].sort().join() === [...wanted].sort().join();
}

function keyIn(url: string, { status, body }: Answer): string {
  const key = property(body, 'key');
  if (typeof key === 'string') return key;
  if (status === 401 || status === 403) throw new EngineKeyRefusedError(url, 'MEILI_MASTER_KEY');
  throw new EngineUnreachableError(url, `/keys answered ${status}: ${String(property(body, 'message'))}`);
}
