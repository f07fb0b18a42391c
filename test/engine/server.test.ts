import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PACKED_SHA256 } from '../../src/engine/server/binary.ts';
import { connectEngine } from '../../src/engine/server/connect.ts';
import { startEmbeddedEngine } from '../../src/engine/server/embedded.ts';
import * as errors from '../../src/engine/server/errors.ts';
import type { EngineHandle } from '../../src/engine/server/handle.ts';
import { withLock } from '../../src/engine/server/lock.ts';
import { findPowers, PROBES } from '../../src/engine/server/powers.ts';
import { commandLine, isAlive } from '../../src/engine/server/processes.ts';
import type { EngineState } from '../../src/engine/server/state.ts';
import { SecretExposedError, SecretInvalidError } from '../../src/secret.ts';

const CONNECT = fileURLToPath(new URL('../../src/engine/server/connect.ts', import.meta.url));

const folders: string[] = [];
const handles: EngineHandle[] = [];
const others: ChildProcess[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-engine-'));
  folders.push(folder);
  return folder;
}

async function connect(dataDir: string, env: NodeJS.ProcessEnv = {}, onLog?: (sentence: string) => void) {
  const handle = await connectEngine({ dataDir, env, onLog });
  handles.push(handle);
  return handle;
}

/** Another process that connects, says its handle, and waits to be killed. */
async function connectInOtherProcess(
  dataDir: string,
): Promise<{ other: ChildProcess; pid: number; url: string }> {
  const script = `
    import { connectEngine } from ${JSON.stringify(CONNECT)};
    const { pid, url } = await connectEngine({ dataDir: ${JSON.stringify(dataDir)}, env: {} });
    console.log(JSON.stringify({ pid, url }));
    setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH },
  });
  others.push(other);
  const [said] = await once(other.stdout as NodeJS.ReadableStream, 'data');
  return { other, ...JSON.parse(String(said)) };
}

async function kill(other: ChildProcess): Promise<void> {
  const exited = once(other, 'exit');
  other.kill('SIGKILL');
  await exited;
}

function stateIn(dataDir: string): EngineState {
  return JSON.parse(readFileSync(join(dataDir, 'engine/engine.json'), 'utf8'));
}

/** Guardians and engines alike have the folder in their arguments. */
function processesOn(dataDir: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter(
      (pid) => pid > 0 && pid !== process.pid && commandLine(pid).some((word) => word.includes(dataDir)),
    )
    .filter(isAlive);
}

async function request(url: string, key: string, method = 'GET', body?: unknown): Promise<number> {
  const response = await fetch(url, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await response.arrayBuffer();
  return response.status;
}

/** A failure that tells what to do. */
type Told = errors.EngineServerError | SecretExposedError | SecretInvalidError;

async function failureOf(work: Promise<EngineHandle>): Promise<Told> {
  const outcome = await work.catch((error: unknown) => error);
  if (
    [errors.EngineServerError, SecretExposedError, SecretInvalidError].some((kind) => outcome instanceof kind)
  )
    return outcome as Told;
  if (outcome instanceof Error) throw outcome;
  await (outcome as EngineHandle).stop();
  throw new Error('it did not fail');
}

function expectOneSentence({ message, hint }: Told): void {
  expect(message).toMatch(/^\S.*\.$/);
  expect(hint).toMatch(/^\S.*\.$/);
}

afterAll(async () => {
  for (const other of others) other.kill('SIGKILL');
  await Promise.all(handles.map((handle) => handle.stop()));
  for (const folder of folders) {
    for (const pid of processesOn(folder)) process.kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

describe('an embedded engine', { timeout: 30_000 }, () => {
  let dataDir: string;
  let engine: EngineHandle;

  beforeAll(async () => {
    dataDir = newFolder();
    engine = await connect(dataDir);
  });

  test('answers, on loopback only', async () => {
    expect(engine.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${engine.url}/health`)).json()).toEqual({ status: 'available' });
    const words = commandLine(engine.pid as number);
    expect(words).toContain('--no-analytics');
    expect(words[words.indexOf('--env') + 1]).toBe('production');
    expect(words[words.indexOf('--max-indexing-memory') + 1]).toBe('400MiB');
  });

  test('keeps its master key to its owner, and out of arguments and log', async () => {
    const path = join(dataDir, 'keys/meilisearch-master-key');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'keys')).mode & 0o777).toBe(0o700);
    expect(readFileSync(path, 'utf8').trim()).toBe(engine.masterKey);
    const told =
      processesOn(dataDir).flatMap(commandLine).join(' ') + readFileSync(join(dataDir, 'engine/engine.log'));
    for (const key of [engine.masterKey, engine.indexKey, engine.searchKey]) expect(told).not.toContain(key);
  });

  test('gives the indexer a key that writes and swaps, but does not see keys', async () => {
    const { url, indexKey } = engine;
    const documents = [{ id: 1 }];
    expect(await request(`${url}/indexes/vanthu_documents/documents`, indexKey, 'POST', documents)).toBe(202);
    expect(await request(`${url}/indexes/vanthu_documents_next/documents`, indexKey, 'POST', documents)).toBe(
      202,
    );
    const swap = [{ indexes: ['vanthu_documents', 'vanthu_documents_next'] }];
    expect(await request(`${url}/swap-indexes`, indexKey, 'POST', swap)).toBe(202);
    // A key for vanthu_* alone gets 404 for the task of a swap.
    expect(await request(`${url}/tasks/2`, indexKey)).toBe(200);
    expect(await request(`${url}/version`, indexKey)).toBe(200);
    expect(await request(`${url}/stats`, indexKey)).toBe(200);
    expect(await request(`${url}/keys`, indexKey)).toBe(403);
    expect(await request(`${url}/dumps`, indexKey, 'POST')).toBe(403);
  });

  test('gives the site a key that searches the indexes of the portal, and nothing else', async () => {
    const { url, searchKey, masterKey } = engine;
    await request(`${url}/indexes/other/documents`, masterKey as string, 'POST', [{ id: 1 }]);
    await expect
      .poll(() => request(`${url}/indexes/vanthu_documents/search`, searchKey, 'POST', {}))
      .toBe(200);
    expect(await request(`${url}/indexes/vanthu_documents/documents`, searchKey, 'POST', [{ id: 2 }])).toBe(
      403,
    );
    expect(await request(`${url}/indexes/vanthu_documents/documents`, searchKey)).toBe(403);
    expect(await request(`${url}/indexes/vanthu_documents/settings`, searchKey)).toBe(403);
    expect(await request(`${url}/indexes/other/search`, searchKey, 'POST', {})).toBe(403);
    expect(await request(`${url}/keys`, searchKey)).toBe(403);
    expect(await request(`${url}/version`, searchKey)).toBe(403);
  });

  test('is joined by a second connection, whose stop leaves it alone', async () => {
    const second = await connect(dataDir);
    expect(second).toMatchObject({
      origin: 'joined',
      pid: engine.pid,
      url: engine.url,
      indexKey: engine.indexKey,
    });
    await second.stop();
    expect(isAlive(engine.pid as number)).toBe(true);
  });

  test('is joined by another process', async () => {
    const { other, pid } = await connectInOtherProcess(dataDir);
    expect(pid).toBe(engine.pid);
    await kill(other);
    expect(isAlive(engine.pid as number)).toBe(true);
  });

  test('refuses a second engine on its data folder', async () => {
    const error = await failureOf(startEmbeddedEngine({ dataDir }));
    expect(error).toBeInstanceOf(errors.EngineInUseError);
    expect(error.message).toContain(String(process.pid));
  });

  test('leaves nothing running when it is stopped, and keeps keys and documents', async () => {
    await engine.stop();
    expect(await engine.exited).toMatchObject({ expected: true });
    expect(processesOn(dataDir)).toEqual([]);
    expect(() => stateIn(dataDir)).toThrow();
    const again = await connect(dataDir);
    expect(again).toMatchObject({
      origin: 'started',
      masterKey: engine.masterKey,
      searchKey: engine.searchKey,
    });
    expect(await request(`${again.url}/indexes/vanthu_documents/documents/1`, again.indexKey)).toBe(200);
    await again.stop();
  });
});

