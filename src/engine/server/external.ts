import { SEARCH_KEY_UID } from '../search-key.ts';
import { TOKEN_MS, tenantToken } from '../tenant-token.ts';
import {
  EngineKeyRefusedError,
  EngineKeysMissingError,
  EngineUnreachableError,
  EngineVersionUnreadableError,
  SearchKeyTooPowerfulError,
  SearchKeyUidError,
} from './errors.ts';
import type { EngineHandle } from './handle.ts';
import { ask, property } from './http.ts';
import { type DerivedKeys, deriveKeys } from './keys.ts';
import { findPowers } from './powers.ts';
import { checkVersion, findVersion } from './version.ts';

export interface ExternalOptions {
  url: string;
  /** Either this one, from which the other two are made, or both of the others. */
  masterKey?: string | undefined;
  indexKey?: string | undefined;
  searchKey?: string | undefined;
  /** The engine's name for the search key; the one of the portal's own where none is given. */
  searchKeyUid?: string | undefined;
}

/** A Meilisearch that somebody else runs, once it has answered, shown its version and accepted the keys. */
export async function connectExternalEngine(options: ExternalOptions): Promise<EngineHandle> {
  const url = options.url.replace(/\/+$/, '');
  const { masterKey, indexKey, searchKey } = options;
  const given = indexKey !== undefined && searchKey !== undefined ? { indexKey, searchKey } : undefined;
  const keyName = masterKey === undefined ? 'MEILI_INDEX_KEY' : 'MEILI_MASTER_KEY';
  const key = masterKey ?? given?.indexKey;
  if (key === undefined) throw new EngineKeysMissingError(url);

  await checkHealth(url);
  checkVersion(`at ${url}`, await readVersion(url, key, keyName));
  const searchKeyUid = given && options.searchKeyUid;
  const keys =
    given === undefined ? await deriveKeys(url, key) : await checkSearchKey(url, given, searchKeyUid);
  return {
    url,
    origin: 'external',
    masterKey,
    ...keys,
    searchKeyUid,
    pid: undefined,
    stop: async () => {},
    exited: new Promise(() => {}),
  };
}

async function checkHealth(url: string): Promise<void> {
  const { status, body } = await ask(url, '/health');
  if (status === 200 && property(body, 'status') === 'available') return;
  throw new EngineUnreachableError(url, `something else answers, /health gave ${status}`);
}

/** A key without the action `version` is refused like a wrong one; that it may list indexes tells them apart. */
async function readVersion(url: string, key: string, keyName: string): Promise<string> {
  const { status, body } = await ask(url, '/version', { key });
  if (status === 401 || status === 403) {
    const { status: lists } = await ask(url, '/indexes?limit=1', { key });
    throw lists === 200 ? new EngineVersionUnreadableError(url) : new EngineKeyRefusedError(url, keyName);
  }
  const version = findVersion(String(property(body, 'pkgVersion')));
  if (version === undefined) throw new EngineUnreachableError(url, `/version gave ${status} and no version`);
  return version;
}

/** The web server holds the search key: one that can do more than search would hand that to whoever breaks in. */
async function checkSearchKey(url: string, keys: DerivedKeys, uid = SEARCH_KEY_UID): Promise<DerivedKeys> {
  const search = await ask(url, '/multi-search', {
    key: keys.searchKey,
    method: 'POST',
    body: { queries: [] },
  });
  if (search.status !== 200) throw new EngineKeyRefusedError(url, 'MEILI_SEARCH_KEY');
  if ((await findPowers(url, keys.searchKey)).length > 0) throw new SearchKeyTooPowerfulError();
  const token = await tenantToken({ key: keys.searchKey, uid }, 'public', new Date(Date.now() + TOKEN_MS));
  const signed = await ask(url, '/multi-search', { key: token, method: 'POST', body: { queries: [] } });
  if (signed.status !== 200) throw new SearchKeyUidError(uid);
  return keys;
}
