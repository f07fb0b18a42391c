import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type OwnPortal, startOwnPortal } from '../../scripts/own-portal.ts';

test.use({ viewport: { width: 1280, height: 900 } });

const CORPUS = join(import.meta.dirname, '../../corpus');
/** The document that is taken out, and how many tasks it gives. */
const REMOVED = 'documents/ben-tre/2023-ke-hoach-114-kh-duk-cong-tac-dan-van.txt';

let portal: OwnPortal;
const whole = async () => {
  for (const path of [REMOVED, REMOVED.replace('.txt', '.yml')])
    await cp(join(CORPUS, path), join(portal.corpusDir, path));
  await portal.index();
};

test.beforeAll(async () => {
  portal = await startOwnPortal((folder) => cp(CORPUS, folder, { recursive: true }));
});
test.afterAll(() => portal?.stop());

const totals = async (page: Page) => page.locator('[data-total-of]').allInnerTexts();
const figures = async (page: Page) =>
  page
    .locator('td[data-figure]')
    .evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.figure));

test.describe.configure({ mode: 'serial' });

test('a snapshot opens unchanged after a document was taken out, and says what is different now', async ({
  page,
}) => {
  await page.goto(`${portal.address}/thong-ke?year=2023`);
  const before = await totals(page);
  const all = await figures(page);
  await page.getByRole('button', { name: 'Chụp số liệu' }).click();
  await expect(page).toHaveURL(/\/thong-ke\/anh-chup\/[0-9a-f]{20}$/u);
  const address = page.url();
  expect(await totals(page)).toEqual(before);
  expect(await figures(page)).toEqual(all);
  await expect(page.getByText('Số liệu hiện nay vẫn như khi chụp.')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  for (const path of [REMOVED, REMOVED.replace('.txt', '.yml')]) await rm(join(portal.corpusDir, path));
  await portal.index();

  await page.goto(address);
  expect(await totals(page)).toEqual(before);
  expect(await figures(page)).toEqual(all);
  const difference = page.locator('[data-difference]');
  await expect(difference).toContainText('số liệu nay đã khác');
  await expect(difference).toContainText('1 văn bản không còn trong kho');
  // nothing is told of what was withdrawn but its numbers
  expect(await page.content()).not.toContain('114-KH/ĐUK');
  const file = await page.request.get(`${portal.address}/api/snapshots/${address.split('/').at(-1)}.json`);
  expect(await file.text()).not.toContain('114-kh-duk');
  // what a link adds that is no filter opens nothing
  await page.goto(`${address}?utm_source=x&page=2`);
  await expect(page.locator('[data-behind]')).toHaveCount(0);
  await page.goto(address);
  await page.goto(`${portal.address}/thong-ke?year=2023`);
  const after = await totals(page);
  expect(Number(after[0])).toBeLessThan(Number(before[0]));
  await page.goto(address);
  await expect(difference).toContainText(`Hiện nay: ${after[0]} nhiệm vụ`);
  // beside a figure stands what it is now
  const row = page.locator('[data-part="themes"] tr[data-value="2023"]');
  await page.locator('[data-part="themes"]').locator('summary').first().click();
  await expect(row.locator('td[data-total]')).toContainText(`nay ${after[0]}`);
  // and a figure opens what it counted, with what is gone told
  await row.locator('td[data-total] a').click();
  const behind = page.locator('[data-behind]');
  await expect(behind.getByRole('heading')).toContainText(`${before[0]} nhiệm vụ`);
  await expect(behind).toContainText(
    `${Number(before[0]) - Number(after[0])} nhiệm vụ nay không còn trong kho`,
  );
  await expect(behind.locator('[data-task]')).toHaveCount(Number(after[0]));
  await whole();
});

test('a snapshot is one however often it is taken, and there is none by another name', async ({ page }) => {
  const take = async () => {
    const answer = await page.request.post(`${portal.address}/api/snapshots`, {
      form: { year: '2024' },
      headers: { Origin: portal.address },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(303);
    return answer.headers().location;
  };
  const [first, second] = [await take(), await take()];
  expect(first).toBe(second);
  const kept = await page.request.get(`${portal.address}/api/snapshots/${first?.split('/').at(-1)}.json`);
  expect((await kept.json()).tasks.length).toBeGreaterThan(50);
  for (const id of ['0'.repeat(20), '..%2F..%2Fkeys', 'x']) {
    const page404 = await page.request.get(`${portal.address}/thong-ke/anh-chup/${id}`);
    expect(page404.status(), id).toBe(404);
    expect((await page.request.get(`${portal.address}/api/snapshots/${id}.json`)).status(), id).toBe(404);
  }
  const foreign = await page.request.post(`${portal.address}/api/snapshots`, {
    form: { year: '2024' },
    headers: { Origin: 'https://elsewhere.example' },
  });
  expect(foreign.status()).toBe(403);
  const bad = await page.request.post(`${portal.address}/api/snapshots`, {
    form: { nam: '2024' },
    headers: { Origin: portal.address },
  });
  expect(bad.status()).toBe(400);
  const large = await page.request.post(`${portal.address}/api/snapshots`, {
    form: { q: 'x'.repeat(70_000) },
    headers: { Origin: portal.address },
  });
  expect(large.status()).toBe(413);
  const noForm = await page.request.post(`${portal.address}/api/snapshots`, {
    data: '{}',
    headers: { Origin: portal.address, 'Content-Type': 'application/json' },
  });
  expect(noForm.status()).toBe(400);
  const inAddress = await page.request.post(`${portal.address}/api/snapshots?year=2024`, {
    form: { role: 'lead' },
    headers: { Origin: portal.address },
  });
  expect(inAddress.status()).toBe(400);
});

test('an answer that was made of an index is never given of another', async ({ page }) => {
  const ask = async () => {
    const answer = await page.request.get(`${portal.address}/thong-ke?year=2023`);
    const text = await answer.text();
    return {
      how: answer.headers()['x-answer'],
      tasks: /data-total-of="tasks"[^>]*>\s*(\d+)/u.exec(text)?.[1],
    };
  };
  await ask();
  const kept = await ask();
  expect(kept.how).toBe('kept');
  await rm(join(portal.corpusDir, REMOVED));
  await rm(join(portal.corpusDir, REMOVED.replace('.txt', '.yml')));
  await portal.index();
  // at once, not after a while
  const after = await ask();
  expect(after.how).toBe('made');
  expect(Number(after.tasks)).toBeLessThan(Number(kept.tasks));
  await whole();
  expect((await ask()).tasks).toBe(kept.tasks);
});