describe('no orphan', { timeout: 30_000 }, () => {
  test('a supervisor that is killed takes its engine along', async () => {
    const dataDir = newFolder();
    const { other, pid } = await connectInOtherProcess(dataDir);
    expect(isAlive(pid)).toBe(true);
    await kill(other);
    await expect.poll(() => processesOn(dataDir), { timeout: 5000 }).toEqual([]);
  });

  test('a guardian that is killed makes the supervisor end the engine', async () => {
    const dataDir = newFolder();
    const engine = await connect(dataDir);
    process.kill(stateIn(dataDir).guardianPid, 'SIGKILL');
    expect(await engine.exited).toMatchObject({ expected: false });
    expect(processesOn(dataDir)).toEqual([]);
  });

  test('an engine that dies is told, and does not leave its guardian', async () => {
    const dataDir = newFolder();
    const engine = await connect(dataDir);
    process.kill(engine.pid as number, 'SIGKILL');
    expect(await engine.exited).toEqual({ code: null, signal: 'SIGKILL', expected: false });
    await expect.poll(() => processesOn(dataDir), { timeout: 5000 }).toEqual([]);
  });

  test('when both are killed, the next start ends the engine and says so', async () => {
    const dataDir = newFolder();
    const { other, pid } = await connectInOtherProcess(dataDir);
    const { guardianPid } = stateIn(dataDir);
    // Stopped first, so that neither notices the end of the other.
    other.kill('SIGSTOP');
    process.kill(guardianPid, 'SIGSTOP');
    process.kill(guardianPid, 'SIGKILL');
    await kill(other);
    await expect.poll(() => isAlive(guardianPid)).toBe(false);
    expect(isAlive(pid)).toBe(true);

    const said: string[] = [];
    const engine = await connect(dataDir, {}, (sentence) => said.push(sentence));
    expect(isAlive(pid)).toBe(false);
    expect(engine.pid).not.toBe(pid);
    expect(said).toEqual([`Ended the engine ${pid} that an earlier run had left behind.`]);
    await engine.stop();
  });

  test('a state whose pid is now another program does not get that program killed', async () => {
    const dataDir = newFolder();
    const bystander = spawn('sleep', ['30']);
    others.push(bystander);
    mkdirSync(join(dataDir, 'engine'), { recursive: true });
    const database = join(dataDir, 'engine/db');
    const state = { pid: bystander.pid, guardianPid: 999_999_999, supervisorPid: 999_999_999, database };
    writeFileSync(join(dataDir, 'engine/engine.json'), JSON.stringify(state));
    const engine = await connect(dataDir);
    expect(engine.origin).toBe('started');
    expect(isAlive(bystander.pid as number)).toBe(true);
    await engine.stop();
  });

  test('starts at the same moment end in one engine', async () => {
    const dataDir = newFolder();
    const own = [connect(dataDir), connect(dataDir)];
    const [other, ...engines] = await Promise.all([connectInOtherProcess(dataDir), ...own]);
    expect(new Set([other.pid, ...engines.map(({ pid }) => pid)]).size).toBe(1);
    await kill(other.other);
    await Promise.all(engines.map((engine) => engine.stop()));
    await expect.poll(() => processesOn(dataDir), { timeout: 5000 }).toEqual([]);
  });
});

