import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { EN } from '../../src/labels/en.ts';
import { VI } from '../../src/labels/vi.ts';

const PAGES = {
  'the front page': ['/', '/en'],
  'a search': ['/tim-kiem?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o', '/en/search?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o'],
  'a search without results': [
    '/tim-kiem?q=kh%C3%B4ng+c%C3%B3+g%C3%AC+zzz&year=2023',
    '/en/search?q=kh%C3%B4ng+c%C3%B3+g%C3%AC+zzz&year=2023',
  ],
  mentions: ['/ngu-canh?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o', '/en/mentions?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o'],
  'mentions without a phrase': ['/ngu-canh', '/en/mentions'],
  'mentions in groups, without titles': [
    '/ngu-canh?q=dan+van&group=right&without=titles&context=sentence',
    '/en/mentions?q=dan+van&group=right&without=titles&context=sentence',
  ],
  'a certificate': [
    '/ngu-canh/chung-nhan?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o',
    '/en/mentions/certificate?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o',
  ],
  'many phrases': ['/ngu-canh/nhieu-cum', '/en/mentions/batch'],
  'a query with remarks': [
    '/tim-kiem?q=%28d%C3%A2n+v%E1%BA%ADn+OR+daan+chude%3Axyz',
    '/en/search?q=%28d%C3%A2n+v%E1%BA%ADn+OR+daan+chude%3Axyz',
  ],
  'a document': [
    '/van-ban/58-ctr-tu-binh-thuan-2023?q=d%C3%A2n+v%E1%BA%ADn',
    '/en/documents/58-ctr-tu-binh-thuan-2023?q=d%C3%A2n+v%E1%BA%ADn',
  ],
  tasks: ['/nhiem-vu', '/en/tasks'],
  statistics: ['/thong-ke', '/en/statistics'],
  'statistics, narrowed': [
    '/thong-ke?year=2023&theme=to-chuc-can-bo&q=c%C3%A1n+b%E1%BB%99',
    '/en/statistics?year=2023&theme=to-chuc-can-bo&q=c%C3%A1n+b%E1%BB%99',
  ],
  'statistics for print': ['/thong-ke/ban-in', '/en/statistics/print'],
  'a list to follow up': ['/nhiem-vu?list=overdue', '/en/tasks?list=overdue'],
  help: ['/tro-giup', '/en/help'],
  'saved things': ['/da-luu', '/en/saved'],
  'the API': ['/api', '/en/api'],
  'a page that is not there': ['/khong-co', '/en/nothing-here'],
} as const;

const SHAPES = [390, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((colours) => ({ width, colours })),
);

