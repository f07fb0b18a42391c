import { expect, type Page, test } from '@playwright/test';

test.use({ viewport: { width: 1280, height: 800 } });

const KHEO = '/ngu-canh?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o';
const rowLinks = (page: Page) => page.locator('[data-row-link]');
const panel = (page: Page) => page.getByRole('complementary', { name: 'Trong văn bản' });

/** Text as it is read, whatever spaces a page makes of it. */
const plain = (text: string) => text.replace(/\s+/gu, ' ').trim();

test('rows by keyboard: arrows go through them, Enter shows the sentence beside, Escape leads back', async ({
  page,
}) => {
  await page.goto('/nhiem-vu');
  await rowLinks(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(rowLinks(page).nth(1)).toBeFocused();
  await expect(panel(page)).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Trong văn bản' })).toBeFocused();
  const marked = async () => plain((await panel(page).locator('mark').allInnerTexts()).join(' '));
  const told = async (row: number) => plain((await rowLinks(page).nth(row).textContent()) ?? '');
  await expect.poll(marked).toBe(await told(1));
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await expect(rowLinks(page).nth(1)).toBeFocused();
  // open, it goes along
  await page.keyboard.press('Enter');
  await rowLinks(page).nth(1).focus();
  await page.keyboard.press('End');
  await expect(rowLinks(page).last()).toBeFocused();
  await expect.poll(marked).toBe(await told(19));
  await page.keyboard.press('Home');
  await expect.poll(marked).toBe(await told(0));
  const href = await rowLinks(page).first().getAttribute('href');
  await panel(page).getByRole('link', { name: 'Mở văn bản ở chỗ này' }).press('Enter');
  await expect(page).toHaveURL(new RegExp(`${href}$`, 'u'));
});

test('a click on a row of mentions shows it in its block; the table stays, marked words stay marked', async ({
  page,
}) => {
  await page.goto(KHEO);
  const row = page.locator('tr[data-passage]').nth(1);
  await row.locator('.after').click();
  await expect(panel(page).locator('mark')).toHaveText('Dân vận khéo');
  await expect(page).toHaveURL(KHEO);
  await expect(row).toBeInViewport();
  await panel(page).getByRole('button', { name: 'Đóng' }).click();
  await expect(panel(page)).toBeHidden();
  await expect(row.locator('[data-row-link]')).toBeFocused();
  await row.locator('.after span').selectText();
  await row.locator('.after').dispatchEvent('click');
  await expect(panel(page)).toBeHidden();
});

test('where a passage cannot be fetched, the panel says so and leads to the document', async ({ page }) => {
  await page.route(/\/doan\?/u, (route) => route.abort());
  await page.goto(KHEO);
  await rowLinks(page).first().click();
  await expect(panel(page).getByText('Chưa lấy được đoạn này; xin mở văn bản.')).toBeVisible();
  await panel(page).getByRole('link', { name: 'Mở văn bản ở chỗ này' }).click();
  await expect(page.locator('mark:target')).toHaveText('Dân vận khéo');
});

test('heads stay in view, in a table that fits and in one that does not', async ({ page }) => {
  const head = page.getByRole('columnheader', { name: 'Nhiệm vụ' });
  await page.goto('/nhiem-vu');
  await rowLinks(page).nth(15).scrollIntoViewIfNeeded();
  await expect(head).toBeInViewport();
  const columns = [
    'leads',
    'coordinators',
    'schedule',
    'recurrence',
    'from',
    'to',
    'years',
    'themes',
    'title',
  ];
  await page.goto(`/nhiem-vu?column=${columns.join('&column=')}`);
  await expect(page.getByRole('columnheader')).toHaveCount(10);
  await rowLinks(page).nth(15).scrollIntoViewIfNeeded();
  await expect(head).toBeInViewport();
  // it is the table that moves sideways, not the page
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
});

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('columns are chosen, stay in the address, and in that of the next page', async ({ page }) => {
      await page.goto('/nhiem-vu?year=2024');
      await page.getByText('Cột và tải về').click();
      await page.getByRole('checkbox', { name: 'Phối hợp' }).uncheck();
      await page.getByRole('checkbox', { name: 'Tình trạng' }).check();
      await page.getByRole('button', { name: 'Hiện các cột này' }).click();
      const heads = ['Nhiệm vụ', 'Chủ trì', 'Thời gian', 'Chủ đề', 'Tình trạng', 'Văn bản', 'Mục'];
      await expect(page.getByRole('columnheader')).toHaveText(heads);
      await page.getByRole('link', { name: 'Trang sau' }).click();
      await expect(page.getByRole('columnheader')).toHaveText(heads);
      await expect(page).toHaveURL(/year=2024/u);
      await page.goto(KHEO);
      await page.getByText('Cột và tải về').click();
      await page.getByRole('checkbox', { name: 'Cơ quan ban hành' }).check();
      await page.getByRole('checkbox', { name: 'Ngày ban hành' }).check();
      await page.getByRole('button', { name: 'Hiện các cột này' }).click();
      await expect(page.locator('.kwic').getByRole('columnheader')).toHaveText([
        'Bên trái',
        'Cụm từ',
        'Bên phải',
        'Cơ quan ban hành',
        'Ngày ban hành',
      ]);
      await expect(
        page.locator('.kwic').getByRole('cell', { name: 'Ban Dân vận Tỉnh ủy Bình Thuận' }).first(),
      ).toBeVisible();
    });
  });
