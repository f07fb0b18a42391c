import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltPortal, startBuiltPortal } from '../../scripts/built-portal.ts';
import { type OwnPortal, startOwnPortal } from '../../scripts/own-portal.ts';
import { accountOffice } from '../../src/access/account-office.ts';
import { openAccounts } from '../../src/access/accounts.ts';
import { ConfigurationError, checkSignInIsPrivate, readConfiguration } from '../../src/configuration.ts';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { createClient } from '../../src/engine/client.ts';
import { openDoor } from '../../src/engine/door.ts';
import { startEmbeddedEngine } from '../../src/engine/server/embedded.ts';
import { indexCorpus } from '../../src/indexing/index-corpus.ts';
import { requestsTo, routesOfTheServer } from './requests.ts';
import { ACCOUNT, postForm, signedIn } from './twin-portals.ts';

const ROOT = join(import.meta.dirname, '../..');
const INTERNAL = 'KẾ HOẠCH\n\nI. NHIỆM VỤ\n- Sở Hoa Sen chủ trì vầng trăng zzkín.\n';

async function fill(folder: string): Promise<void> {
  await cp(join(ROOT, 'corpus'), folder, { recursive: true });
  await writeFile(join(folder, 'documents/noi-bo.txt'), INTERNAL);
  await writeFile(join(folder, 'documents/noi-bo.yml'), 'access: internal\n');
}

/** What can be asked of any portal, of each route something. */
const someOfEach = async () =>
  requestsTo(
    await routesOfTheServer(),
    {
      internalIds: ['kh-zz'],
      publicIds: ['89-kh-bdvtu-binh-thuan-2023'],
      snapshotIds: ['0123456789abcdef0123'],
      versions: ['0123456789abcdef'],
    },
    3,
    7,
  );

describe('a public portal', () => {
  let portal: OwnPortal;
  beforeAll(async () => {
    portal = await startOwnPortal(fill, { env: { PORTAL_MODE: 'public' } });
  });
  afterAll(() => portal?.stop());

  test('has no internal document in its index, whoever asked', async () => {
    for (const audience of ['public', 'internal'] as const) {
      const door = openDoor({ url: portal.engine.url, key: portal.engine.searchKey }, audience);
      expect((await door.meta()).documents).toBe(5);
      expect((await door.search('passages', { q: 'zzkin', searchOn: ['folded'] })).total).toBe(0);
    }
  });

  test('has no sign-in: no page, no link, no answer to a form, no account', async () => {
    for (const path of [
      '/dang-nhap',
      '/en/sign-in',
      '/tai-khoan',
      '/en/account',
      '/quan-tri',
      '/en/admin',
      '/dang-nhap/sso',
    ]) {
      expect((await fetch(portal.address + path, { redirect: 'manual' })).status, path).toBe(404);
      expect((await postForm(portal.address + path, ACCOUNT)).status, path).toBe(404);
    }
    const page = await fetch(portal.address);
    expect(await page.text()).not.toMatch(/Đăng nhập|dang-nhap/u);
    expect(page.headers.get('vary') ?? '').not.toMatch(/cookie/iu);
    const cli = spawnSync(process.execPath, ['scripts/account.ts', 'list'], {
      cwd: ROOT,
      env: { ...process.env, PORTAL_MODE: 'public', DATA_DIR: portal.dataDir },
      encoding: 'utf8',
    });
    expect(cli.status).toBe(1);
    expect(cli.stderr).toContain('this portal has no accounts');
  });
});

describe('from mixed to public', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'vanthu-mode-'));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  test('the next run takes every internal document out, and what its ledger knew of them', async () => {
    await fill(join(dataDir, 'corpus'));
    const engine = await startEmbeddedEngine({ dataDir });
    const client = createClient({ url: engine.url, key: engine.indexKey });
    const corpus = await loadCorpus(join(dataDir, 'corpus'));
    try {
      const before = await indexCorpus({ client, corpus });
      const door = openDoor({ url: engine.url, key: engine.searchKey }, 'internal');
      const publicDoor = openDoor({ url: engine.url, key: engine.searchKey }, 'public');
      const told = await publicDoor.meta();
      expect(before.meta.documents).toBe(6);
      expect(await door.version(before.meta.indexVersion)).not.toBeNull();
      const { removed, withheld } = await indexCorpus({ client, corpus, audience: 'public' });
      expect(withheld).toBe(1);
      expect((await door.meta()).documents).toBe(5);
      expect((await door.search('documents', {})).total).toBe(5);
      expect(
        (await door.search('suggestions', { filters: ['text = "zzkín"'] }).catch(() => ({ total: 0 }))).total,
      ).toBe(0);
      expect(await door.version(before.meta.indexVersion)).toBeNull();
      expect(removed).toEqual(['noi-bo.txt']);
      // to the public nothing has happened
      expect(await publicDoor.meta()).toEqual(told);
      const all = await client.index('vanthu_versions').getDocuments({ limit: 100 });
      expect(JSON.stringify(all)).not.toContain('noi-bo');
      expect(all.results.map(({ access }) => access)).toEqual(['public']);
    } finally {
      await engine.stop();
    }
  });
});

