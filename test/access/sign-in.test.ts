import { scryptSync } from 'node:crypto';
import { cp, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltPortal, startBuiltPortal } from '../../scripts/built-portal.ts';
import { type OwnPortal, startOwnPortal } from '../../scripts/own-portal.ts';
import { AccountError, accountOffice } from '../../src/access/account-office.ts';
import { openAccounts } from '../../src/access/accounts.ts';
import { SIGN_IN_LIMITS } from '../../src/access/rate-limits.ts';
import { ACCOUNT, postForm, signedIn } from './twin-portals.ts';

let portal: OwnPortal;
const account = (name: string) => ({ username: name, password: `mat khau cua ${name}` });

beforeAll(async () => {
  portal = await startOwnPortal(
    (folder) => cp(join(import.meta.dirname, '../../corpus'), folder, { recursive: true }),
    { env: { TRUSTED_PROXIES: '127.0.0.1' } },
  );
  await withOffice(async (office) => {
    await office.add({ ...ACCOUNT, name: 'Phòng Tổng hợp', role: 'editor' });
    for (const name of ['mot', 'hai', 'bach', 'bon'])
      await office.add({ ...account(name), name: `Người ${name}`, role: 'reader' });
  });
});
afterAll(() => portal?.stop());

async function withOffice(work: (office: ReturnType<typeof accountOffice>) => Promise<void>): Promise<void> {
  const accounts = await openAccounts({ dataDir: portal.dataDir, portalUrl: 'http://localhost:4321' });
  await work(accountOffice(accounts)).finally(accounts.close);
}

/** Tries to sign in from an address, as a trusted proxy tells of it. */
const attempt = (from: string, username: string, password: string) =>
  postForm(`${portal.address}/dang-nhap`, { username, password }, { 'x-forwarded-for': from });

const seesInternal = async (cookie: string) =>
  (await fetch(`${portal.address}/tai-khoan`, { headers: { cookie }, redirect: 'manual' })).status === 200;

describe('guesses', () => {
  test('1,000 from one address: the stated number is looked at, the others are told to wait', async () => {
    const statuses: number[] = [];
    for (let round = 0; round < 50; round++) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) => attempt('198.51.100.7', `ten-${round}-${i}`, 'doan mo mot lan')),
      );
      for (const answer of answers) {
        statuses.push(answer.status);
        if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        await answer.arrayBuffer();
      }
    }
    expect(statuses.length).toBe(1_000);
    expect(statuses.filter((status) => status === 401).length).toBe(SIGN_IN_LIMITS.address.points);
    expect(statuses.filter((status) => status === 429).length).toBe(1_000 - SIGN_IN_LIMITS.address.points);
    // the right password is not looked at, either
    expect((await attempt('198.51.100.7', 'mot', account('mot').password)).status).toBe(429);
    // others are not kept out by it
    expect((await attempt('198.51.100.8', 'mot', account('mot').password)).status).toBe(303);
  });

  test('1,000 for one name from 1,000 addresses: the stated number is looked at', async () => {
    const statuses: number[] = [];
    for (let round = 0; round < 50; round++)
      await Promise.all(
        Array.from({ length: 20 }, async (_, i) => {
          const answer = await attempt(`203.0.${round}.${i + 1}`, 'HAI', 'doan mo mot lan');
          statuses.push(answer.status);
          await answer.arrayBuffer();
        }),
      );
    expect(statuses.filter((status) => status === 401).length).toBe(SIGN_IN_LIMITS.name.points);
    expect(statuses.filter((status) => status === 429).length).toBe(1_000 - SIGN_IN_LIMITS.name.points);
  });

  test('a wrong name, a wrong password and a disabled account are answered alike', async () => {
    await withOffice((office) => office.disable('bach'));
    const told = async (username: string, password: string) => {
      const answer = await attempt('198.51.100.9', username, password);
      return `${answer.status} ${(await answer.text()).replaceAll(username, 'NAME')}`;
    };
    const wrongName = await told('khongco', 'mat khau nao do');
    expect(await told('bon', 'mat khau nao do')).toBe(wrongName);
    expect(await told('bach', account('bach').password)).toBe(wrongName);
    expect(wrongName).toContain('không đúng');
  });
});

