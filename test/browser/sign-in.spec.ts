import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import Provider from 'oidc-provider';
import { startBuiltPortal } from '../../scripts/built-portal.ts';
import { type OwnPortal, startOwnPortal } from '../../scripts/own-portal.ts';
import { readAccess } from '../../src/access/access-log.ts';
import { accountOffice } from '../../src/access/account-office.ts';
import { openAccounts } from '../../src/access/accounts.ts';
import { findFreePort } from '../../src/engine/server/free-port.ts';
import { VI } from '../../src/labels/vi.ts';
import { fillWithInternal, INTERNAL } from './internal-corpus.ts';

const A = VI.access;
const CLIENT = { id: 'vanthu', secret: 'hoa-sen-no-muon-2026-tren-song' } as const;
const OFFICE = 'Tài khoản Tỉnh ủy';
const SESSION_COOKIE = 'vanthu.session_token';

const STAFF = { username: 'phong-tonghop', name: 'Phòng Tổng hợp', email: 'tonghop@tinhuy.example' } as const;
/** Has never come by single sign-on before a test does so in his name. */
const OTHER = { username: 'ban-danvan', name: 'Ban Dân vận', email: 'danvan@tinhuy.example' } as const;
/** Has an account in the portal that was disabled. */
const DISABLED = { username: 'da-nghi', name: 'Người Đã Nghỉ', email: 'danghi@tinhuy.example' } as const;
/** Known to the provider, but not to the portal. */
const STRANGER = 'nguoila@tinhuy.example';
/** Pages of the portal take an address for another host that are written like this. */
const ELSEWHERE = ['//evil.example', '/\\evil.example', 'https://evil.example'] as const;

/** Somebody at the provider who says that this is his address; the provider does not know whether it is. */
const UNVERIFIED = 'says-so:';
/** Whichever words tell it: that there is no getting in by the office's account (now). */
const SSO_AWAY = /^Không đăng nhập được bằng/u;

/** A provider of single sign-on that knows anybody by the address that he gives. */
interface OpenIdProvider {
  readonly issuer: string;
  /** Nobody reaches it any more, until it is started again. */
  away(): Promise<void>;
  back(): Promise<void>;
}

/**
 * A real OpenID Connect provider. It has another host name than the portal, so that its cookies and the portal's are
 * of different sites, as they are in an office.
 */
async function startProvider(port: number, redirectUri: string): Promise<OpenIdProvider> {
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
    cookies: { keys: ['of this run alone'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: id.replace(UNVERIFIED, ''),
        email_verified: !id.startsWith(UNVERIFIED),
        name: `${id} at the provider`,
      }),
    }),
    // whoever signs in at his office is not asked whether the office's portal may know him
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: CLIENT.id,
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  const listen = async () => {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', issuer);
      if (!pathname.startsWith('/interaction/')) answer(request, response);
      else
        interact(provider, request, response).catch((error: unknown) => {
          console.error(error);
          response.writeHead(500).end();
        });
    }).listen(port, 'localhost');
    await once(server, 'listening');
    return server;
  };
  let server: Server | undefined = await listen();
  return {
    issuer,
    async away() {
      const closed = server && once(server, 'close');
      server?.close();
      server?.closeAllConnections();
      server = undefined;
      await closed;
    },
    async back() {
      server ??= await listen();
    },
  };
}

/** The provider's page: an address is asked for, and nothing else; or one turns back. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  if (request.method !== 'POST') {
    response
      .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><html lang="vi">
<title>${OFFICE}</title>
<form method="post"><label>Thư điện tử <input name="email"></label>
<button name="do" value="login">Vào</button> <button name="do" value="cancel">Thôi</button></form>`);
    return;
  }
  const form = new URLSearchParams(await text(request));
  await provider.interactionFinished(
    request,
    response,
    form.get('do') === 'login'
      ? { login: { accountId: form.get('email') ?? '' } }
      : { error: 'access_denied', error_description: 'turned back' },
  );
}

let portal: OwnPortal;
let provider: OpenIdProvider;
let environment: Readonly<Record<string, string>>;

/** The variables of a portal that listens on a port and trusts an issuer. */
const variables = (port: number, issuer: string) => ({
  PORTAL_URL: `http://127.0.0.1:${port}`,
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
  OIDC_NAME: OFFICE,
});

/** Does something with the accounts of the portal, as the office does beside the server. */
async function withOffice(what: (office: ReturnType<typeof accountOffice>) => Promise<void>): Promise<void> {
  const accounts = await openAccounts({ dataDir: portal.dataDir, portalUrl: portal.address });
  await what(accountOffice(accounts)).finally(() => accounts.close());
}