describe('a portal for the staff', () => {
  let portal: OwnPortal;
  let cookie: string;
  beforeAll(async () => {
    portal = await startOwnPortal(fill, { env: { PORTAL_MODE: 'staff' } });
    const accounts = await openAccounts({ dataDir: portal.dataDir, portalUrl: 'http://localhost:4321' });
    await accountOffice(accounts).add({ ...ACCOUNT, name: 'Phòng Tổng hợp', role: 'reader' });
    accounts.close();
    cookie = await signedIn(portal.address);
  });
  afterAll(() => portal?.stop());

  test('shows nothing but the sign-in to who has not signed in, on every route', {
    timeout: 120_000,
  }, async () => {
    const statuses = new Map<number, string[]>();
    for (const { path, form } of await someOfEach()) {
      const answer = form
        ? await postForm(portal.address + path, form)
        : await fetch(portal.address + path, { redirect: 'manual' });
      const [pathname = ''] = path.split('?');
      statuses.set(answer.status, [...(statuses.get(answer.status) ?? []), pathname]);
      const body = await answer.text();
      // what somebody sent himself, the page that leads on carries along
      const sent = decodeURIComponent(path.replaceAll('+', ' ')) + Object.values(form ?? {}).join(' ');
      const told = ['89-KH', 'Bình Thuận', 'Bến Tre', 'indexVersion'].filter((word) => !sent.includes(word));
      expect(
        told.filter((word) => body.includes(word)),
        path,
      ).toEqual([]);
      if (answer.status === 303)
        expect(answer.headers.get('location'), path).toMatch(/^\/(?:dang-nhap|en\/sign-in)(?:\?|$)/u);
    }
    const open = [...new Set(statuses.get(200) ?? [])].sort();
    expect(open).toEqual(['/dang-nhap', '/en/sign-in', '/health', '/icon.svg', '/robots.txt']);
    expect([...statuses.keys()].sort()).toEqual([200, 303, 401, 404]);
    // what is not there is not there for single sign-on, either; anything else leads to the sign-in
    expect([...new Set(statuses.get(404))].sort()).toEqual(['/dang-nhap/callback/sso', '/dang-nhap/sso']);
  });

  test('shows all to who has, and tells no search engine', async () => {
    const answer = await fetch(`${portal.address}/tim-kiem?q=zzkín`, { headers: { cookie } });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Sở Hoa Sen');
    expect(await (await fetch(`${portal.address}/robots.txt`)).text()).toBe('User-agent: *\nDisallow: /\n');
  });

  test('leads back to the page that was asked for', async () => {
    const asked = await fetch(`${portal.address}/thong-ke?year=2024`, { redirect: 'manual' });
    const location = asked.headers.get('location') ?? '';
    expect(location).toBe('/dang-nhap?next=%2Fthong-ke%3Fyear%3D2024');
    const back = await postForm(portal.address + location, ACCOUNT);
    expect(back.headers.get('location')).toBe('/thong-ke?year=2024');
  });
});

