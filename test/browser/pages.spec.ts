import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

const PAGES = {
  'the front page': '/',
  'a search': '/?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o',
  'a search without results': '/?q=kh%C3%B4ng+c%C3%B3+g%C3%AC+zzz&year=2023',
  mentions: '/ngu-canh?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o',
  'mentions without a phrase': '/ngu-canh',
  'mentions in groups, without titles': '/ngu-canh?q=dan+van&group=right&without=titles&context=sentence',
  'a certificate': '/ngu-canh/chung-nhan?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o',
  'many phrases': '/ngu-canh/nhieu-cum',
  'a query with remarks': '/?q=%28d%C3%A2n+v%E1%BA%ADn+OR+daan+chude%3Axyz',
  'a document': '/van-ban/58-ctr-tu-binh-thuan-2023?q=d%C3%A2n+v%E1%BA%ADn',
  tasks: '/nhiem-vu',
  statistics: '/thong-ke',
  'a page that is not there': '/khong-co',
} as const;

for (const [name, path] of Object.entries(PAGES)) {
  for (const [width, colorScheme] of [
    [390, 'dark'],
    [1280, 'light'],
  ] as const) {
    test(`${name} at ${width} px, ${colorScheme}: nothing for axe, nothing sticks out, no errors`, async ({
      browser,
      baseURL,
    }) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('request', (request) => {
        if (!request.url().startsWith(`${baseURL}/`)) faults.push(`asks another host: ${request.url()}`);
      });
      await page.goto(path, { waitUntil: 'networkidle' });
      const results = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(
        results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`),
      ).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(faults.filter((fault) => !(path === '/khong-co' && /404/u.test(fault)))).toEqual([]);
      await context.close();
    });
  }
}

test('without JavaScript: search, filter, mentions, document, tasks, and the numbers of the charts', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('searchbox').fill('Dân vận khéo');
  await page.getByRole('searchbox').press('Enter');
  await page
    .getByRole('region', { name: 'Bộ lọc' })
    .getByRole('link', { name: /^2024 / })
    .click();
  await page.getByRole('link', { name: '5 lần xuất hiện trong 1 văn bản' }).click();
  await page.getByRole('row').nth(1).getByRole('link').click();
  await expect(page.locator('mark:target')).toHaveText('Dân vận khéo');
  await page.goto('/thong-ke');
  const table = page.getByRole('region', { name: 'Theo năm thực hiện' }).getByRole('table');
  await expect(table).toBeVisible();
  const link = table.getByRole('link', { name: /^2023: / });
  const said = await link.innerText();
  await link.click();
  await expect(page.getByRole('heading', { level: 2, name: `${said} nhiệm vụ` })).toBeVisible();
  await context.close();
});

test('by keyboard: the first stop skips to the content, the search box is near', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Đến nội dung chính' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('Dân vận khéo');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '3 văn bản' })).toBeVisible();
});