describe('what is kept', () => {
  test('nothing of a new password that was sent after the session ended, which is told', async () => {
    const fields = { action: 'password', current: 'mat khau cu zz', new: 'mat khau moi zz' };
    for (const [path, said] of [
      ['/tai-khoan', 'Mật khẩu không được giữ lại'],
      ['/en/account', 'Passwords are not kept'],
    ] as const) {
      const answer = await postForm(portal.address + path, fields, { accept: 'text/html' });
      expect(answer.status).toBe(401);
      const page = await answer.text();
      expect(page).toContain(said);
      expect(page).not.toMatch(/mat khau (?:cu|moi) zz|name="held/u);
    }
  });

  test('passwords are scrypt hashes, in files that only their owner reads', async () => {
    const path = join(portal.dataDir, 'accounts.sqlite');
    for (const file of [path, join(portal.dataDir, 'accounts.secret')])
      expect((await stat(file)).mode & 0o777, file).toBe(0o600);
    const database = new DatabaseSync(path, { readOnly: true });
    const rows = database
      .prepare('SELECT u.username, a.password FROM account a JOIN user u ON u.id = a.userId')
      .all() as { username: string; password: string }[];
    database.close();
    expect(rows.length).toBe(5);
    const { password } = rows.find(({ username }) => username === 'mot') as { password: string };
    const [salt = '', hash] = password.split(':');
    const cost = { N: 16_384, r: 16, p: 1, maxmem: 128 * 16_384 * 16 * 2 };
    expect(scryptSync(account('mot').password, salt, 64, cost).toString('hex')).toBe(hash);
    expect(new Set(rows.map(({ password: kept }) => kept.split(':')[0])).size).toBe(5);
    const bytes = await readFile(path);
    expect(bytes.includes(account('mot').password)).toBe(false);
  });

  test('the log says who came in and who did not, and nothing that was typed', async () => {
    await attempt('198.51.100.20', 'mot', account('mot').password);
    await attempt('198.51.100.20', 'mat-khau-o-cho-ten', 'mat khau sai roi');
    await expect
      .poll(
        async () =>
          (await readFile(join(portal.dataDir, 'logs/access.jsonl'), 'utf8')).split('198.51.100.20').length,
      )
      .toBe(3);
    const log = await readFile(join(portal.dataDir, 'logs/access.jsonl'), 'utf8');
    const lines = log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const own = lines.filter(({ client }) => client === '198.51.100.20');
    expect(own).toEqual([
      { at: expect.any(String), account: 'mot', client: '198.51.100.20', action: 'sign-in', by: 'password' },
      {
        at: expect.any(String),
        account: null,
        client: '198.51.100.20',
        action: 'sign-in-refused',
        reason: 'wrong',
      },
    ]);
    expect(log).not.toContain('mat-khau-o-cho-ten');
    expect(log).not.toContain('mat khau');
    expect((await stat(join(portal.dataDir, 'logs/access.jsonl'))).mode & 0o777).toBe(0o600);
  });
});

describe('a session', () => {
  test('has a cookie of the stated kind: for http alone, for the whole portal, for twelve hours', async () => {
    const answer = await attempt('198.51.100.30', ACCOUNT.username, ACCOUNT.password);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^vanthu\.session_token=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/u);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('that was stolen is dead after its owner signed out', async () => {
    const cookie = await signedIn(portal.address);
    const other = await signedIn(portal.address);
    expect(cookie).not.toBe(other);
    expect(await seesInternal(cookie)).toBe(true);
    const out = await postForm(`${portal.address}/tai-khoan`, { action: 'sign-out' }, { cookie });
    expect(out.headers.getSetCookie()[0]).toContain('Max-Age=0');
    expect(await seesInternal(cookie)).toBe(false);
    expect(await seesInternal(other)).toBe(true);
  });

  test('ends with a new password, and with one that was reset', async () => {
    const [first, second] = [
      await signedIn(portal.address, account('bon')),
      await signedIn(portal.address, account('bon')),
    ];
    const changed = await postForm(
      `${portal.address}/tai-khoan`,
      { action: 'password', current: account('bon').password, new: 'mot mat khau moi hon' },
      { cookie: first },
    );
    expect(changed.status).toBe(303);
    expect(await seesInternal(second)).toBe(false);
    const third = await signedIn(portal.address, { username: 'bon', password: 'mot mat khau moi hon' });
    await withOffice((office) => office.reset('bon', 'lai mot mat khau khac'));
    expect(await seesInternal(third)).toBe(false);
  });

  test('cannot be ended by somebody else', async () => {
    const mine = await signedIn(portal.address, account('mot'));
    const page = await (await fetch(`${portal.address}/tai-khoan`, { headers: { cookie: mine } })).text();
    const id = /name="session" value="([^"]+)"/u.exec(page)?.[1] ?? '';
    expect(id).not.toBe('');
    // ids of sessions are on the page, their tokens are nowhere
    expect(page).not.toContain(decodeURIComponent(mine.split('=')[1] ?? '').split('.')[0]);
    const theirs = await signedIn(portal.address);
    await postForm(`${portal.address}/tai-khoan`, { action: 'end-session', session: id }, { cookie: theirs });
    expect(await seesInternal(mine)).toBe(true);
  });

  test('changes nothing for a request of another site', async () => {
    const cookie = await signedIn(portal.address);
    for (const origin of ['https://evil.example', 'null', `${portal.address}.evil.example`, undefined])
      for (const path of [
        '/dang-nhap',
        '/tai-khoan',
        '/api/snapshots',
        '/api/mentions/batch.csv',
        '/ngu-canh/nhieu-cum',
      ]) {
        const answer = await fetch(portal.address + path, {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie, ...(origin && { origin }) },
          body: new URLSearchParams({ action: 'sign-out', list: 'x' }),
        });
        expect(answer.status, `${path} from ${origin}`).toBe(403);
      }
    expect(await seesInternal(cookie)).toBe(true);
  });

  test('nothing of the library is answered besides', async () => {
    for (const path of [
      '/dang-nhap/sign-up/email',
      '/dang-nhap/admin/create-user',
      '/dang-nhap/get-session',
      '/dang-nhap/sign-in/username',
      '/api/auth/sign-in/email',
      '/dang-nhap/callback/sso',
      '/dang-nhap/sso',
    ]) {
      expect((await fetch(portal.address + path, { redirect: 'manual' })).status, path).toBe(404);
      expect((await postForm(portal.address + path, { email: 'a@b.vn', password: 'x' })).status, path).toBe(
        404,
      );
    }
  });

  test.each([
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['/\t/evil.example', '/'],
    ['/thong-ke?year=2024', '/thong-ke?year=2024'],
  ])('leads on to %s only within the portal', async (next, location) => {
    const answer = await postForm(`${portal.address}/dang-nhap?${new URLSearchParams({ next })}`, ACCOUNT);
    expect(answer.headers.get('location')).toBe(location);
  });
});

