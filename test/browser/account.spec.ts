import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { type OwnPortal, startOwnPortal } from '../../scripts/own-portal.ts';
import { accountOffice } from '../../src/access/account-office.ts';
import { openAccounts } from '../../src/access/accounts.ts';
import { writeRunReport } from '../../src/indexing/run-report.ts';
import { EN } from '../../src/labels/en.ts';
import { VI } from '../../src/labels/vi.ts';
import { access } from '../../src/search/facets/access.ts';
import { fillWithInternal, INTERNAL } from './internal-corpus.ts';

const A = VI.access;
const SESSION_COOKIE = 'vanthu.session_token';

interface Person {
  readonly username: string;
  readonly name: string;
  readonly role: 'reader' | 'editor';
  readonly password: string;
}

/** Each test that changes something about an account has one of its own. */
const READER: Person = {
  username: 'nguoi-doc',
  name: 'Người Đọc',
  role: 'reader',
  password: 'hoa sen no muon 2026',
};
const EDITOR: Person = {
  username: 'bien-tap',
  name: 'Ban Biên tập',
  role: 'editor',
  password: 'hoa sung no som 2026',
};
const SESSIONS: Person = {
  username: 'nhieu-phien',
  name: 'Nhiều Phiên',
  role: 'reader',
  password: 'hoa cuc no thu 2026',
};
const CHANGES: Person = {
  username: 'doi-mat-khau',
  name: 'Đổi Mật khẩu',
  role: 'reader',
  password: 'hoa dao no xuan 2026',
};

let portal: OwnPortal;

// all sign-ins come from one address, which may fail but a few times a minute: one test after the other
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  portal = await startOwnPortal(fillWithInternal);
  const accounts = await openAccounts({ dataDir: portal.dataDir, portalUrl: portal.address });
  for (const person of [READER, EDITOR, SESSIONS, CHANGES]) await accountOffice(accounts).add(person);
  accounts.close();
  // what `npm run index` leaves behind, with a document that it refused
  await writeRunReport(portal.dataDir, {
    startedAt: '2026-11-20T02:00:00.000Z',
    finishedAt: '2026-11-20T02:00:12.500Z',
    outcome: 'done',
    counts: { sent: 4, unchanged: 2, removed: 1, refused: 1, withheld: 0 },
    indexVersion: '2026-11-20-abc',
    refused: [{ path: 'documents/noi-bo/hong.pdf', reason: 'The file is not a PDF.' }],
  });
});
test.afterAll(() => portal?.stop());

const inHeader = (page: Page, name: string) =>
  page.getByRole('banner').getByRole('link', { name, exact: true });
const main = (page: Page) => page.getByRole('main');
/** The documents that a search found. */
const results = (page: Page) => page.locator('.results > li');

/** Fills the form of the sign-in page and sends it. */
async function tryToSignIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto(`${portal.address}/dang-nhap`);
  await page.getByLabel(A.username).fill(username);
  await page.getByLabel(A.password).fill(password);
  await main(page).getByRole('button', { name: A.signIn }).click();
}

async function signIn(page: Page, person: Pick<Person, 'username' | 'password' | 'name'>): Promise<void> {
  await tryToSignIn(page, person.username, person.password);
  await expect(inHeader(page, person.name)).toBeVisible();
}

/** A browser of its own, in which somebody has signed in. */
async function browserOf(
  browser: Browser,
  person: Person,
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, person);
  return { context, page };
}

const search = (page: Page, q: string = INTERNAL.word) =>
  page.goto(`${portal.address}/tim-kiem?${new URLSearchParams({ q })}`);

/** Nothing of the internal document is there, and the header asks to sign in. */
async function expectPublic(page: Page): Promise<void> {
  await search(page);
  await expect(inHeader(page, A.signIn)).toBeVisible();
  await expect(page.getByText(INTERNAL.number)).toHaveCount(0);
}

