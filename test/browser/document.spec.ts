import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import mammoth from 'mammoth';

const PLAN = '/van-ban/58-ctr-tu-binh-thuan-2023';
const PHRASE = `${PLAN}?phrase=d%C3%A2n+v%E1%BA%ADn`;

test.use({ viewport: { width: 1280, height: 800 } });

test('the outline follows the place in the text', async ({ page }) => {
  await page.goto(PLAN);
  const outline = page.getByRole('navigation', { name: 'Mục lục' });
  const entry = outline.getByRole('link').nth(4);
  await entry.click();
  await expect(entry).toHaveAttribute('aria-current', 'true');
  await expect(outline.locator('[aria-current]')).toHaveCount(1);
});

test('hits: next and previous go through all of them, and say where one is', async ({ page }) => {
  await page.goto(PHRASE);
  const nav = page.locator('[data-hits]');
  await expect(nav).toContainText('“dân vận”: 9 lần trong văn bản này');
  await nav.getByRole('button', { name: 'Lần trước' }).click();
  await expect(nav).toContainText('“dân vận”: lần 9 / 9');
  await nav.getByRole('button', { name: 'Lần sau' }).click();
  await expect(nav).toContainText('“dân vận”: lần 1 / 9');
  await expect(page.locator('mark:target')).toBeInViewport();
  await nav.getByRole('button', { name: 'Lần trước' }).click();
  await expect(nav).toContainText('“dân vận”: lần 9 / 9');
  await nav.getByRole('button', { name: 'Lần sau' }).click();
  await nav.getByRole('button', { name: 'Lần sau' }).click();
  await expect(nav).toContainText('“dân vận”: lần 2 / 9');
  const address = page.url();
  await page.reload();
  expect(page.url()).toBe(address);
  await expect(nav).toContainText('“dân vận”: lần 2 / 9');
});

test('a block can be linked and cited', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(PLAN);
  const block = page.locator('#iii-1-1-1');
  const first = (await block.count()) > 0 ? block : page.locator('article .block[data-place]').nth(3);
  const [id, place] = [await first.getAttribute('id'), await first.getAttribute('data-place')];
  await first.hover();
  await first.locator('.anchor').click();
  await page.getByRole('button', { name: 'Chép liên kết' }).click();
  await expect(page.getByRole('status')).toHaveText('Đã chép');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${baseURL}${PLAN}#${id}`);
  await first.getByRole('button', { name: 'Chép trích dẫn' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(
      new RegExp(
        `^${place} Chương trình hành động số 58-CTr/TU ngày 30/3/2023 của Tỉnh ủy Bình Thuận thực hiện`,
        'u',
      ),
    );
});

test('downloads: the files hold the text of the page, the original is that of the office', async ({
  page,
  request,
}) => {
  await page.goto(PLAN);
  const { text } = (await (await request.get(`/api/documents${PLAN.slice('/van-ban'.length)}`)).json()) as {
    text: string;
  };
  const squeezed = (value: string) => value.replace(/\s+/gu, '');
  const fileOf = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name, exact: true }).click(),
    ]);
    return readFile(await download.path());
  };
  const { value } = await mammoth.extractRawText({ buffer: await fileOf('Word (docx)') });
  expect(squeezed(value)).toBe(squeezed(text));
  const original = await fileOf('Bản gốc');
  expect(original).toEqual(
    await readFile('corpus/documents/binh-thuan/2023-03-30-chuong-trinh-hanh-dong-58-ctr-tu.txt'),
  );
});

test('each fact has its basis; what is declared says why', async ({ page }) => {
  await page.goto(PLAN);
  const facts = page.getByRole('complementary', { name: 'Thông tin' });
  await expect(facts).toContainText('58-CTr/TU · khai báo: Kế hoạch số 89-KH/BDVTU viện dẫn');
  await facts.getByRole('link', { name: 'ghi trong văn bản' }).first().click();
  await expect(page.locator('.block:target')).toBeInViewport();
});

test('without JavaScript the first hit, the files and the outline are links', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(PHRASE);
  await page.getByRole('link', { name: 'Lần đầu' }).click();
  await expect(page.locator('mark:target')).toHaveText(/dân vận/iu);
  await context.close();
});

test('printed, a document is a document: no bar, no panels, its address at the end', async ({ page }) => {
  await page.goto(PLAN);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Các trang' })).toBeHidden();
  await expect(page.getByText('Loại văn bản')).toBeHidden();
  await expect(page.locator('.print-only')).toContainText(PLAN);
});

test('words that are marked in a block are in its link', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(PLAN);
  const block = page.locator('article .block[data-place]').nth(1);
  const words = (await block.innerText()).slice(0, 24);
  await block.evaluate((element) => {
    const text = element.firstChild as Text;
    getSelection()?.setBaseAndExtent(text, 0, text, 24);
  });
  await block.hover();
  await block.locator('.anchor').click();
  await page.getByRole('button', { name: 'Chép liên kết' }).click();
  await expect(page.getByRole('status')).toHaveText('Đã chép');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const [id] = [await block.getAttribute('id')];
  expect(copied.startsWith(`${baseURL}${PLAN}#${id}:~:text=`)).toBe(true);
  expect(decodeURIComponent(copied.split('text=')[1] ?? '')).toBe(words);
});