// one portal and one provider for all, which go away and come back: one test after the other
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const port = await findFreePort();
  provider = await startProvider(await findFreePort(), `http://127.0.0.1:${port}/dang-nhap/callback/sso`);
  environment = variables(port, provider.issuer);
  portal = await startOwnPortal(fillWithInternal, { port, env: environment });
  await withOffice(async (office) => {
    for (const person of [STAFF, OTHER, DISABLED])
      await office.add({ ...person, role: 'reader', password: 'khong dung den 2026' });
    await office.disable(DISABLED.username);
  });
});
test.afterAll(async () => {
  await portal?.stop();
  await provider?.away();
});
test.afterEach(() => provider.back());

const ssoLink = (page: Page) => page.getByRole('link', { name: A.sso(OFFICE) });
const nameInHeader = (page: Page, name: string = STAFF.name) =>
  page.getByRole('banner').getByRole('link', { name });

/** From the portal's sign-in page to the provider. */
async function toProvider(page: Page, next = ''): Promise<void> {
  const search = next === '' ? '' : `?${new URLSearchParams({ next })}`;
  await page.goto(`${portal.address}/dang-nhap${search}`);
  await ssoLink(page).click();
  await expect(page).toHaveURL((url) => url.origin === provider.issuer);
}

/** Signs in at the provider, which leads back to the portal. */
async function signInAtProvider(page: Page, email: string): Promise<void> {
  await page.getByLabel('Thư điện tử').fill(email);
  await page.getByRole('button', { name: 'Vào' }).click();
  await page.waitForURL((url) => url.origin !== provider.issuer);
}

/** Where the provider would lead somebody back to who signs in on the page that is open; nobody has asked for it yet. */
async function callbackOf(page: Page, email: string): Promise<string> {
  let answer = await page.request.post(page.url(), { form: { do: 'login', email }, maxRedirects: 0 });
  for (let steps = 0; steps < 5; steps++) {
    const location = new URL(answer.headers().location ?? '', page.url());
    if (location.origin === portal.address) return location.href;
    answer = await page.request.get(location.href, { maxRedirects: 0 });
  }
  throw new Error('The provider does not lead back.');
}

const sessionCookie = async (context: BrowserContext) =>
  (await context.cookies(portal.address)).find(({ name }) => name === SESSION_COOKIE);

/** Nobody is signed in: no session, no name in the header, nothing internal found. */
async function expectPublic(page: Page): Promise<void> {
  expect(await sessionCookie(page.context())).toBeUndefined();
  await page.goto(`${portal.address}/tim-kiem?q=${INTERNAL.word}`);
  await expect(nameInHeader(page, A.signIn)).toBeVisible();
  await expect(page.getByText(INTERNAL.number)).toHaveCount(0);
}

/** Back on the sign-in page, which says in words why, and offers the other way in. */
async function expectRefused(page: Page, said: string | RegExp = A.ssoFailed): Promise<void> {
  await expect(page.getByRole('alert')).toHaveText(said);
  await expect(page).toHaveURL((url) => url.origin === portal.address && url.pathname === '/dang-nhap');
  await expect(page.getByLabel(A.password)).toBeVisible();
}

test('single sign-on: from the portal to the provider and back as the person of the account', async ({
  page,
  context,
}) => {
  await page.goto(`${portal.address}/tim-kiem?q=${INTERNAL.word}`);
  await expect(page.getByText(INTERNAL.number)).toHaveCount(0);
  await nameInHeader(page, A.signIn).click();
  await ssoLink(page).click();
  await signInAtProvider(page, STAFF.email);

  // where he was, and what he looked for is found now; the name is the portal's and not the provider's
  await expect(page).toHaveURL(`${portal.address}/tim-kiem?q=${INTERNAL.word}`);
  await expect(nameInHeader(page)).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: INTERNAL.title }).first().click();
  await expect(page.getByRole('main').getByText(A.internal, { exact: true })).toBeVisible();
  const cookie = await sessionCookie(context);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });

  await expect
    .poll(async () => (await readAccess(portal.dataDir, ({ action }) => action === 'sign-in', 1))[0])
    .toMatchObject({ account: STAFF.username, by: 'sso' });
});

test('in English, single sign-on leads from the English page back to the English front page', async ({
  page,
}) => {
  await page.goto(`${portal.address}/en/sign-in`);
  await page.getByRole('link', { name: OFFICE }).click();
  await signInAtProvider(page, STAFF.email);
  await expect(page).toHaveURL(`${portal.address}/en`);
  await expect(nameInHeader(page)).toBeVisible();
});

test('the letters of an address at the provider may be large or small', async ({ page }) => {
  await toProvider(page);
  await signInAtProvider(page, STAFF.email.toUpperCase());
  await expect(nameInHeader(page)).toBeVisible();
});

