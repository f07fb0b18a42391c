import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OwnPortal, startOwnPortal } from '../../scripts/own-portal.ts';
import { accountOffice } from '../../src/access/account-office.ts';
import { openAccounts } from '../../src/access/accounts.ts';
import { ACCOUNT } from './twin-portals.ts';

let portal: OwnPortal;
beforeAll(async () => {
  portal = await startOwnPortal(
    (folder) => cp(join(import.meta.dirname, '../../corpus'), folder, { recursive: true }),
    { env: { PORTAL_MODE: 'staff' } },
  );
  const accounts = await openAccounts({ dataDir: portal.dataDir, portalUrl: 'http://localhost:4321' });
  await accountOffice(accounts).add({ ...ACCOUNT, name: 'Phòng Tổng hợp', role: 'reader' });
  accounts.close();
});
afterAll(() => portal?.stop());

type Fields = readonly (readonly [name: string, value: string | File])[];

/** Sends a form as a browser does. */
function send(path: string, fields: Fields, headers: Readonly<Record<string, string>> = {}) {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  // the length is stated, as browsers do
  return new Response(body).arrayBuffer().then(async (bytes) => {
    const { headers: own } = new Response(body);
    const boundary = new TextDecoder('latin1').decode(bytes).split('\r\n')[0]?.slice(2);
    expect(own.get('content-type')).toContain('multipart/form-data');
    return fetch(portal.address + path, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        origin: portal.address,
        accept: 'text/html,application/xhtml+xml',
        'content-type': `multipart/form-data; boundary=${boundary}`,
        ...headers,
      },
      body: bytes,
    });
  });
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  amp: '&',
  '#38': '&',
  '#34': '"',
  '#39': "'",
};
const plain = (html: string) =>
  html.replace(/&(lt|gt|quot|amp|#3[489]);/gu, (_, name) => ENTITIES[name] ?? '');

const TAG = /<input(?:[^>"]|"[^"]*")*>/gu;

/** What the form of a page would send: its address and its fields, as a browser reads them. */
function formIn(html: string): { action: string; fields: [string, string][]; html: string } {
  const [form = ''] = /<form class="(?:credentials|batch)"[\s\S]*?<\/form>/u.exec(html) ?? [];
  const attribute = (tag: string, name: string) =>
    plain(new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? '');
  const inputs = [...form.matchAll(TAG)].map(([tag]) => tag);
  const areas = [...form.matchAll(/<textarea([^>]*)>\n?([\s\S]*?)<\/textarea>/gu)];
  return {
    action: attribute(form, 'action'),
    fields: [
      ...inputs
        .filter((tag) => attribute(tag, 'type') === 'hidden')
        .map((tag): [string, string] => [attribute(tag, 'name'), attribute(tag, 'value')]),
      ...areas.map(([, tag = '', text = '']): [string, string] => [attribute(tag, 'name'), plain(text)]),
    ],
    html: form,
  };
}

const signIn = (form: ReturnType<typeof formIn>, password: string = ACCOUNT.password) =>
  send(form.action, [...form.fields, ['username', ACCOUNT.username], ['password', password]]);
const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

const LIST = `Dân vận khéo\r\n"chuyển đổi số" & <b>khéo</b>\r\n${'mặt trận\r\n'.repeat(400)}`;

describe('a form sent after the session ended', () => {
  test('goes through the sign-in, a wrong password too, and comes back filled in', async () => {
    const refused = await send('/ngu-canh/nhieu-cum?year=2024', [
      ['list', LIST],
      ['file', new File([], '')],
    ]);
    expect(refused.status).toBe(401);
    expect(refused.headers.get('cache-control')).toContain('no-store');
    const page = await refused.text();
    expect(page).toContain('Phiên làm việc đã hết. Đăng nhập lại, nội dung vừa gửi vẫn còn.');
    expect(page).toContain('<a href="/en/mentions/batch?year=2024"');
    expect(page.replaceAll(TAG, '')).not.toContain('<b>khéo');
    const first = formIn(page);
    expect(first.action).toBe('/dang-nhap?next=%2Fngu-canh%2Fnhieu-cum%3Fyear%3D2024');

    const wrong = await signIn(first, 'mat khau khac');
    expect(wrong.status).toBe(401);
    const second = formIn(await wrong.text());
    expect(second.fields).toEqual(first.fields);

    const back = await signIn(second);
    expect(back.status).toBe(200);
    expect(back.headers.get('cache-control')).toContain('no-store');
    const shown = await back.text();
    expect(shown).toContain('Đã đăng nhập lại');
    expect(shown).not.toContain('<b>khéo');
    const again = formIn(shown);
    expect(again.action).toBe('/ngu-canh/nhieu-cum?year=2024');
    expect(again.html).toContain('<textarea name="list"');
    // a file that was not chosen is an empty text to who reads forms
    expect(again.fields.filter(([name]) => name !== 'file')).toEqual([['list', LIST]]);

    const counted = await send(again.action, again.fields, { cookie: cookieOf(back) });
    expect(counted.status).toBe(200);
    expect(await counted.text()).toMatch(/data-batch[\s\S]*Dân vận khéo/u);

    // the sign-in sent twice leads to the same page
    const twice = await send(
      second.action,
      [...second.fields, ['username', ACCOUNT.username], ['password', 'khac']],
      { cookie: cookieOf(back) },
    );
    expect(formIn(await twice.text())).toEqual(again);
  });

  test('of the API, as a browser sends it, in its language; a program is told in JSON', async () => {
    const fields: Fields = [
      ['year', '2024'],
      ['year', '2023'],
      ['lang', 'en'],
    ];
    const refused = await send('/api/snapshots', fields);
    expect(refused.status).toBe(401);
    const page = await refused.text();
    expect(page).toContain('Your session has ended. Sign in again');
    const back = await signIn(formIn(page));
    const again = formIn(await back.text());
    expect(again).toMatchObject({ action: '/api/snapshots', fields });
    const taken = await send(again.action, again.fields, { cookie: cookieOf(back) });
    expect(taken.status).toBe(303);
    expect(taken.headers.get('location')).toMatch(/^\/en\/.*\/[0-9a-f]{20}$/u);

    const program = await send('/api/snapshots', fields, { accept: '*/*' });
    expect(program.status).toBe(401);
    expect(program.headers.get('content-type')).toContain('application/problem+json');
  });

  test('keeps no password and no file, and says so', async () => {
    const account = await (
      await send('/tai-khoan', [
        ['action', 'password'],
        ['current', 'mat khau cu zz'],
        ['new', 'mat khau moi zz'],
      ])
    ).text();
    expect(account).toContain('Mật khẩu không được giữ lại');
    expect(account).not.toMatch(/mat khau (?:cu|moi) zz/u);
    expect(formIn(account).fields).toEqual([]);

    const page = await (
      await send('/ngu-canh/nhieu-cum', [
        ['list', ''],
        ['password', 'mat khau zz'],
        ['file', new File(['cụm từ trong tệp zz'], 'danh-sach.txt')],
      ])
    ).text();
    expect(page).toContain('xin chọn lại tệp');
    expect(page).not.toMatch(/tệp zz|danh-sach|mat khau zz/u);
    const again = await (await signIn(formIn(page))).text();
    expect(again).toMatch(/<input type="file" name="file"/u);
  });

  test('says what is too long to be kept', async () => {
    const page = await send('/ngu-canh/nhieu-cum', [['list', 'dân vận\n'.repeat(40_000)]]);
    expect(page.status).toBe(401);
    const text = await page.text();
    expect(text).toContain('quá dài');
    expect(formIn(text).fields).toEqual([]);
    const many = await send(
      '/ngu-canh/nhieu-cum',
      Array.from({ length: 2_000 }, (_, i) => [`a${i}`, 'b'] as const),
    );
    expect(await many.text()).toContain('quá dài');
  });

  test('the longest list that can be counted is kept', async () => {
    const list = 'ab\r\n'.repeat(49_000);
    const page = formIn(await (await send('/ngu-canh/nhieu-cum', [['list', list]])).text());
    const again = formIn(await (await signIn(page)).text());
    expect(again.fields).toEqual([['list', list]]);
  });

  test('leads to no other host', async () => {
    for (const to of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example/',
      'javascript:alert(1)',
      '',
    ]) {
      const back = await send('/dang-nhap', [
        ['held-to', to],
        ['held:list', 'x'],
        ['username', ACCOUNT.username],
        ['password', ACCOUNT.password],
      ]);
      expect(back.status, to).toBe(303);
      expect(back.headers.get('location'), to).toBe('/');
    }
  });

  test('from another site is refused before', async () => {
    const answer = await send('/ngu-canh/nhieu-cum', [['list', 'x']], { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain('held:');
  });
});