/** Goes on by the Tab key until something has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The Tab key does not lead there.');
}

test('by the keyboard alone: from a search to the sign-in, and back to what is found now', async ({
  page,
}) => {
  await search(page);
  await expect(page.getByText(INTERNAL.number)).toHaveCount(0);
  await tabTo(page, inHeader(page, A.signIn));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: A.signIn })).toBeVisible();
  await tabTo(page, page.getByLabel(A.username));
  await page.keyboard.type(READER.username);
  // the password comes next, without anything between
  await page.keyboard.press('Tab');
  await expect(page.getByLabel(A.password)).toBeFocused();
  await page.keyboard.type(READER.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${portal.address}/tim-kiem?q=${INTERNAL.word}`);
  await expect(inHeader(page, READER.name)).toBeVisible();
  await expect(main(page).getByText(INTERNAL.number).first()).toBeVisible();
});

test('a wrong password is told at once, and the user name need not be typed again', async ({ page }) => {
  await tryToSignIn(page, READER.username, 'khong phai mat khau');
  await expect(page.getByRole('alert')).toHaveText(A.wrong);
  await expect(page.getByLabel(A.username)).toHaveValue(READER.username);
  await expect(page.getByLabel(A.password)).toHaveValue('');
  await expect(page.getByLabel(A.username)).toHaveAccessibleDescription(A.wrong);
  await expectPublic(page);
  // a name that nobody has is answered with the same words
  await tryToSignIn(page, 'khong-co-ai', 'khong phai mat khau');
  await expect(page.getByRole('alert')).toHaveText(A.wrong);
});

test('an internal document is found after the sign-in, bears “Nội bộ”, and is kept nowhere', async ({
  page,
}) => {
  await signIn(page, READER);
  await search(page);
  const result = results(page).filter({ hasText: INTERNAL.number });
  await expect(result).toHaveCount(1);
  await result.getByRole('link').first().click();
  await expect(main(page).getByText(A.internal, { exact: true })).toBeVisible();
  const answer = await page.reload();
  expect(answer?.headers()['cache-control']).toContain('no-store');
});

test('among the results, too, an internal document bears “Nội bộ”, and a public one does not', async ({
  page,
}) => {
  await signIn(page, READER);
  await search(page, 'dân vận');
  const bears = (result: Locator) => result.getByText(A.internal, { exact: true });
  await expect(bears(results(page).filter({ hasText: INTERNAL.number }))).toBeVisible();
  await expect(bears(results(page).filter({ hasNotText: INTERNAL.number }))).toHaveCount(0);
});

test('an internal document is not there for the public, not even by its address', async ({
  page,
  browser,
}) => {
  await signIn(page, READER);
  await search(page);
  await main(page).getByRole('link', { name: INTERNAL.title }).first().click();
  const address = page.url();
  const other = await (await browser.newContext()).newPage();
  expect((await other.goto(address))?.status()).toBe(404);
  expect(await other.content()).not.toContain(INTERNAL.word);
  await other.context().close();
});

test('the filter by access is there for staff and not for the public', async ({ page }) => {
  const { vi: label } = access.label;
  const filter = page.locator('[data-facet]').filter({ has: page.locator('summary', { hasText: label }) });
  await search(page, 'dân vận');
  await expect(page.locator('[data-facet]').first()).toBeAttached();
  await expect(filter).toHaveCount(0);
  // an address that was passed on filters nothing, and tells nothing
  await page.goto(`${portal.address}/tim-kiem?q=${INTERNAL.word}&access=internal`);
  await expect(page.getByText(INTERNAL.number)).toHaveCount(0);

  await signIn(page, READER);
  await search(page, 'dân vận');
  await expect(filter).toHaveCount(1);
  await filter.evaluate((details: HTMLDetailsElement) => {
    details.open = true;
  });
  await filter.getByRole('link', { name: A.internal }).first().click();
  await expect(page).toHaveURL(/[?&]access=internal/u);
  await expect(results(page)).toHaveCount(1);
  await expect(main(page).getByText(INTERNAL.number).first()).toBeVisible();
});

test('the account page lists the sessions; one that is ended there is public at once', async ({
  page,
  browser,
}) => {
  const elsewhere = await browserOf(browser, SESSIONS);
  await search(elsewhere.page);
  await expect(main(elsewhere.page).getByText(INTERNAL.number).first()).toBeVisible();
  await signIn(page, SESSIONS);
  await inHeader(page, SESSIONS.name).click();
  await expect(page).toHaveURL(`${portal.address}/tai-khoan`);
  const rows = main(page)
    .getByRole('row')
    .filter({ has: page.getByRole('button') });
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: A.thisSession })).toHaveCount(1);
  await expect(rows.first()).toContainText('127.0.0.1');
  await rows.filter({ hasNotText: A.thisSession }).getByRole('button').click();
  await expect(page.getByRole('status')).toHaveText(A.sessionEnded);
  await expect(rows).toHaveCount(1);
  await expect(inHeader(page, SESSIONS.name)).toBeVisible();

  await elsewhere.page.reload();
  await expect(inHeader(elsewhere.page, A.signIn)).toBeVisible();
  await expect(elsewhere.page.getByText(INTERNAL.number)).toHaveCount(0);
  await elsewhere.context.close();
});

test('all other sessions are ended by one button', async ({ page, browser }) => {
  const others = [await browserOf(browser, SESSIONS), await browserOf(browser, SESSIONS)];
  await signIn(page, SESSIONS);
  await page.goto(`${portal.address}/tai-khoan`);
  await page.getByRole('button', { name: A.endOthers }).click();
  await expect(page.getByRole('status')).toHaveText(A.othersEnded);
  for (const { context, page: other } of others) {
    await expectPublic(other);
    await context.close();
  }
  await page.reload();
  await expect(inHeader(page, SESSIONS.name)).toBeVisible();
});

test('a session that somebody else has cannot be ended', async ({ page, browser }) => {
  const mine = await browserOf(browser, SESSIONS);
  await mine.page.goto(`${portal.address}/tai-khoan`);
  const id = await mine.page.locator('input[name="session"]').first().inputValue();
  await signIn(page, READER);
  await page.request.post(`${portal.address}/tai-khoan`, {
    headers: { Origin: portal.address },
    form: { action: 'end-session', session: id },
  });
  await mine.page.reload();
  await expect(inHeader(mine.page, SESSIONS.name)).toBeVisible();
  await mine.context.close();
});

test('a new password: the old one does not work any more, and the other sessions end', async ({
  page,
  browser,
}) => {
  const fresh = 'hoa mai no tet 2027';
  const elsewhere = await browserOf(browser, CHANGES);
  await signIn(page, CHANGES);
  await page.goto(`${portal.address}/tai-khoan`);
  const change = async (current: string, next: string) => {
    await page.getByLabel(A.currentPassword).fill(current);
    await page.getByLabel(A.newPassword).fill(next);
    await page.getByRole('button', { name: A.changePassword }).click();
  };
  await change('khong phai mat khau', fresh);
  await expect(page.getByRole('alert')).toHaveText(A.passwordWrong);
  const before = (await page.context().cookies()).find(({ name }) => name === SESSION_COOKIE);
  await change(CHANGES.password, fresh);
  await expect(page.getByRole('status')).toHaveText(A.passwordChanged);
  await expect(inHeader(page, CHANGES.name)).toBeVisible();
  await expectPublic(elsewhere.page);

  // the session from before the change has ended, too: its cookie may have been what was stolen
  await elsewhere.context.clearCookies();
  if (!before) throw new Error('There was no session.');
  await elsewhere.context.addCookies([before]);
  await expectPublic(elsewhere.page);
  await elsewhere.context.clearCookies();

  await tryToSignIn(elsewhere.page, CHANGES.username, CHANGES.password);
  await expect(elsewhere.page.getByRole('alert')).toHaveText(A.wrong);
  await signIn(elsewhere.page, { ...CHANGES, password: fresh });
  await elsewhere.context.close();
});

test('after the sign-out, Back in the browser shows nothing internal', async ({ page }) => {
  await signIn(page, READER);
  await search(page);
  await main(page).getByRole('link', { name: INTERNAL.title }).first().click();
  await expect(main(page)).toContainText(INTERNAL.word);
  await inHeader(page, READER.name).click();
  await page.getByRole('button', { name: A.signOut }).click();
  await expect(page).toHaveURL(`${portal.address}/`);
  await expect(inHeader(page, A.signIn)).toBeVisible();
  // the account page, the document, the search
  for (let back = 0; back < 3; back++) {
    await page.goBack();
    await expect(inHeader(page, A.signIn)).toBeVisible();
    // the search still has in its box what was typed
    await expect(page.getByText(INTERNAL.number)).toHaveCount(0);
    await expect(page.getByText(READER.name, { exact: true })).toHaveCount(0);
  }
});

test('an editor sees how the portal fares', async ({ page }) => {
  const L = A.administration;
  const nothing = 'zzz khong dau co';
  await signIn(page, EDITOR);
  await search(page, nothing);
  await search(page);
  await main(page).getByRole('link', { name: INTERNAL.title }).first().click();
  await inHeader(page, EDITOR.name).click();
  await main(page).getByRole('link', { name: A.admin, exact: true }).click();
  await expect(page).toHaveURL(`${portal.address}/quan-tri`);
  const section = (name: string) => page.getByRole('region', { name, exact: true });

  const run = section(L.run);
  await expect(run).toContainText('12,5 giây');
  await expect(run).toContainText('2026-11-20-abc');
  await expect(run.getByRole('row', { name: 'documents/noi-bo/hong.pdf' })).toContainText('not a PDF');
  const messages = section(L.messages);
  await expect(messages.getByRole('row').nth(1)).toBeVisible();
  await messages.getByRole('rowheader').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/van-ban\//u);
  await page.goBack();
  const searches = section(L.searches).getByRole('row').filter({ hasText: nothing });
  await expect(searches).toContainText(EDITOR.username);
  await searches.getByRole('link').click();
  await expect(page).toHaveURL(/\/tim-kiem\?q=zzz/u);
  await page.goBack();
  await expect(section(L.access).getByRole('row').nth(1)).toContainText(EDITOR.username);
  const accounts = section(L.accounts);
  for (const { username, name, role } of [READER, EDITOR, SESSIONS, CHANGES])
    await expect(accounts.getByRole('row', { name: username })).toContainText(`${name}${A.roles[role]}`);
});

test('to a reader there is no page of administration; the public is asked to sign in', async ({ page }) => {
  await page.goto(`${portal.address}/quan-tri`);
  await expect(page).toHaveURL(`${portal.address}/dang-nhap?next=%2Fquan-tri`);
  await signIn(page, READER);
  await page.goto(`${portal.address}/tai-khoan`);
  await expect(page.getByRole('link', { name: A.admin })).toHaveCount(0);
  for (const path of ['/quan-tri', '/en/admin']) {
    const answer = await page.goto(portal.address + path);
    expect(answer?.status(), path).toBe(404);
    expect(await page.content()).not.toContain(EDITOR.username);
  }
});

const CHECKED = {
  vi: { words: VI, signIn: '/dang-nhap', account: '/tai-khoan', admin: '/quan-tri' },
  en: { words: EN, signIn: '/en/sign-in', account: '/en/account', admin: '/en/admin' },
} as const;

for (const [language, { words, signIn: signInPage, ...pages }] of Object.entries(CHECKED))
  for (const width of [390, 1280])
    for (const colorScheme of ['light', 'dark'] as const)
      test(`nothing for axe, nothing sticks out (${language}, ${width} px, ${colorScheme})`, async ({
        page,
      }) => {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        const check = async (path: string, heading: string) => {
          await page.goto(portal.address + path, { waitUntil: 'networkidle' });
          await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
          await expect(page.locator('html')).toHaveAttribute('lang', language);
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
            .analyze();
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`),
            path,
          ).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(
            width,
          );
        };
        await check(signInPage, words.access.signIn);
        // with what is said of a single sign-on that failed
        await check(`${signInPage}?error=access_denied`, words.access.signIn);
        await signIn(page, EDITOR);
        await check(pages.account, words.access.account);
        await check(`${pages.account}?done=password`, words.access.account);
        await check(pages.admin, words.access.admin);
      });