test('who signs out is out: the cookie that he had is good for nothing', async ({ page, context }) => {
  await toProvider(page);
  await signInAtProvider(page, STAFF.email);
  const cookie = await sessionCookie(context);
  if (!cookie) throw new Error('There is no session.');
  await nameInHeader(page).click();
  await page.getByRole('button', { name: A.signOut }).click();
  await expectPublic(page);

  // somebody kept it
  await context.addCookies([cookie]);
  await page.goto(`${portal.address}/tim-kiem?q=${INTERNAL.word}`);
  await expect(nameInHeader(page, A.signIn)).toBeVisible();
  await expect(page.getByText(INTERNAL.number)).toHaveCount(0);
});

test('a person of the provider without an account in the portal stays public and is told', async ({
  page,
}) => {
  await toProvider(page);
  await signInAtProvider(page, STRANGER);
  await expectRefused(page);
  await expectPublic(page);
  await expect
    .poll(async () => (await readAccess(portal.dataDir, ({ action }) => action === 'sign-in-refused', 1))[0])
    .toMatchObject({ account: null, reason: 'sso' });
  await withOffice(async (office) => {
    const accounts = await office.list();
    expect(accounts.map(({ username }) => username)).toEqual([
      OTHER.username,
      DISABLED.username,
      STAFF.username,
    ]);
  });
});

test('an address that the provider has not verified opens nobody’s account', async ({ page }) => {
  await toProvider(page);
  await signInAtProvider(page, UNVERIFIED + OTHER.email);
  await expectRefused(page);
  await expectPublic(page);
  // the person himself gets in
  await page.context().clearCookies();
  await toProvider(page);
  await signInAtProvider(page, OTHER.email);
  await expect(nameInHeader(page, OTHER.name)).toBeVisible();
});

test('a disabled account stays out, and is told', async ({ page }) => {
  await toProvider(page);
  await signInAtProvider(page, DISABLED.email);
  await expectRefused(page);
  await expectPublic(page);
});

test('an account that is disabled while somebody is in is out at once, and comes in no more', async ({
  page,
}) => {
  const person = { username: 'sap-nghi', name: 'Sắp Nghỉ', email: 'sapnghi@tinhuy.example' };
  await withOffice((office) => office.add({ ...person, role: 'reader', password: 'khong dung den 2026' }));
  await toProvider(page);
  await signInAtProvider(page, person.email);
  await expect(nameInHeader(page, person.name)).toBeVisible();
  await withOffice((office) => office.disable(person.username));
  await page.reload();
  await expect(nameInHeader(page, A.signIn)).toBeVisible();
  await page.context().clearCookies({ name: SESSION_COOKIE });
  // the provider still knows him and asks for nothing
  await page.goto(`${portal.address}/dang-nhap`);
  await ssoLink(page).click();
  await expectRefused(page);
  await expectPublic(page);
});

test('who turns back at the provider is on the sign-in page again', async ({ page }) => {
  await toProvider(page);
  await page.getByRole('button', { name: 'Thôi' }).click();
  await expectRefused(page);
  await expectPublic(page);
});

test('a callback with a wrong state signs nobody in', async ({ page }) => {
  await toProvider(page);
  const forged = `${portal.address}/dang-nhap/callback/sso?code=x&state=forged&iss=${encodeURIComponent(provider.issuer)}`;
  await page.goto(forged);
  await expectRefused(page);
  await expectPublic(page);
});

test('a callback with nothing in it signs nobody in', async ({ page }) => {
  await page.goto(`${portal.address}/dang-nhap/callback/sso`);
  await expectRefused(page);
  await expectPublic(page);
});

test('a callback is good in the browser alone that began it', async ({ page, browser }) => {
  await toProvider(page);
  const callback = await callbackOf(page, STAFF.email);

  // an attacker sends his own callback to somebody, who would work under the attacker's account
  const other = await browser.newContext();
  const victim = await other.newPage();
  await victim.goto(callback);
  await expectRefused(victim);
  await expectPublic(victim);
  await other.close();
});

test('a callback that was used signs nobody in again', async ({ page, context }) => {
  await toProvider(page);
  const used = page.waitForRequest((request) => request.url().includes('/dang-nhap/callback/sso'));
  await signInAtProvider(page, STAFF.email);
  const callback = (await used).url();
  await expect(nameInHeader(page)).toBeVisible();
  await context.clearCookies({ name: SESSION_COOKIE });
  await page.goto(callback);
  await expectRefused(page);
  await expectPublic(page);
});

for (const next of [
  '/thong-ke?year=2023',
  '/tim-kiem?q=%22d%C3%A2n+v%E1%BA%ADn%22&sort=newest',
  '/en/search?q=party',
])
  test(`next leads back to the page that was wanted: ${next}`, async ({ page }) => {
    await toProvider(page, next);
    await signInAtProvider(page, STAFF.email);
    await expect(page).toHaveURL(portal.address + next);
    await expect(nameInHeader(page)).toBeVisible();
  });

