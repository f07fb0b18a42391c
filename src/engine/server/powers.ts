import { INDEXES, type IndexName, indexUid, VERSIONS } from '../names.ts';
import { ask } from './http.ts';

/** A request that only a key with `action` gets beyond the door with, and that changes nothing even then. */
export interface Probe {
  readonly action: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

/** No key has it: uids are random (version 4), and this one is not. */
const NO_KEY = '/keys/00000000-0000-4000-8000-000000000000';

/** Routes of the whole engine. What is sent is refused as invalid, or reads one entry. */
const GLOBAL: readonly Probe[] = [
  { action: 'keys.get', method: 'GET', path: NO_KEY },
  { action: 'keys.create', method: 'POST', path: '/keys', body: {} },
  { action: 'keys.update', method: 'PATCH', path: NO_KEY, body: { uid: 1 } },
  { action: 'keys.delete', method: 'DELETE', path: NO_KEY },
  { action: 'indexes.get', method: 'GET', path: '/indexes?limit=1' },
  { action: 'indexes.create', method: 'POST', path: '/indexes', body: {} },
  // A space is in no uid: there is nothing to delete, but a key for vanthu_* is let in.
  { action: 'indexes.delete', method: 'DELETE', path: '/indexes/vanthu_%20' },
  { action: 'indexes.swap', method: 'POST', path: '/swap-indexes', body: {} },
  { action: 'tasks.get', method: 'GET', path: '/tasks?limit=1' },
  { action: 'tasks.cancel', method: 'POST', path: '/tasks/cancel' },
  { action: 'tasks.delete', method: 'DELETE', path: '/tasks' },
  { action: 'experimental.update', method: 'PATCH', path: '/experimental-features', body: { none: 1 } },
];

/** Routes of one index: bodies of a type that they don't take. */
const ofIndex = (uid: string): Probe[] => [
  { action: 'indexes.update', method: 'PATCH', path: `/indexes/${uid}`, body: [] },
  { action: 'documents.get', method: 'GET', path: `/indexes/${uid}/documents?limit=none` },
  { action: 'documents.add', method: 'POST', path: `/indexes/${uid}/documents`, body: 'none' },
  { action: 'documents.delete', method: 'POST', path: `/indexes/${uid}/documents/delete-batch`, body: {} },
  { action: 'documents.delete', method: 'POST', path: `/indexes/${uid}/documents/delete`, body: {} },
  { action: 'settings.get', method: 'GET', path: `/indexes/${uid}/settings` },
  { action: 'settings.update', method: 'PATCH', path: `/indexes/${uid}/settings`, body: [] },
];

/**
 * What a key that only searches must be refused. A key may hold for named indexes, so each of ours is asked beside one
 * that there is none of. Not among them: dumps and snapshots, which no invalid request asks for.
 */
export const PROBES: readonly Probe[] = [
  ...GLOBAL,
  ...['vanthu_probe', ...[...INDEXES, VERSIONS].map((name) => indexUid(name as IndexName))].flatMap(ofIndex),
];

/** The actions beyond searching that a key is not refused; empty for a key that can only search. */
export async function findPowers(url: string, key: string): Promise<string[]> {
  const answers = await Promise.all(
    PROBES.map(async ({ action, method, path, body }) => {
      const { status } = await ask(url, path, { key, method, body });
      // Anything else, also an error of the engine, is no refusal.
      return status === 401 || status === 403 ? null : action;
    }),
  );
  return [...new Set(answers.filter((action) => action !== null))];
}