describe('withLock', () => {
  test('takes over the lock of a process that has died', async () => {
    const lock = join(newFolder(), 'start.lock');
    const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(dead, 'exit');
    writeFileSync(lock, JSON.stringify({ pid: dead.pid, ticks: '1' }));
    expect(await withLock(lock, async () => 'done')).toBe('done');
    expect(() => statSync(lock)).toThrow();
  });

  test('takes over the lock of a dead process whose pid is used again', async () => {
    const lock = join(newFolder(), 'start.lock');
    writeFileSync(lock, JSON.stringify({ pid: process.pid, ticks: '1' }));
    expect(await withLock(lock, async () => 'done')).toBe('done');
  });

  test('lets one in at a time', async () => {
    const lock = join(newFolder(), 'start.lock');
    let inside = 0;
    const work = async () => {
      inside++;
      await sleep(20);
      return inside--;
    };
    expect(await Promise.all([1, 2, 3].map(() => withLock(lock, work)))).toEqual([1, 1, 1]);
  });
});

describe('what can be wrong with the binary', { timeout: 30_000 }, () => {
  test('another digest: it is not run', async () => {
    const dataDir = newFolder();
    const packedBinary = join(dataDir, 'meilisearch');
    writeFileSync(packedBinary, `#!/bin/sh\ntouch ${dataDir}/has-run\n`, { mode: 0o755 });
    const error = await failureOf(startEmbeddedEngine({ dataDir, packedBinary }));
    expect(error).toBeInstanceOf(errors.EngineBinaryDigestError);
    expect(error.message).toContain(PACKED_SHA256);
    expect(readdirSync(dataDir)).not.toContain('has-run');
    expect(readdirSync(join(dataDir, 'engine/bin'))).toEqual([]);
    expectOneSentence(error);
  });

  test('a copy that was changed after it was checked is replaced', async () => {
    const dataDir = newFolder();
    await (await connect(dataDir)).stop();
    const copy = join(dataDir, 'engine/bin/meilisearch');
    const { size, ino } = statSync(copy);
    appendFileSync(copy, 'x');
    await (await connect(dataDir)).stop();
    expect(statSync(copy)).toMatchObject({ size });
    const checked = statSync(copy).ino;
    expect(checked).not.toBe(ino);
    await (await connect(dataDir)).stop();
    expect(statSync(copy).ino).toBe(checked);
  });

  test.each([
    ['none where the package should have put it', { packedBinary: '/nowhere/meilisearch' }, 'MEILI_URL'],
    ['none where MEILI_BIN points', { ownBinary: '/nowhere/meilisearch' }, 'MEILI_BIN'],
  ])('%s', async (_, options, told) => {
    const error = await failureOf(startEmbeddedEngine({ dataDir: newFolder(), ...options }));
    expect(error).toBeInstanceOf(errors.EngineBinaryMissingError);
    expect(error.message).toContain('/nowhere/meilisearch');
    expect(error.hint).toContain(told);
    expectOneSentence(error);
  });

  test.each([
    ['too old', 'echo meilisearch 1.10.3', errors.EngineVersionError, '1.10.3'],
    ['too new', 'echo meilisearch 2.0.0', errors.EngineVersionError, '2.0.0'],
    ['not a Meilisearch', 'echo nginx 1.25.3', errors.EngineBinaryUnusableError, 'version'],
    [
      'not for this system',
      'echo "GLIBC_2.35 not found" >&2; exit 1',
      errors.EngineBinaryUnusableError,
      'GLIBC_2.35',
    ],
  ])('MEILI_BIN is %s', async (_, script, type, said) => {
    const dataDir = newFolder();
    const MEILI_BIN = join(dataDir, 'own');
    writeFileSync(MEILI_BIN, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const error = await failureOf(connect(dataDir, { MEILI_BIN }));
    expect(error).toBeInstanceOf(type);
    expect(error.message).toContain(said);
    expectOneSentence(error);
  });

  test('MEILI_BIN may be another 1.21 or newer', async () => {
    const dataDir = newFolder();
    await (await connect(dataDir)).stop();
    const engine = await connect(newFolder(), { MEILI_BIN: join(dataDir, 'engine/bin/meilisearch') });
    expect(engine.origin).toBe('started');
    await engine.stop();
  });
});

describe('what can be wrong with the data folder', { timeout: 30_000 }, () => {
  test('it cannot be written', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const error = await failureOf(connect(join(file, 'data')));
    expect(error).toBeInstanceOf(errors.DataFolderError);
    expect(error.message).toContain('ENOTDIR');
    expect(error.hint).toContain('DATA_DIR');
    expectOneSentence(error);
  });

  test('it is where no folder can be made', async () => {
    const error = await failureOf(connect('/proc/vanthu/data'));
    expect(error).toBeInstanceOf(errors.DataFolderError);
    expect(error.message).toContain('/proc/vanthu');
  });

  test('others may read the master key', async () => {
    const dataDir = newFolder();
    await (await connect(dataDir)).stop();
    const path = join(dataDir, 'keys/meilisearch-master-key');
    chmodSync(path, 0o640);
    const error = await failureOf(connect(dataDir));
    expect(error).toBeInstanceOf(SecretExposedError);
    expect(error.hint).toContain(`chmod 600 ${path}`);
    expectOneSentence(error);
  });

  test('the master key is empty', async () => {
    const dataDir = newFolder();
    mkdirSync(join(dataDir, 'keys'));
    writeFileSync(join(dataDir, 'keys/meilisearch-master-key'), '', { mode: 0o600 });
    expect(await failureOf(connect(dataDir))).toBeInstanceOf(SecretInvalidError);
  });

  test('the database is of another version: the engine is quoted, and the way out told', async () => {
    const dataDir = newFolder();
    await (await connect(dataDir)).stop();
    writeFileSync(join(dataDir, 'engine/db/VERSION'), '1.20.0');
    const error = await failureOf(connect(dataDir));
    expect(error).toBeInstanceOf(errors.EngineStartError);
    expect(error.message).toContain('1.20.0');
    expect(error.hint).toContain(join(dataDir, 'engine/db'));
    expect(processesOn(dataDir)).toEqual([]);
    expectOneSentence(error);
  });
});