// signs that stand in an address as they are, and that a strict check of addresses may not know
for (const next of ['/tim-kiem?q=d*n&sort=newest', "/tim-kiem?q=a:b,c;d!(e)'f~g", '/thong-ke#bang'])
  test(`next leads back to a page with rare signs in its address: ${next}`, async ({ page }) => {
    await toProvider(page, next);
    await signInAtProvider(page, STAFF.email);
    await expect(page).toHaveURL((url) => url.href === new URL(next, portal.address).href);
    await expect(nameInHeader(page)).toBeVisible();
  });

for (const next of ELSEWHERE)
  test(`next never leads to another host: ${next}`, async ({ page }) => {
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    const search = new URLSearchParams({ next });
    // on the sign-in page, and where somebody leaves that out
    for (const path of ['/dang-nhap', '/dang-nhap/sso']) {
      await page.goto(`${portal.address}${path}?${search}`);
      if (path === '/dang-nhap') await ssoLink(page).click();
      if (page.url().startsWith(provider.issuer)) await signInAtProvider(page, STAFF.email);
      await expect(page).toHaveURL(`${portal.address}/`);
      await expect(nameInHeader(page)).toBeVisible();
      await page.context().clearCookies({ name: SESSION_COOKIE });
    }
    expect([...hosts].sort()).toEqual([new URL(portal.address).host, new URL(provider.issuer).host].sort());
  });

test('a provider that goes away on the way back: the sign-in page says so', async ({ page }) => {
  await toProvider(page);
  const callback = await callbackOf(page, STAFF.email);
  await provider.away();
  await page.goto(callback);
  await expectRefused(page, SSO_AWAY);
  await expectPublic(page);
});

test('a provider that is away: the sign-in page says so, and where one wanted to go is not forgotten', async ({
  page,
}) => {
  // the portal has asked it before: what it knows of it is no sign that it is there
  await toProvider(page);
  await page.goto(`${portal.address}/dang-nhap?${new URLSearchParams({ next: '/thong-ke' })}`);
  await provider.away();
  await ssoLink(page).click();
  await expectRefused(page, SSO_AWAY);
  await expectPublic(page);

  await provider.back();
  await page.goBack();
  await ssoLink(page).click();
  await signInAtProvider(page, STAFF.email);
  await expect(page).toHaveURL(`${portal.address}/thong-ke`);
});

test('a provider that is away when the portal starts: a clear message, passwords go on, and single sign-on works once it is back', async ({
  page,
}) => {
  await provider.away();
  // a second server on the same data: it has not asked the provider for anything yet
  const second = await startBuiltPortal({
    url: portal.engine.url,
    searchKey: portal.engine.searchKey,
    dataDir: portal.dataDir,
    env: environment,
  });
  try {
    await page.goto(`${second.address}/dang-nhap`);
    const answered = page.waitForResponse(/\/dang-nhap\/sso/u);
    await ssoLink(page).click();
    await answered;
    await expect(page.getByRole('alert')).toHaveText(SSO_AWAY);
    await expect(page.getByLabel(A.password)).toBeVisible();
    // a person reads this: a page, and no file of a program
    expect(await page.evaluate(() => document.contentType)).toBe('text/html');

    await page.getByLabel(A.username).fill(STAFF.username);
    await page.getByLabel(A.password).fill('khong dung den 2026');
    await page.getByRole('button', { name: A.signIn }).click();
    await expect(nameInHeader(page)).toBeVisible();
    await page.context().clearCookies();

    await provider.back();
    await page.goto(`${second.address}/dang-nhap`);
    await ssoLink(page).click();
    await expect(page).toHaveURL((url) => url.origin === provider.issuer);
  } finally {
    await second.stop();
  }
});

test('a provider that never answers does not keep those waiting who sign in with a password', async ({
  page,
}) => {
  // it takes what is sent to it, and says nothing
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  const port = await findFreePort();
  const second = await startBuiltPortal({
    url: portal.engine.url,
    searchKey: portal.engine.searchKey,
    dataDir: portal.dataDir,
    port,
    env: variables(port, `http://127.0.0.1:${address.port}`),
  });
  try {
    await page.goto(`${second.address}/dang-nhap`);
    await page.getByLabel(A.username).fill(STAFF.username);
    await page.getByLabel(A.password).fill('khong dung den 2026');
    await page.getByRole('button', { name: A.signIn }).click();
    await expect(nameInHeader(page)).toBeVisible({ timeout: 15_000 });
    await page.context().clearCookies();

    // and who wants to go by it is told before he gives up
    await page.goto(`${second.address}/dang-nhap`);
    await ssoLink(page).click();
    await expect(page.getByRole('alert')).toHaveText(SSO_AWAY, { timeout: 15_000 });
  } finally {
    await second.stop();
    silent.closeAllConnections();
    silent.close();
  }
});
