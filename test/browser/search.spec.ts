import { expect, test } from '@playwright/test';

test.use({ viewport: { width: 1280, height: 800 } });

test('a value can be excluded, is told, and comes back', async ({ page }) => {
  await page.goto('/tim-kiem');
  const filters = page.getByRole('region', { name: 'Bộ lọc' });
  await filters.getByRole('link', { name: 'Trừ: 2024' }).click();
  await expect(page).toHaveURL(/year=%212024/u);
  await expect(page.getByRole('heading', { level: 2, name: '4 văn bản' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 2, name: '4 văn bản' })).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Đang lọc' })
    .getByRole('link', { name: 'Bỏ lọc Trừ: 2024' })
    .click();
  await expect(page.getByRole('heading', { level: 2, name: '5 văn bản' })).toBeVisible();
});

test('an excluded value that is chosen instead is no longer excluded', async ({ page }) => {
  await page.goto('/tim-kiem?year=!2024');
  await page
    .getByRole('region', { name: 'Bộ lọc' })
    .getByRole('link', { name: /^2024 / })
    .click();
  await expect(page).toHaveURL(/\?year=2024$/u);
  await expect(page.getByRole('heading', { level: 2, name: '1 văn bản' })).toBeVisible();
});

test('a long filter can be searched, whatever marks are typed', async ({ page }) => {
  await page.goto('/nhiem-vu');
  const box = page.getByRole('textbox', { name: 'Tìm trong: Đơn vị' }).first();
  await box.fill('to chuc tinh uy');
  const facet = page.locator('[data-facet]', { has: box });
  await expect(facet.getByRole('listitem').filter({ visible: true })).toHaveCount(1);
  await expect(facet.getByRole('link', { name: /^Ban Tổ chức Tỉnh ủy/u })).toBeVisible();
  await box.fill('');
  await expect(facet.getByRole('listitem')).toHaveCount(8);
});

test('a search and a document are saved, named, run again and removed', async ({ page }) => {
  await page.goto('/tim-kiem?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByRole('button', { name: 'Đã lưu' })).toBeVisible();
  await page.goto('/van-ban/58-ctr-tu-binh-thuan-2023');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('link', { name: 'Đã lưu' }).click();
  await expect(page.getByText('không có gì mới')).toBeVisible();
  await page.getByRole('button', { name: 'Đổi tên' }).nth(1).click();
  await page.getByRole('textbox', { name: 'Đổi tên' }).fill('Theo dõi Dân vận khéo');
  await page.getByRole('textbox', { name: 'Đổi tên' }).press('Enter');
  await page.reload();
  // and can be followed in a feed reader
  const feed = page.getByRole('link', { name: 'Nguồn tin: Theo dõi Dân vận khéo' });
  expect(await (await page.request.get((await feed.getAttribute('href')) ?? '')).text()).toContain('<feed');
  await page.getByRole('link', { name: 'Theo dõi Dân vận khéo', exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: '3 văn bản' })).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Bỏ lưu' }).first().click();
  await page.getByRole('button', { name: 'Bỏ lưu' }).first().click();
  await expect(page.getByText('Chưa lưu gì.')).toBeVisible();
});

test('what came since a search was saved is new', async ({ page }) => {
  await page.goto('/tim-kiem?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByRole('button', { name: 'Đã lưu' })).toBeVisible();
  // as if it had been saved before two of its three documents were there
  await page.evaluate(() => {
    const [saved] = JSON.parse(localStorage.getItem('vanthu-saved') ?? '[]');
    localStorage.setItem('vanthu-saved', JSON.stringify([{ ...saved, seen: saved.seen.slice(0, 1) }]));
  });
  await page.goto('/da-luu');
  await expect(page.getByText('2 văn bản mới')).toBeVisible();
  await page.getByRole('link', { name: 'Dân vận khéo', exact: true }).click();
  await page.goto('/da-luu');
  await expect(page.getByText('không có gì mới')).toBeVisible();
});

test('what cannot be read of the saved things is nothing, and no error', async ({ page }) => {
  await page.goto('/da-luu');
  await page.evaluate(() => localStorage.setItem('vanthu-saved', '{"broken":1'));
  await page.reload();
  await expect(page.getByText('Chưa lưu gì.')).toBeVisible();
});

test('where nothing fits, the page says which filter to drop', async ({ page }) => {
  await page.goto(
    '/tim-kiem?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o&year=2023&type=ch%C6%B0%C6%A1ng+tr%C3%ACnh+h%C3%A0nh+%C4%91%E1%BB%99ng',
  );
  const help = page.locator('[data-nothing]');
  await expect(help).toContainText('Không có văn bản nào phù hợp.');
  await help.getByRole('link', { name: 'Bỏ lọc Loại văn bản' }).click();
  await expect(page).toHaveURL(/\?q=[^&]+&year=2023$/u);
  await expect(page.getByRole('heading', { level: 2, name: '1 văn bản' })).toBeVisible();
});
