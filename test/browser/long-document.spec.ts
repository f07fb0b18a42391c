import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { LONG_DOCUMENT_FACTS, longDocument } from '../../scripts/bench/long-document.ts';
import { type OwnPortal, startOwnPortal } from '../../scripts/own-portal.ts';

/** Longer than what a browser lays out at once. */
const BYTES = 120_000;

let portal: OwnPortal;
let path: string;

test.beforeAll(async () => {
  portal = await startOwnPortal(async (corpusDir) => {
    const documents = join(corpusDir, 'documents');
    await mkdir(documents, { recursive: true });
    await writeFile(join(documents, 'dai.txt'), longDocument(BYTES));
    await writeFile(join(documents, 'dai.yml'), LONG_DOCUMENT_FACTS);
  });
  const { items } = await (await fetch(`${portal.address}/api/documents`)).json();
  path = `${portal.address}/van-ban/${items[0].id}`;
});
test.afterAll(() => portal.stop());
test.use({ viewport: { width: 1280, height: 800 } });

test('in a long document a place is reached, the outline follows, and all tasks are a click away', async ({
  page,
}) => {
  await page.goto(`${path}?q=d%C3%A2n+v%E1%BA%ADn`);
  const blocks = page.locator('article .block');
  expect(await blocks.count()).toBeGreaterThan(450);
  // the last entry of the outline leads to its heading, and is told as the place where one is
  const entry = page.locator('[data-outline] a').last();
  await entry.click();
  await expect(page.locator('.block:target')).toBeInViewport();
  await expect(entry).toHaveAttribute('aria-current', 'true');
  await expect(page.locator('[data-outline] [aria-current]')).toHaveCount(1);
  // so do the hits, the last one by one step back from the first
  await page.getByRole('button', { name: 'Lần trước' }).click();
  await expect(page.locator('mark:target')).toBeInViewport();
  await expect(page.locator('.tasks-table tbody tr')).toHaveCount(100);
  await page.getByRole('link', { name: /^Xem tất cả \d+ nhiệm vụ$/u }).click();
  await expect(page).toHaveURL(/\/nhiem-vu\?document=/u);
  await expect(page.getByRole('heading', { level: 2, name: /^[4-9]\d\d nhiệm vụ$/u })).toBeVisible();
});

test('printed, all of it is there', async ({ page }) => {
  await page.goto(path);
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  // twelve lines of it are a quarter of a page
  expect(pdf.match(/\/Type\s*\/Page\b/gu)?.length).toBeGreaterThan(30);
});