describe('behind TLS', () => {
  let secure: BuiltPortal;
  beforeAll(async () => {
    secure = await startBuiltPortal({
      ...portal.engine,
      dataDir: portal.dataDir,
      env: { PORTAL_URL: 'https://vanthu.example.vn' },
    });
  });
  afterAll(() => secure?.stop());

  test('the cookie goes over TLS alone, and browsers are told to come by it', async () => {
    const answer = await fetch(`${secure.address}/dang-nhap`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: 'https://vanthu.example.vn' },
      body: new URLSearchParams(ACCOUNT),
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Secure-vanthu\.session_token=[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/u,
    );
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect((await fetch(portal.address)).headers.get('strict-transport-security')).toBeNull();
  });
});

describe('accounts', () => {
  test.each([
    ['a name that is taken', { username: 'MOT' }],
    ['no user name', { username: 'có dấu' }],
    ['a short password', { password: 'ngan' }],
    ['a long password', { password: 'x'.repeat(129) }],
    ['no name', { name: ' ' }],
    ['a name of two lines', { name: 'Tên\n\u001b[31mđỏ' }],
    ['a password of two lines', { password: 'mot dong va\nmot dong' }],
    ['an address that nobody can have', { email: 'a@accounts.invalid' }],
    ['a bad address', { email: 'khong-phai' }],
  ])('are not made with %s', async (_, wrong) => {
    await withOffice(async (office) => {
      const wanted = {
        username: 'nam',
        password: 'du dai de dung',
        name: 'Năm',
        role: 'reader' as const,
        ...wrong,
      };
      await expect(office.add(wanted)).rejects.toThrow(AccountError);
      expect((await office.list()).map(({ username }) => username)).not.toContain('nam');
    });
  });

  test('that do not exist are told so', async () => {
    await withOffice(async (office) => {
      await expect(office.disable('ai-do')).rejects.toThrow('There is no account "ai-do".');
      await expect(office.reset('ai-do', 'du dai de dung')).rejects.toThrow(AccountError);
    });
  });
});
