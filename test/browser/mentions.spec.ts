import { expect, test } from '@playwright/test';

const KHEO = 'D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o';

test('suggestions: a half-typed syllable by keyboard, and the phrase is searched', async ({ page }) => {
  await page.goto('/');
  const box = page.getByRole('combobox');
  await box.pressSequentially('dân vận kh');
  const option = page.getByRole('option', { name: /^Dân vận khéo \d+ lần/ });
  await expect(option).toBeVisible();
  await expect(box).toHaveAttribute('aria-expanded', 'true');
  await box.press('ArrowDown');
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await expect(box).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id')) as string);
  await box.press('Enter');
  await expect(page).toHaveURL(new RegExp(`q=${KHEO.replaceAll('+', '\\+')}`, 'u'));
  await expect(page.getByRole('heading', { name: '3 văn bản' })).toBeVisible();
});

test('suggestions: Escape closes, typing on opens, and what was typed stays', async ({ page }) => {
  await page.goto('/');
  const box = page.getByRole('combobox');
  await box.pressSequentially('dân vậ');
  await expect(page.getByRole('listbox')).toBeVisible();
  await box.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(box).toHaveValue('dân vậ');
  await box.pressSequentially('n');
  await expect(page.getByRole('listbox')).toBeVisible();
});

test('a number typed leads to its document from the list', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('combobox').pressSequentially('114-kh');
  await page.getByRole('option', { name: /^114-KH\/ĐUK/ }).click();
  await expect(page).toHaveURL(/\/van-ban\/114-kh-duk-ben-tre-2023/);
});

test('keystrokes of Telex are offered as what they mean', async ({ page }) => {
  await page.goto('/ngu-canh?q=daan+vaanj+kheos');
  await page.getByRole('link', { name: 'dân vận khéo' }).click();
  await expect(page.getByText('9 lần xuất hiện · 8 đoạn · 3 văn bản')).toBeVisible();
});

test('the ladder: each tier is one click away and counts what it says', async ({ page }) => {
  await page.goto('/ngu-canh?q=dan+van');
  const ladder = page.getByRole('navigation', { name: 'Cách so khớp' });
  const near = ladder.getByRole('link', { name: /^qua dấu câu/ });
  const beyond = Number(/\+(\d+)/.exec(await near.innerText())?.[1]);
  expect(beyond).toBeGreaterThan(0);
  const before = Number((await page.locator('[data-number="occurrences"]').innerText()).split(' ')[0]);
  await near.click();
  await expect(page.locator('[data-number="occurrences"]')).toHaveText(`${before + beyond} lần xuất hiện`);
});

test('without titles of cited documents: both numbers are shown, without JavaScript, too', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/ngu-canh?q=d%C3%A2n+v%E1%BA%ADn');
  const all = await page.locator('[data-number="occurrences"]').innerText();
  await page.getByLabel('tên văn bản được viện dẫn').check();
  await page.getByRole('button', { name: 'Xem' }).click();
  const counted = await page.locator('[data-number="occurrences"]').innerText();
  expect(Number.parseInt(counted, 10)).toBeLessThan(Number.parseInt(all, 10));
  await expect(page.locator('[data-all]')).toContainText(all);
  await context.close();
});

test('each tick of the dispersion leads to its mention', async ({ page }) => {
  await page.goto(`/ngu-canh?q=${KHEO}`);
  const ticks = page.locator('.strip a');
  await expect(ticks).toHaveCount(9);
  await ticks.first().click();
  await expect(page.locator('mark:target')).toHaveText('Dân vận khéo');
});

test('a certificate: its link says later that nothing has changed, or that the number was altered', async ({
  page,
}) => {
  await page.goto(`/ngu-canh?q=${KHEO}`);
  await page.getByRole('link', { name: 'Giấy chứng nhận', exact: true }).click();
  await expect(page.getByText('9 lần xuất hiện · 8 đoạn · 3 văn bản')).toBeVisible();
  const link = (await page.locator('dd a').getAttribute('href')) as string;
  await page.goto(link);
  await expect(page.getByText('Số liệu không đổi')).toBeVisible();
  await page.goto(link.replace('counted=9-8-3', 'counted=10-8-3'));
  await expect(page.getByText('Cùng một phiên bản mà số khác nhau')).toBeVisible();
});

test('many phrases: one table, a bad line beside its line, one file', async ({ page }) => {
  await page.goto('/ngu-canh/nhieu-cum');
  await page.getByLabel('Danh sách cụm từ').fill('Dân vận khéo\n“—”\ndân vận\n# bỏ qua\ndân vận');
  await page.getByRole('button', { name: 'Đếm', exact: true }).click();
  await expect(page.getByRole('heading', { name: '2 cụm từ đã đếm, 2 dòng lỗi' })).toBeVisible();
  const rows = page.locator('[data-batch] tbody tr');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(0)).toContainText('9');
  await expect(rows.nth(1)).toContainText('không có chữ hay số nào');
  await expect(rows.nth(3)).toContainText('đã có ở dòng trên');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'XLSX' }).click();
  expect((await download).suggestedFilename()).toBe('dem-cum-tu.xlsx');
});

test('a query that is not quite right is read, and the place is pointed at', async ({ page }) => {
  await page.goto('/tim-kiem?q=%28d%C3%A2n+v%E1%BA%ADn+chude%3Axyz');
  await expect(page.getByText('Dấu ngoặc đơn mở ở đây chưa đóng')).toBeVisible();
  await expect(page.locator('.remarks mark').nth(1)).toHaveText('xyz');
});