describe('caches', () => {
  let portal: OwnPortal;
  let cookie: string;
  beforeAll(async () => {
    portal = await startOwnPortal(fill);
    const accounts = await openAccounts({ dataDir: portal.dataDir, portalUrl: 'http://localhost:4321' });
    await accountOffice(accounts).add({ ...ACCOUNT, name: 'Phòng Tổng hợp', role: 'reader' });
    accounts.close();
    cookie = await signedIn(portal.address);
  });
  afterAll(() => portal?.stop());
  const asked = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(portal.address + path, { headers });
    return { answer, headers: answer.headers, body: await answer.text() };
  };

  test.each([
    '/thong-ke?year=none',
    '/api/board?year=none',
    '/api/statistics?rows=department',
    '/tim-kiem?q=zzk%C3%ADn',
    '/api/documents?q=zzk%C3%ADn',
    '/nhiem-vu?q=zzk%C3%ADn',
    '/sitemap-1.xml',
    '/tim-kiem.atom',
    '/api/suggestions?q=zzk',
  ])('%s, asked by the public and the staff in both orders, is never mixed up', async (path) => {
    for (const first of ['public', 'internal'] as const) {
      // another address in each order, so that nothing was made before
      const own =
        path.startsWith('/api/') || path.includes('.')
          ? path
          : `${path}${path.includes('?') ? '&' : '?'}lang=${first}`;
      const order =
        first === 'public' ? ['public', 'internal', 'public'] : ['internal', 'public', 'internal', 'public'];
      const seen = [];
      for (const who of order)
        seen.push({ who, ...(await asked(own, who === 'internal' ? { cookie } : {})) });
      for (const { who, headers, body } of seen) {
        if (who === 'internal') {
          expect(headers.get('cache-control')).toBe('private, no-store');
          expect(headers.get('etag')).toBeNull();
          expect(headers.get('x-answer')).toBeNull();
        } else {
          expect(headers.get('vary')).toMatch(/cookie/iu);
          expect(headers.get('cache-control')).not.toMatch(/max-age/u);
          expect(body).not.toMatch(/Sở Hoa Sen|vầng trăng/u);
        }
      }
      const [publicBody] = seen.filter(({ who }) => who === 'public').map(({ body }) => body);
      for (const { who, body } of seen) if (who === 'public') expect(body).toBe(publicBody);
    }
  });

  test('what the public has is not taken for what the staff asks for', async () => {
    const { headers } = await asked('/thong-ke');
    const tag = headers.get('etag') ?? '';
    expect(tag).not.toBe('');
    expect((await asked('/thong-ke', { 'if-none-match': tag })).answer.status).toBe(304);
    expect((await asked('/thong-ke', { 'if-none-match': tag, cookie })).answer.status).toBe(200);
    expect((await asked('/thong-ke', { 'if-none-match': '*', cookie })).answer.status).toBe(200);
  });

  test('a snapshot of the staff is no page of the public', async () => {
    const taken = await postForm(`${portal.address}/api/snapshots`, {}, { cookie });
    const page = taken.headers.get('location') ?? '';
    expect(page).toMatch(/^\/thong-ke\/anh-chup\//u);
    expect((await asked(page, { cookie })).answer.status).toBe(200);
    expect((await asked(page)).answer.status).toBe(404);
    const open = await postForm(`${portal.address}/api/snapshots`, {});
    expect((await asked(open.headers.get('location') ?? '', { cookie })).answer.status).toBe(200);
  });

  test('the log has what was opened and what was taken away, by whom, and nothing of the public', async () => {
    const { body } = await asked('/api/documents?access=internal', { cookie });
    const [{ id }] = JSON.parse(body).items;
    await asked(`/van-ban/${id}`, { cookie });
    await asked(`/api/documents/${id}/original`, { cookie });
    await asked('/api/tasks.csv?access=internal', { cookie });
    await asked('/api/mentions.csv?q=zzk%C3%ADn', { cookie });
    await asked('/tim-kiem?q=khongthayzz', { cookie });
    await asked('/tim-kiem?q=cong-khai-tim-zz');
    await asked(`/van-ban/${id}`);
    const { readAccess } = await import('../../src/access/access-log.ts');
    const lines = () => readAccess(portal.dataDir, ({ action }) => action !== 'sign-in', 100);
    await expect
      .poll(async () => (await lines()).filter(({ action }) => action === 'search-without-result').length)
      .toBe(1);
    const told = (await lines()).reverse().map(({ at: _, client: __, ...entry }) => entry);
    const who = { account: ACCOUNT.username };
    expect(told).toContainEqual({ ...who, action: 'open', document: id, as: 'page' });
    expect(told).toContainEqual({ ...who, action: 'open', document: id, as: 'original' });
    for (const what of ['/api/tasks.csv?access=internal', '/api/mentions.csv?q=zzk%C3%ADn'])
      expect(told).toContainEqual({ ...who, action: 'export', what, documents: [id], whole: true });
    expect(told).toContainEqual({ ...who, action: 'search-without-result', what: '/tim-kiem?q=khongthayzz' });
    expect(JSON.stringify(told)).not.toContain('cong-khai-tim');
    expect(told.every(({ account }) => account !== null)).toBe(true);
  });
});

describe('where it may be served', () => {
  const checked = (env: Record<string, string>) => () => checkSignInIsPrivate(readConfiguration(env));

  test.each([
    [{ PORTAL_URL: 'http://vanthu.example.vn' }],
    [{ PORTAL_URL: 'http://10.0.0.5:4321' }],
    [{ HOST: '0.0.0.0' }],
    [{ HOST: '10.0.0.5', PORTAL_MODE: 'staff' }],
    [{ HOST: '0.0.0.0', PORTAL_URL: 'http://localhost:4321' }],
  ])('not with a sign-in on %j', (env) => {
    expect(checked(env)).toThrow(ConfigurationError);
    expect(checked({ ...env, PORTAL_MODE: 'public' })).not.toThrow();
  });

  test.each([
    [{}],
    [{ PORTAL_URL: 'https://vanthu.example.vn', HOST: '0.0.0.0' }],
    [{ PORTAL_URL: 'http://localhost:4321' }],
    [{ PORTAL_URL: 'http://127.0.0.1:4321' }],
    [{ PORTAL_URL: 'http://[::1]:4321', HOST: '::1' }],
  ])('with a sign-in on %j', (env) => {
    expect(checked(env)).not.toThrow();
  });

  test('the server itself refuses, too', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/serve.ts'], {
      cwd: ROOT,
      env: { ...process.env, PORTAL_URL: 'http://vanthu.example.vn', PORT: '1' },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('PORTAL_MODE=public');
  });
});

