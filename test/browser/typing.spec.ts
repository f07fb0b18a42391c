import { expect, test } from '@playwright/test';

test.use({ viewport: { width: 1280, height: 800 } });

const count = (documents: number) => ({ level: 2, name: `${documents} văn bản` }) as const;

test('results follow what is typed: the box is kept, the address is that of the results', async ({
  page,
}) => {
  await page.goto('/tim-kiem?year=2023');
  const box = page.getByRole('combobox');
  await box.click();
  await page.keyboard.type('dân vận khéo');
  await expect(page.getByRole('heading', count(1))).toBeVisible();
  await expect(page).toHaveURL('/tim-kiem?q=d%C3%A2n+v%E1%BA%ADn+kh%C3%A9o&year=2023');
  await expect(page).toHaveTitle(/^dân vận khéo · /u);
  await expect(box).toBeFocused();
  await expect(box).toHaveValue('dân vận khéo');
  await expect(page.locator('.voice')).toHaveText('1 văn bản');
  // the other pages are offered what is typed
  await expect(
    page.getByRole('navigation', { name: 'Các trang' }).getByRole('link', { name: 'Ngữ cảnh' }),
  ).toHaveAttribute('href', /q=d%C3%A2n\+v%E1%BA%ADn\+kh%C3%A9o/u);
  // what was put in answers, too
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByRole('button', { name: 'Đã lưu' })).toBeVisible();
  // the same page by reload, the page before by back
  await page.reload();
  await expect(page.getByRole('heading', count(1))).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL('/tim-kiem?year=2023');
  await expect(page.getByRole('heading', count(3))).toBeVisible();
  await expect(page.getByRole('combobox')).toHaveValue('');
});

test('an answer that comes too late is not shown', async ({ page }) => {
  let held: (() => void) | undefined;
  await page.route(/tim-kiem\?q=d%C3%A2n$/u, async (route) => {
    await new Promise<void>((resolve) => {
      held = resolve;
    });
    await route.continue().catch(() => {});
  });
  await page.goto('/tim-kiem');
  await page.getByRole('combobox').click();
  await page.keyboard.type('dân');
  await expect.poll(() => held !== undefined).toBe(true);
  await page.keyboard.type(' vận khéo');
  await expect(page.getByRole('heading', count(3))).toBeVisible();
  held?.();
  await page.waitForTimeout(500);
  await expect(page.getByRole('heading', count(3))).toBeVisible();
  await expect(page).toHaveURL(/kh%C3%A9o$/u);
});

test('where the results cannot be fetched, what stands there is kept and said to be old', async ({
  page,
}) => {
  await page.goto('/tim-kiem');
  await page.route(/tim-kiem\?/u, (route) => route.abort());
  await page.getByRole('combobox').click();
  await page.keyboard.type('dân vận khéo');
  await expect(page.getByRole('alert')).toHaveText(/^Chưa lấy được kết quả/u);
  await expect(page.getByRole('heading', count(5))).toBeVisible();
  await expect(page).toHaveURL('/tim-kiem');
  await page.unroute(/tim-kiem\?/u);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', count(3))).toBeVisible();
});

test('who goes on into the results before they come keeps the place, and what was opened', async ({
  page,
}) => {
  await page.goto('/tim-kiem');
  const province = page.locator('[data-facet]', { hasText: 'Tỉnh, thành phố' });
  await province.locator('summary').first().click();
  const chosen = province.getByRole('link', { name: /^Bình Thuận/u });
  await page.getByRole('combobox').click();
  await page.keyboard.type('dân vận khéo');
  await chosen.focus();
  await expect(page.getByRole('heading', count(3))).toBeVisible();
  await expect(chosen).toBeVisible();
  await expect(chosen).toHaveText(/2$/u);
});

test('a letter that is taken back leaves everything as it was', async ({ page }) => {
  await page.goto('/tim-kiem?q=d%C3%A2n+v%E1%BA%ADn');
  await page.route(/tim-kiem\?q=d%C3%A2n\+v%E1%BA%ADnx/u, () => {}); // no answer
  const box = page.getByRole('combobox');
  await box.click();
  await page.keyboard.press('End');
  await page.keyboard.type('x');
  await expect(page.locator('[aria-busy="true"]').first()).toBeAttached();
  await page.keyboard.press('Backspace');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page).toHaveURL(/q=d%C3%A2n\+v%E1%BA%ADn$/u);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the form opens the results, and nothing is offered that does nothing', async ({ page }) => {
    await page.goto('/tim-kiem');
    await expect(page.locator('.scripted').filter({ visible: true })).toHaveCount(0);
    await page.getByRole('searchbox').fill('dân vận khéo');
    await page.getByRole('button', { name: 'Tìm' }).click();
    await expect(page.getByRole('heading', count(3))).toBeVisible();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 800 } });

  for (const javaScriptEnabled of [true, false])
    test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
      test.use({ javaScriptEnabled });

      test('the filters are a sheet, behind a button that says how many are chosen', async ({ page }) => {
        await page.goto('/tim-kiem?q=d%C3%A2n+v%E1%BA%ADn&year=2023');
        const sheet = page.getByRole('region', { name: 'Bộ lọc' });
        await expect(sheet).toBeHidden();
        await page.getByRole('button', { name: 'Bộ lọc (1)' }).click();
        await expect(sheet).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(sheet).toBeHidden();
        await page.getByRole('button', { name: 'Bộ lọc (1)' }).click();
        await sheet.getByRole('link', { name: /^Kế hoạch/u }).click();
        await expect(page).toHaveURL(/type=/u);
        await expect(page.getByRole('button', { name: 'Bộ lọc (2)' })).toBeVisible();
        await expect(sheet).toBeHidden();
      });
    });
});
