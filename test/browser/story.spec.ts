import { expect, test } from '@playwright/test';

/** The whole of it: a phrase, its number, its place in a plan; filters; charts and what they count. */
test('she types Dân vận khéo, reads the number, opens a mention and stands at it', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('combobox').fill('Dân vận khéo');
  await page.getByRole('button', { name: 'Tìm' }).click();
  const answer = page.getByRole('link', { name: '9 lần xuất hiện trong 3 văn bản' });
  await expect(answer).toBeVisible();
  await expect(page.getByRole('heading', { name: '3 văn bản' })).toBeVisible();
  await expect(
    page.getByText('Đọc là: văn bản có đủ các tiếng “Dân” “vận” “khéo”; đúng dấu như đã gõ.'),
  ).toBeVisible();

  await answer.click();
  await expect(page.getByText('9 lần xuất hiện · 8 đoạn · 3 văn bản')).toBeVisible();
  const rows = page
    .locator('.kwic')
    .getByRole('row')
    .filter({ has: page.getByRole('link') });
  await expect(rows).toHaveCount(9);

  const third = rows.nth(2);
  const before = (await third.getByRole('cell').first().innerText()).slice(-20);
  await third.getByRole('link').click();
  await page.getByRole('link', { name: 'Mở văn bản ở chỗ này' }).click();
  await expect(page).toHaveURL(/\/van-ban\/.+#vt-\d+$/u);
  const mark = page.locator('mark:target');
  await expect(mark).toHaveText('Dân vận khéo');
  await expect(mark).toBeInViewport();
  await expect(page.locator('.block', { has: mark })).toContainText(before);
});

test('a query without marks finds the same; wrong marks find none and say what would', async ({ page }) => {
  await page.goto('/tim-kiem?q=dan+van+kheo');
  await expect(page.getByRole('link', { name: '9 lần xuất hiện trong 3 văn bản' })).toBeVisible();
  await page.goto('/tim-kiem?q=d%C3%A2n+v%E1%BA%ABn+kh%C3%A9o');
  await expect(page.getByRole('heading', { name: '0 văn bản' })).toBeVisible();
  await page.getByRole('link', { name: 'không phân biệt dấu +3' }).click();
  await expect(page.getByRole('heading', { name: '3 văn bản' })).toBeVisible();
});

test('filters narrow, stay open, are named, and go back', async ({ page }) => {
  await page.goto('/tim-kiem');
  const facets = page.getByRole('region', { name: 'Bộ lọc' });
  await expect(page.getByRole('heading', { name: '5 văn bản' })).toBeVisible();
  await facets.getByRole('link', { name: /^2023 / }).click();
  await expect(page.getByRole('heading', { level: 2, name: '3 văn bản' })).toBeVisible();
  await facets.getByRole('link', { name: /^2024 / }).click();
  await expect(page.getByRole('heading', { level: 2, name: '4 văn bản' })).toBeVisible();
  await facets.getByRole('link', { name: /^Chương trình hành động 1/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: '1 văn bản' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Đang lọc' }).getByRole('link')).toHaveCount(4);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 2, name: '4 văn bản' })).toBeVisible();
  await page.getByRole('link', { name: 'Bỏ lọc 2024' }).click();
  await expect(page.getByRole('heading', { level: 2, name: '3 văn bản' })).toBeVisible();
  await page.getByRole('link', { name: 'Xóa hết bộ lọc' }).click();
  await expect(page.getByRole('heading', { level: 2, name: '5 văn bản' })).toBeVisible();
});

test('a click on a bar narrows the board, a click on the same bar opens as many tasks as it says', async ({
  page,
}) => {
  await page.goto('/thong-ke');
  const chart = page.getByRole('region', { name: 'Việc mới theo tháng ban hành' });
  await chart.scrollIntoViewIfNeeded();
  const bars = chart.locator('.recharts-bar-rectangle');
  await expect(bars.first()).toBeVisible();
  const said = await chart.locator('.recharts-label-list text').nth(1).textContent();
  await bars.nth(1).click();
  await expect(page).toHaveURL(/issued=/u);
  await expect(page.locator('[data-total-of="tasks"]')).toHaveText(said ?? '');
  await chart.scrollIntoViewIfNeeded();
  await bars.nth(1).click();
  await expect(page).toHaveURL(/\/nhiem-vu\?issued=/u);
  await expect(page.getByRole('heading', { level: 2, name: `${said} nhiệm vụ` })).toBeVisible();
  await page.goto(`${page.url()}&hitsPerPage=1000`);
  await expect(page.locator('[data-task]')).toHaveCount(Number(said));
});

test('a task leads to the sentence that gives it', async ({ page }) => {
  await page.goto('/nhiem-vu?q=%22D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o%22');
  const link = page.locator('[data-task] .task a').first();
  const text = await link.innerText();
  await link.click();
  await page.getByRole('link', { name: 'Mở văn bản ở chỗ này' }).click();
  await expect(page.locator('.block:target')).toContainText(text);
  await expect(page.locator('.block:target')).toBeInViewport();
});

test('a cited document that is here is a link, and says who cites it', async ({ page }) => {
  await page.goto('/van-ban/89-kh-bdvtu-binh-thuan-2023');
  const cited = page.getByRole('group').filter({ hasText: 'Văn bản được viện dẫn' });
  await cited.getByRole('link', { name: /58-CTr\/TU/u }).click();
  await expect(page).toHaveURL(/\/van-ban\/58-ctr-tu-binh-thuan-2023/u);
  await expect(page.getByRole('link', { name: 'Kế hoạch số 89-KH/BDVTU' })).toBeVisible();
  await expect(page.getByText('30/3/2023').first()).toBeVisible();
  await expect(page.getByText('khai báo').first()).toBeVisible();
});
