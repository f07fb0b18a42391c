import { expect, test } from '@playwright/test';
import { generateCorpus } from '../../scripts/bench/generated-corpus.ts';
import { type OwnPortal, startOwnPortal } from '../../scripts/own-portal.ts';

/** More passages with the phrase than a page counts before it is shown. */
const PASSAGES = 3_000;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let portal: OwnPortal;

test.beforeAll(async () => {
  portal = await startOwnPortal((corpusDir) => generateCorpus(corpusDir, 'corpus', PASSAGES, 7));
});
test.afterAll(() => portal?.stop());

async function apiTotal(): Promise<number> {
  const answer = await fetch(`${portal.address}/api/mentions?q=c%C3%B4ng+t%C3%A1c&hitsPerPage=1`);
  return ((await answer.json()) as { total: number }).total;
}
const inVietnamese = (count: number) => new Intl.NumberFormat('vi-VN').format(count);

test('the page is there before all is counted; the count grows until it is final, then the analysis comes', async ({
  page,
}) => {
  const total = await apiTotal();
  await page.goto(`${portal.address}/ngu-canh?q=c%C3%B4ng+t%C3%A1c`, { waitUntil: 'commit' });
  await expect(page.locator('.kwic tbody tr')).toHaveCount(20);
  await expect(page.locator('[data-number="occurrences"]')).toHaveText(
    `${inVietnamese(total)} lần xuất hiện`,
  );
  await expect(page.locator('[data-progress]')).toHaveText(/^Đã đếm hết trong [\d.]+ đoạn\.$/u);
  await expect(page.getByRole('heading', { name: 'Phân tích' })).toBeVisible();
});

test('without JavaScript the page says that the number is not final, and a link counts all', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${portal.address}/ngu-canh?q=c%C3%B4ng+t%C3%A1c`);
  await expect(page.locator('[data-progress]')).toContainText('Ít nhất');
  await page.getByRole('link', { name: 'Đếm hết' }).click();
  await expect(page.locator('[data-number="occurrences"]')).toHaveText(
    `${inVietnamese(await apiTotal())} lần xuất hiện`,
  );
  await expect(page.getByRole('heading', { name: 'Phân tích' })).toBeVisible();
  await context.close();
});

test('the search page counts the mentions and the wider tiers after it is there', async ({ page }) => {
  await page.goto(`${portal.address}/tim-kiem?q=c%C3%B4ng+t%C3%A1c`);
  await expect(
    page.getByText(new RegExp(`^${inVietnamese(await apiTotal())} lần xuất hiện trong`)),
  ).toBeVisible();
});

test('counting can be stopped, and the page says that it was', async ({ page }) => {
  // an engine under load: the answer comes in its parts, slowly enough to be stopped
  await page.route('**/api/mentions/count**', async () => {
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  });
  await page.goto(`${portal.address}/ngu-canh?q=c%C3%B4ng+t%C3%A1c`);
  await page.getByRole('button', { name: 'Dừng' }).click();
  await expect(page.getByText('Đã dừng; số trên chưa phải là tất cả.')).toBeVisible();
});
