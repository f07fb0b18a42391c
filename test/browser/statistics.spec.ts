import { expect, test } from '@playwright/test';

test.use({ viewport: { width: 1280, height: 800 } });

interface Table {
  readonly rows: readonly { readonly value: string; readonly label: string; readonly total: number }[];
  readonly total: number;
}

for (const [language, path] of [
  ['vi', '/thong-ke'],
  ['en', '/en/statistics'],
] as const)
  test(`each chart says in words what is largest in it, and it is (${language})`, async ({
    page,
    request,
  }) => {
    await page.goto(`${path}?type=K%E1%BA%BF+ho%E1%BA%A1ch`);
    for (const dimension of ['department', 'theme', 'year']) {
      const answer = await request.get(
        `/api/statistics?rows=${dimension}&type=K%E1%BA%BF+ho%E1%BA%A1ch&lang=${language}`,
      );
      const { rows, total } = (await answer.json()) as Table;
      const known = rows.filter(({ value }) => value !== 'none');
      const most = Math.max(...known.map((row) => row.total));
      const sentence = page.locator(`[data-chart="${dimension}"] [data-leading]`);
      await expect(sentence).toContainText(known.find((row) => row.total === most)?.label ?? '?');
      await expect(sentence).toContainText(new RegExp(`\\b${most}\\b.* ${total} `, 'u'));
      const unknown = rows.find(({ value }) => value === 'none')?.total ?? 0;
      if (unknown > 0) await expect(sentence).toContainText(new RegExp(`: ${unknown} `, 'u'));
    }
  });

test('a number in the table of agencies and themes opens as many tasks as it says', async ({ page }) => {
  await page.goto('/thong-ke?year=2024');
  const table = page.locator('[data-table="department-theme"]');
  const cell = table.locator('td[data-shade="5"] a').first();
  const said = Number(await cell.innerText());
  expect(said).toBeGreaterThan(0);
  await cell.click();
  await expect(page).toHaveURL(/year=2024.*department=.*theme=/u);
  await expect(page.getByRole('heading', { level: 2, name: `${said} nhiệm vụ` })).toBeVisible();
  await page.goBack();
  const all = table.getByRole('row').last().getByRole('link').last();
  await expect(all).toHaveText('51');
});

test('nothing moves when the charts arrive', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('/thong-ke', { waitUntil: 'networkidle' });
  await expect(page.locator('[data-chart="department"] svg.recharts-surface').first()).toBeVisible();
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
});