for (const [name, paths] of Object.entries(PAGES)) {
  for (const [i, path] of paths.entries()) {
    const language = i === 0 ? 'vi' : 'en';
    test(`${name}, ${language}: nothing for axe, nothing sticks out, no errors`, async ({
      browser,
      baseURL,
    }) => {
      // four times axe over pages of a thousand links, beside another test
      test.setTimeout(120_000);
      for (const { width, colours } of SHAPES) {
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: colours });
        const page = await context.newPage();
        const faults: string[] = [];
        page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
        page.on('pageerror', (error) => faults.push(String(error)));
        page.on('request', (request) => {
          if (!request.url().startsWith(`${baseURL}/`)) faults.push(`asks another host: ${request.url()}`);
        });
        const answer = await page.goto(path, { waitUntil: 'networkidle' });
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        const results = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect(
          results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`),
          `${width} px, ${colours}`,
        ).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect(faults.filter((fault) => !(answer?.status() === 404 && /404/u.test(fault)))).toEqual([]);
        await context.close();
      }
    });
  }
}

/** Every word of the portal's own in Vietnamese that is another in English. */
const VIETNAMESE = (function strings(vi: unknown, en: unknown): string[] {
  if (typeof vi === 'string') return vi.length > 3 && vi !== en ? [vi] : [];
  if (typeof vi !== 'object' || vi === null) return [];
  return Object.entries(vi).flatMap(([name, value]) =>
    strings(value, (en as Record<string, unknown> | undefined)?.[name]),
  );
})(VI, EN);

test('on English pages nothing of the portal is Vietnamese: no word, no accessible name', async ({
  page,
}) => {
  expect(VIETNAMESE.length).toBeGreaterThan(300);
  for (const [, path] of Object.values(PAGES)) {
    await page.goto(path);
    const said = await page.evaluate(() =>
      [...document.querySelectorAll('body, body *')]
        .filter((element) => element.closest('[lang]')?.getAttribute('lang') === 'en')
        .flatMap((element) => [
          ...[...element.childNodes]
            .filter(({ nodeType }) => nodeType === 3)
            .map(({ textContent }) => textContent),
          ...['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name)),
        ])
        .map((text) => text?.trim() ?? ''),
    );
    expect(said.length, path).toBeGreaterThan(50);
    expect(
      said.filter((text) => VIETNAMESE.includes(text)),
      path,
    ).toEqual([]);
  }
});

/** Phones, tablets, wide screens; 640 is 1280 at 200 %. */
const WIDTHS = [360, 640, 768, 1920];

test('nothing sticks out at any width, whatever the page', async ({ page }) => {
  test.setTimeout(180_000);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const [path] of Object.values(PAGES)) {
      await page.goto(path);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth),
        `${path} at ${width} px`,
      ).toBeLessThanOrEqual(width);
    }
  }
});

test('in the colours of a high-contrast system nothing is told by colour alone', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const drawn = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, before) => {
        const style = getComputedStyle(element, before ? '::before' : null);
        return [style.outlineStyle, style.borderTopStyle, style.backgroundColor].join(' ');
      }, selector.includes('.value'));
  await page.goto('/tim-kiem?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o&year=2024');
  expect(await drawn('.passages mark')).toContain('solid');
  const [chosen, other] = [await drawn('.value[aria-current]'), await drawn('.value:not([aria-current])')];
  expect(chosen).not.toBe(other);
  await page.goto('/ngu-canh?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o');
  await page.locator('[data-row-link]').first().click();
  expect(await drawn('tr.shown')).toContain('solid');
});

test('each page leads to itself in the other language, with the same search', async ({ page }) => {
  await page.goto('/ngu-canh?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o&sort=right1');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(/\/en\/mentions\?q=D%C3%A2n\+v%E1%BA%ADn\+kh%C3%A9o&sort=right1$/u);
  await expect(page.getByText('9 mentions · 8 blocks · 3 documents')).toBeVisible();
  await page.getByRole('row').nth(1).getByRole('link').click();
  await page.getByRole('link', { name: 'Open the document here' }).click();
  await expect(page).toHaveURL(/\/en\/documents\//u);
  await page.getByRole('link', { name: 'Tiếng Việt' }).click();
  await expect(page).toHaveURL(/\/van-ban\/.+phrase=/u);
});

test('light or dark by choice, kept on the device', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByRole('button', { name: 'Màu theo hệ thống' }).click();
  await page.getByRole('button', { name: 'Nền sáng' }).click();
  await expect(page.getByRole('button', { name: 'Nền tối' })).toBeVisible();
  expect(await paper()).not.toBe(light);
  await page.goto('/nhiem-vu');
  expect(await paper()).not.toBe(light);
  await page.getByRole('button', { name: 'Nền tối' }).click();
  expect(await paper()).toBe(light);
});

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
  const table = page.getByRole('region', { name: 'Chủ đề theo năm' }).getByRole('table');
  await expect(table).toBeVisible();
  const link = table.getByRole('link', { name: /^2023: / });
  const said = await link.innerText();
  await link.click();
  await expect(page.getByRole('heading', { level: 2, name: `${said} nhiệm vụ` })).toBeVisible();
  await context.close();
});

test('keys: to the box, through the results, to the list of keys, and off', async ({ page }) => {
  await page.goto('/tim-kiem?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o');
  const results = page.locator('.results h2 a');
  await page.keyboard.press('j');
  await expect(results.nth(0)).toBeFocused();
  await page.keyboard.press('j');
  await expect(results.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(results.nth(0)).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('j/?');
  await expect(page.getByRole('combobox')).toHaveValue('j/?');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Phím tắt' });
  await expect(list).toBeVisible();
  await list.getByRole('checkbox').check();
  await list.getByRole('button', { name: 'Đóng' }).click();
  // what was typed has become a search of its own
  await page.goto('/tim-kiem?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o');
  await expect(results.nth(0)).toBeVisible();
  await page.keyboard.press('j');
  await expect(results.nth(0)).not.toBeFocused();
});

test('on the front page one can type at once', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('combobox')).toBeFocused();
});

test('by keyboard: the first stop skips to the content, the search box is near', async ({ page }) => {
  await page.goto('/tim-kiem');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Đến nội dung chính' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('Dân vận khéo');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '3 văn bản' })).toBeVisible();
});