describe('the front', () => {
  let portal: BuiltPortal;
  let backing: OwnPortal;
  beforeAll(async () => {
    backing = await startOwnPortal(fill);
    portal = await startBuiltPortal({
      ...backing.engine,
      dataDir: backing.dataDir,
      env: { RATE_LIMIT: '30', TRUSTED_PROXIES: '127.0.0.1' },
    });
  });
  afterAll(async () => {
    await portal?.stop();
    await backing?.stop();
  });
  const from = (client: string, path: string, init: RequestInit = {}) =>
    fetch(portal.address + path, { ...init, headers: { ...init.headers, 'x-forwarded-for': client } });

  test('lets an address ask so much in a minute, then says when to come again', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 40; i++) statuses.push((await from('198.51.100.1', '/icon.svg')).status);
    expect(statuses.filter((status) => status === 200).length).toBe(30);
    const page = await from('198.51.100.1', '/tim-kiem');
    expect(page.status).toBe(429);
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('Quá nhiều yêu cầu');
    expect(await (await from('198.51.100.1', '/en/search')).text()).toContain('Too many requests');
    const answer = await from('198.51.100.1', '/api/documents');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    // a name that is sent along is no other address
    const forged = { headers: { 'x-vanthu-client': '198.51.100.99' } };
    expect((await from('198.51.100.1', '/icon.svg', forged)).status).toBe(429);
    expect((await from('198.51.100.2', '/icon.svg')).status).toBe(200);
  });

  test('counts a file of all rows as more', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await from('198.51.100.3', '/api/tasks.csv')).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });

  test('sets the headers of every answer: pages, files, refusals', async () => {
    const page = await (await from('198.51.100.4', '/')).text();
    const file = /\/_astro\/[^"]+/u.exec(page)?.[0] ?? '';
    for (const path of ['/', '/api/documents', '/khong-co', file]) {
      const { headers } = await from('198.51.100.4', path);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('x-frame-options'), path).toBe('DENY');
      expect(headers.get('referrer-policy'), path).toBe('same-origin');
      for (const banner of ['server', 'x-powered-by', 'x-astro-version'])
        expect(headers.get(banner), path).toBeNull();
    }
    expect(page).not.toMatch(/name="generator"/u);
  });

  test.each([
    ['a method that has no meaning', '/', { method: 'DELETE' }, 405],
    ['an address that is too long', `/tim-kiem?q=${'x'.repeat(41_000)}`, {}, 414],
    ['a form that is too large', '/ngu-canh/nhieu-cum', { method: 'POST', body: 'x'.repeat(1_000_001) }, 413],
    [
      'a form without its length',
      '/api/snapshots',
      {
        method: 'POST',
        body: new ReadableStream({
          start(part) {
            part.enqueue(new TextEncoder().encode('year=2024'));
            part.close();
          },
        }),
        duplex: 'half',
      } as RequestInit,
      411,
    ],
  ])('refuses %s', async (_, path, init, status) => {
    const answer = await from('198.51.100.5', path, init);
    expect(answer.status).toBe(status);
    expect((await answer.text()).length).toBeGreaterThan(20);
  });

  test('a per cent sign that was typed is one; an escape that was cut is told in the language of the page', async () => {
    const typed = await from('198.51.100.6', '/tim-kiem?q=100%');
    expect(typed.status).toBe(200);
    expect(await typed.text()).toContain('value="100%"');
    for (const [path, language, words] of [
      ['/tim-kiem?q=d%C3', 'vi', 'Địa chỉ bị hỏng'],
      ['/en/search?q=d%E1%BA', 'en', 'Broken address'],
      ['/van-ban/%FF', 'vi', 'Địa chỉ bị hỏng'],
    ] as const) {
      const answer = await from('198.51.100.6', path);
      expect(answer.status, path).toBe(400);
      const text = await answer.text();
      expect(text, path).toContain(words);
      expect(text, path).toContain(`lang="${language}"`);
    }
    const api = await from('198.51.100.6', '/api/documents?q=d%C3');
    expect(api.headers.get('content-type')).toContain('application/problem+json');
  });
});
