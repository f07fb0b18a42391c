import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { parse } from 'csv-parse/sync';

test.use({ viewport: { width: 1280, height: 800 } });

/** Tab until the focus is on what is looked for; nobody presses it more than so often. */
async function tabTo(page: Page, matches: (label: string) => boolean, most = 80): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      const { activeElement: at } = document;
      return `${at?.getAttribute('aria-label') ?? ''} ${at?.textContent ?? ''}`.replace(/\s+/gu, ' ').trim();
    });
    if (matches(label)) {
      const ring = await page.evaluate(
        () => getComputedStyle(document.activeElement as Element).outlineStyle,
      );
      expect(ring, `“${label}” shows that it has the focus`).not.toBe('none');
      return;
    }
  }
  throw new Error(`${most} times Tab, and it is not there`);
}

/** The whole of it without a pointer: searched, narrowed, read, counted, taken away. */
test('search, filter, read and export by keyboard alone', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.type('Dân vận khéo');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '3 văn bản' })).toBeVisible();

  // a filter in, and out again
  await tabTo(page, (label) => /^Kế hoạch ?\d/u.test(label));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/type=/u);
  await tabTo(page, (label) => label.startsWith('Bỏ lọc Kế hoạch'));
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/type=/u);

  // a result is opened and read at its hits
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/van-ban\//u);
  await tabTo(page, (label) => label === 'Lần sau', 800);
  await page.keyboard.press('Enter');
  await expect(page.locator('mark:target')).toBeInViewport();
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/\/tim-kiem/u);

  // every mention, one in its block, and all as a file
  await tabTo(page, (label) => label === '9 lần xuất hiện trong 3 văn bản');
  await page.keyboard.press('Enter');
  await expect(page.getByText('9 lần xuất hiện · 8 đoạn · 3 văn bản')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Trong văn bản' }).locator('mark')).toHaveText(
    'Dân vận khéo',
  );
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(page.locator('.files summary')).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, (label) => label === 'CSV', 3);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const rows: string[][] = parse(await readFile(await download.path()), {
    bom: true,
    relax_column_count: true,
  });
  expect(rows.filter((cells) => cells.length > 2)).toHaveLength(1 + 9);

  // and the keys are told
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Phím tắt' })).toBeVisible();
});