describe('an external engine', { timeout: 30_000 }, () => {
  let engine: EngineHandle;
  let old: Server | undefined;

  beforeAll(async () => {
    engine = await connect(newFolder());
  });
  afterEach(() => {
    old?.close();
  });

  async function serve(answers: Record<string, unknown>): Promise<string> {
    old = createServer((incoming, outgoing) =>
      outgoing.end(JSON.stringify(answers[incoming.url ?? ''] ?? {})),
    );
    old.listen(0, '127.0.0.1');
    await once(old, 'listening');
    return `http://127.0.0.1:${(old.address() as AddressInfo).port}`;
  }

  test('gives its keys to who has the master key', async () => {
    const { url, masterKey, indexKey, searchKey } = engine;
    const external = await connect('/nowhere', { MEILI_URL: `${url}/`, MEILI_MASTER_KEY: masterKey });
    expect(external).toMatchObject({ origin: 'external', url, indexKey, searchKey });
    await external.stop();
    expect(isAlive(engine.pid as number)).toBe(true);
  });

  test('works with the two lesser keys', async () => {
    const { url, indexKey, searchKey } = engine;
    const env = { MEILI_URL: url, MEILI_INDEX_KEY: indexKey, MEILI_SEARCH_KEY: searchKey };
    expect(await connect('/nowhere', env)).toMatchObject({
      origin: 'external',
      masterKey: undefined,
      indexKey,
    });
  });

  test.each([
    ['a wrong master key', { MEILI_MASTER_KEY: 'x'.repeat(40) }, errors.EngineKeyRefusedError],
    ['no key', {}, errors.EngineKeysMissingError],
    ['half of the keys', { MEILI_SEARCH_KEY: 'x'.repeat(40) }, errors.EngineKeysMissingError],
  ])('refuses %s', async (_, keys, type) => {
    const error = await failureOf(connect('/nowhere', { MEILI_URL: engine.url, ...keys }));
    expect(error).toBeInstanceOf(type);
    expect(error.message + error.hint).not.toContain('xxxx');
    expectOneSentence(error);
  });

  test('refuses wrong lesser keys, and names which', async () => {
    const { url, indexKey, searchKey } = engine;
    const wrong = 'x'.repeat(40);
    const index = { MEILI_URL: url, MEILI_INDEX_KEY: wrong, MEILI_SEARCH_KEY: searchKey };
    expect((await failureOf(connect('/nowhere', index))).message).toContain('MEILI_INDEX_KEY');
    const search = { MEILI_URL: url, MEILI_INDEX_KEY: indexKey, MEILI_SEARCH_KEY: wrong };
    expect((await failureOf(connect('/nowhere', search))).message).toContain('MEILI_SEARCH_KEY');
  });

  test('takes a search key by the name that the engine has for it, and no other', async () => {
    const { url, masterKey, indexKey } = engine;
    const answer = await fetch(`${url}/keys`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${masterKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ actions: ['search'], indexes: ['vanthu_*'], expiresAt: null }),
    });
    const { key, uid } = (await answer.json()) as { key: string; uid: string };
    const env = { MEILI_URL: url, MEILI_INDEX_KEY: indexKey, MEILI_SEARCH_KEY: key };
    expect(await connect('/nowhere', { ...env, MEILI_SEARCH_KEY_UID: uid })).toMatchObject({
      searchKeyUid: uid,
    });
    const error = await failureOf(connect('/nowhere', env));
    expect(error).toBeInstanceOf(errors.SearchKeyUidError);
    expect(error.message + error.hint).not.toContain(key);
    expectOneSentence(error);
  });

  test('refuses a search key that can write', async () => {
    const { url, indexKey } = engine;
    const env = { MEILI_URL: url, MEILI_INDEX_KEY: indexKey, MEILI_SEARCH_KEY: indexKey };
    expect(await failureOf(connect('/nowhere', env))).toBeInstanceOf(errors.SearchKeyTooPowerfulError);
  });

  async function newKey(actions: readonly string[], indexes: readonly string[] = ['*']): Promise<string> {
    const response = await fetch(`${engine.url}/keys`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${engine.masterKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ actions, indexes, expiresAt: null }),
    });
    return ((await response.json()) as { key: string }).key;
  }

  test.each([
    [
      ['documents.add', 'documents.delete', 'settings.update', 'keys.create'],
      ['*'],
      'it writes and makes keys',
    ],
    [['documents.add'], ['vanthu_*'], 'it writes to our indexes'],
    [['settings.update'], ['vanthu_tasks'], 'it writes to one of them'],
    [['indexes.delete'], ['vanthu_*'], 'it deletes our indexes'],
    [['*'], ['*'], 'it may do everything'],
  ])('refuses a search key with %j on %j: %s', async (actions, indexes) => {
    const { url, indexKey } = engine;
    const MEILI_SEARCH_KEY = await newKey(['search', ...actions], indexes);
    const env = { MEILI_URL: url, MEILI_INDEX_KEY: indexKey, MEILI_SEARCH_KEY };
    expect(await failureOf(connect('/nowhere', env))).toBeInstanceOf(errors.SearchKeyTooPowerfulError);
  });

  test('a key with one action more is found out by its probe, and the probes change nothing', async () => {
    const { url, masterKey } = engine;
    const everything = async () => {
      const headers = { Authorization: `Bearer ${masterKey}` };
      const read = async (path: string) => (await fetch(url + path, { headers })).json();
      return [await read('/tasks?limit=1000'), await read('/indexes'), await read('/experimental-features')];
    };
    const headers = { Authorization: `Bearer ${masterKey}`, 'Content-Type': 'application/json' };
    // Also on an index that there is.
    await fetch(`${url}/indexes`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ uid: 'vanthu_documents' }),
    });
    await expect
      .poll(() => request(`${url}/indexes/vanthu_documents`, masterKey as string), { timeout: 5000 })
      .toBe(200);
    await expect.poll(async () => JSON.stringify(await everything())).not.toMatch(/enqueued"|processing"/);
    const before = await everything();
    expect(await findPowers(url, await newKey(['search']))).toEqual([]);
    const actions = [...new Set(PROBES.map(({ action }) => action))];
    for (const action of actions) {
      expect(await findPowers(url, await newKey(['search', action]))).toEqual([action]);
    }
    await findPowers(url, masterKey as string);
    expect(await everything()).toEqual(before);
  });

  test('says so when the index key may not read the version', async () => {
    const { url, masterKey, searchKey } = engine;
    const response = await fetch(`${url}/keys`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${masterKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ actions: ['documents.*', 'indexes.*'], indexes: ['*'], expiresAt: null }),
    });
    const { key } = (await response.json()) as { key: string };
    const env = { MEILI_URL: url, MEILI_INDEX_KEY: key, MEILI_SEARCH_KEY: searchKey };
    expect(await failureOf(connect('/nowhere', env))).toBeInstanceOf(errors.EngineVersionUnreadableError);
  });

  test.each(['1.10.0', '1.20.2', '0.30.5', '2.0.0'])('refuses version %s', async (pkgVersion) => {
    const url = await serve({ '/health': { status: 'available' }, '/version': { pkgVersion } });
    const error = await failureOf(connect('/nowhere', { MEILI_URL: url, MEILI_MASTER_KEY: 'x'.repeat(40) }));
    expect(error).toBeInstanceOf(errors.EngineVersionError);
    expect(error.message).toContain(pkgVersion);
    expectOneSentence(error);
  });

  test('refuses a server that is no Meilisearch', async () => {
    const url = await serve({});
    const error = await failureOf(connect('/nowhere', { MEILI_URL: url, MEILI_MASTER_KEY: 'x'.repeat(40) }));
    expect(error).toBeInstanceOf(errors.EngineUnreachableError);
    expect(error.message).toContain('something else answers');
  });

  test('is told when nothing answers', async () => {
    const url = await serve({});
    old?.close();
    const error = await failureOf(connect('/nowhere', { MEILI_URL: url, MEILI_MASTER_KEY: 'x'.repeat(40) }));
    expect(error).toBeInstanceOf(errors.EngineUnreachableError);
    expect(error.message).toContain('ECONNREFUSED');
    expect(error.hint).toContain('MEILI_URL');
    expectOneSentence(error);
  });
});
