import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { toPrintedLines } from '../../src/read/pdf/lines.ts';
import { openPdf } from '../../src/read/pdf/pdfium.ts';
import { readPage } from '../../src/read/pdf/read-page.ts';

test.use({ viewport: { width: 1280, height: 900 } });

interface BoardTable {
  readonly name: string;
  readonly rows: readonly { readonly value: string; readonly label: string; readonly total: number }[];
  readonly columns: readonly { readonly value: string; readonly label: string; readonly total: number }[];
  readonly cells: readonly (readonly number[])[];
  readonly total: number;
}
interface Board {
  readonly totals: { readonly tasks: number };
  readonly tables: readonly BoardTable[];
}

async function boardOf(page: Page, query = ''): Promise<Board> {
  const answer = await page.request.get(`/api/board${query}`);
  expect(answer.status()).toBe(200);
  return (await answer.json()) as Board;
}

const tableOf = (board: Board, name: string) => {
  const table = board.tables.find((one) => one.name === name);
  if (!table) throw new Error(`no table ${name}`);
  return table;
};

/** A part of the board, with its chart drawn. */
async function drawn(page: Page, name: string): Promise<Locator> {
  const part = page.locator(`[data-part="${name}"]`);
  await part.locator('.chart-place').scrollIntoViewIfNeeded();
  await expect(part.locator('svg.recharts-surface .recharts-bar-rectangle').first()).toBeVisible();
  return part;
}

const tasksOf = (page: Page, count: string | number) =>
  page.getByRole('heading', { level: 2, name: `${count} nhiệm vụ`, exact: true });

const UNKNOWN = ['none', 'unstated'];

for (const [language, path] of [
  ['vi', '/thong-ke'],
  ['en', '/en/statistics'],
] as const)
  test(`each part says in words what is largest in it, and it is (${language})`, async ({ page }) => {
    const filter = '?type=k%E1%BA%BF%20ho%E1%BA%A1ch';
    await page.goto(path + filter);
    const board = await boardOf(page, `${filter}&lang=${language}`);
    for (const name of ['agencies', 'themes', 'timing', 'new', 'documents']) {
      const { rows, total } = tableOf(board, name);
      const known = rows.filter(({ value }) => !UNKNOWN.includes(value));
      const most = Math.max(...known.map((row) => row.total));
      const sentence = page.locator(`[data-part="${name}"] [data-leading]`);
      await expect(sentence).toContainText(known.find((row) => row.total === most)?.label ?? '?');
      await expect(sentence).toContainText(new RegExp(`\\b${most}\\b.* ${total} `, 'u'));
      const unknown = rows.find(({ value }) => UNKNOWN.includes(value))?.total ?? 0;
      if (unknown > 0) await expect(sentence).toContainText(new RegExp(`: ${unknown} `, 'u'));
    }
    for (const name of ['agency-theme', 'agency-year']) {
      const { rows, columns, cells } = tableOf(board, name);
      let best = { count: 0, label: '' };
      rows.forEach((row, i) => {
        columns.forEach((column, j) => {
          const count = cells[i]?.[j] ?? 0;
          if (row.value !== 'none' && column.value !== 'none' && count > best.count)
            best = { count, label: `${row.label} · ${column.label}` };
        });
      });
      const sentence = page.locator(`[data-part="${name}"] [data-leading]`);
      await expect(sentence).toContainText(best.label);
      await expect(sentence).toContainText(new RegExp(`\\b${best.count}\\b`, 'u'));
    }
    const load = tableOf(board, 'load');
    for (const [i, role] of load.columns.entries()) {
      const most = Math.max(...load.cells.map((cells) => cells[i] ?? 0));
      const leader = load.rows.find((_, row) => load.cells[row]?.[i] === most)?.label ?? '?';
      const sentence = page.locator('[data-part="load"] [data-leading]').nth(i);
      await expect(sentence).toContainText(role.label);
      await expect(sentence).toContainText(leader);
      await expect(sentence).toContainText(new RegExp(`\\(${most} `, 'u'));
    }
    const deadlines = tableOf(board, 'deadlines');
    const sentence = page.locator('[data-part="deadlines"] [data-leading]');
    await expect(sentence).toContainText(String(deadlines.total));
    const sum = deadlines.columns.reduce((all, { total }) => all + total, 0);
    expect(sum).toBe(deadlines.total);
  });

test('what is drawn is what the table says, and what the table says is what its lists have', async ({
  page,
}) => {
  await page.goto('/thong-ke?year=2023');
  const part = await drawn(page, 'timing');
  const bars = await part.locator('.recharts-label-list text').allTextContents();
  await part.locator('summary').first().click();
  const links = part.locator('tbody td[data-total] a');
  expect(bars).toEqual(await links.allTextContents());
  await links.nth(1).click();
  await expect(tasksOf(page, bars[1] ?? '')).toBeVisible();
});

test('a legend entry narrows all the other charts; the same entry again opens its tasks in the table', async ({
  page,
}) => {
  await page.goto('/thong-ke');
  const part = await drawn(page, 'themes');
  const entry = part.locator('[data-legend] a').first();
  const label = await entry.innerText();
  await entry.click();
  await expect(page).toHaveURL(/mainTheme=/u);
  const total = await page.locator('[data-total-of="tasks"]').innerText();
  const agencies = await drawn(page, 'agencies');
  await agencies.locator('summary').first().click();
  // every part is narrowed: the table of agencies has this theme alone, and no more tasks than there are
  await expect(agencies.locator('thead th[data-series]')).toHaveCount(1);
  await expect(agencies.locator('thead th[data-series]')).toContainText(label);
  await agencies.locator('tfoot td a').last().click();
  await expect(tasksOf(page, total)).toBeVisible();
});

test('a chosen bar stays beside the others, which are pale, and opens its tasks', async ({ page }) => {
  const board = await boardOf(page);
  const [first] = tableOf(board, 'agencies').rows;
  await page.goto('/thong-ke');
  const part = await drawn(page, 'agencies');
  await part.locator('summary').first().click();
  await part.getByRole('row').nth(1).getByRole('rowheader').getByRole('link').click();
  await expect(page).toHaveURL(/department=/u);
  await expect(page.locator('[data-total-of="tasks"]')).toHaveText(String(first?.total));
  const again = await drawn(page, 'agencies');
  // by the whole board the agencies are as many as before
  await again.locator('summary').first().click();
  await expect(again.locator('tr[data-row]').first()).toHaveAttribute('data-chosen', '');
  expect(await again.locator('tr[data-row]').count()).toBeGreaterThan(10);
  await expect(again.locator('.recharts-bar-rectangle path[fill-opacity="0.35"]').first()).toBeVisible();
});

test('a number in the table of agencies and themes opens as many tasks as it says', async ({ page }) => {
  await page.goto('/thong-ke?year=2024');
  const table = page.locator('[data-part="agency-theme"]');
  const cell = table.locator('td[data-shade="5"] a').first();
  const said = Number(await cell.innerText());
  expect(said).toBeGreaterThan(0);
  await cell.click();
  // the first click narrows all of the board, the second opens the tasks
  await expect(page).toHaveURL(/thong-ke\?year=2024.*department=.*theme=/u);
  await expect(page.locator('[data-total-of="tasks"]')).toHaveText(String(said));
  await table.locator('tr[data-chosen] td[data-cell] a').first().click();
  await expect(page).toHaveURL(/nhiem-vu\?year=2024.*department=.*theme=/u);
  await expect(tasksOf(page, said)).toBeVisible();
  await page.goto('/thong-ke?year=2024');
  const all = table.getByRole('row').last().getByRole('link').last();
  await expect(all).toHaveText('51');
});

test('by keyboard: through a chart, to its table, and by Enter to its tasks', async ({ page }) => {
  await page.goto('/thong-ke');
  const part = await drawn(page, 'timing');
  const chart = part.getByRole('application');
  await chart.focus();
  await page.keyboard.press('ArrowDown');
  const row = part.locator('tr[data-row]').first();
  const [label, count] = [
    await row.getAttribute('data-label'),
    await row.locator('td').getAttribute('data-figure'),
  ];
  await expect(page.getByRole('status').filter({ hasText: `${label}: ${count}` })).toBeAttached();
  await page.keyboard.press('t');
  await expect(part.locator('summary')).toBeFocused();
  await expect(part.getByRole('table')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(part.getByRole('link', { name: /^Sắp xếp theo/u }).first()).toBeFocused();
  await chart.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/timing=/u);
  await expect(page.locator('[data-total-of="tasks"]')).toHaveText(count ?? '');
  // focus and place are where they were
  await drawn(page, 'timing');
  await expect(part.getByRole('application')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/nhiem-vu\?timing=/u);
  await expect(tasksOf(page, count ?? '')).toBeVisible();
});

test('a table is sorted by any of its columns, with or without a script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.goto('/thong-ke');
  const part = page.locator('[data-part="agencies"]');
  const totals = async () =>
    (await part.locator('tr[data-row] td[data-total]').allTextContents()).map((text) => Number(text.trim()));
  await expect(part.getByRole('table')).toBeVisible();
  await part.getByRole('link', { name: 'Sắp xếp theo: Cộng' }).click();
  const most = await totals();
  expect(most).toEqual([...most].sort((a, b) => b - a));
  await expect(part.locator('th[aria-sort="descending"]')).toContainText('Cộng');
  await part.getByRole('link', { name: 'Sắp xếp theo: Cộng' }).click();
  const least = (await totals()).slice(0, 20);
  expect(least).toEqual([...least].sort((a, b) => a - b));
  expect(least[0]).toBe(1);
  await context.close();
});

test('agencies are counted as written, or as they are now', async ({ page }) => {
  const names = async () => {
    const part = page.locator('[data-part="agencies"]');
    return part
      .locator('tr[data-row]')
      .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.label));
  };
  await page.goto('/thong-ke');
  expect(await names()).toContain('Ban Dân vận Tỉnh ủy');
  await page.getByLabel('Tên đơn vị').selectOption('now');
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  await expect(page).toHaveURL(/agencies=now/u);
  expect(await names()).not.toContain('Ban Dân vận Tỉnh ủy');
  const merged = page.locator('[data-part="agencies"] tr[data-label="Ban Tuyên giáo và Dân vận Tỉnh ủy"]');
  await page.locator('[data-part="agencies"]').locator('summary').first().click();
  const said = await merged.locator('td[data-total]').innerText();
  await merged.locator('td[data-total] a').click();
  await expect(tasksOf(page, said)).toBeVisible();
});

test('deadlines are reckoned from the day that is chosen', async ({ page }) => {
  const overdueOn = async (day: string) => {
    const { columns } = tableOf(await boardOf(page, `?at=${day}`), 'deadlines');
    return columns.find(({ value }) => value === 'overdue')?.total ?? 0;
  };
  expect(await overdueOn('2020-01-01')).toBe(0);
  expect(await overdueOn('2023-07-01')).toBeGreaterThan(0);
  expect(await overdueOn('2030-01-01')).toBeGreaterThan(await overdueOn('2023-07-01'));
  await page.goto('/thong-ke?at=2023-07-01');
  const part = await drawn(page, 'deadlines');
  await part.locator('summary').first().click();
  const cell = part.locator('tfoot td').nth(1);
  const said = await cell.innerText();
  await cell.getByRole('link').click();
  await expect(tasksOf(page, said)).toBeVisible();
});

test('a period is set beside the same one before', async ({ page }) => {
  await page.goto('/thong-ke?year=2024');
  const before = (await boardOf(page, '?year=2023')).totals.tasks;
  const line = page.locator('[data-totals] dd').first();
  await expect(line).toContainText(`Cùng kỳ năm trước: ${before}`);
  await line.getByRole('link', { name: String(before), exact: true }).click();
  await expect(page).toHaveURL(/year=2023/u);
  await expect(page.locator('[data-total-of="tasks"]')).toHaveText(String(before));
});

test('from a search for a phrase to the tasks that stand in the same clauses', async ({ page }) => {
  await page.goto('/tim-kiem?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o');
  await page.locator('[data-workload]').click();
  await expect(page).toHaveURL(/\/thong-ke\?q=%22D%C3%A2n\+v%E1%BA%ADn\+kh%C3%A9o%22/u);
  const said = await page.locator('[data-total-of="tasks"]').innerText();
  expect(Number(said)).toBeGreaterThan(0);
  await page.locator('[data-total-of="tasks"]').click();
  await expect(tasksOf(page, said)).toBeVisible();
  for (const task of await page.locator('[data-task] .task').allInnerTexts())
    expect(task.toLowerCase()).toContain('dân vận khéo');
  await page.goto('/ngu-canh?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o&year=2024');
  await page.locator('[data-workload]').click();
  await expect(page).toHaveURL(/year=2024/u);
});

test('lists to follow up: as a page, a feed, a file and a calendar they have the same tasks', async ({
  page,
}) => {
  for (const list of ['overdue', 'no-lead', 'no-deadline', 'conditional']) {
    await page.goto(`/nhiem-vu?list=${list}&hitsPerPage=1000`);
    const shown = await page.locator('[data-task]').count();
    expect(shown).toBeGreaterThan(0);
    const feed = await (await page.request.get(`/nhiem-vu.atom?list=${list}&hitsPerPage=1000`)).text();
    expect(feed.match(/<entry>/gu)).toHaveLength(shown);
    const file = await (await page.request.get(`/api/tasks.jsonl?list=${list}`)).text();
    expect(file.trim().split('\n')).toHaveLength(shown + 1); // and a line about the file
  }
  const overdue = await (await page.request.get('/api/tasks?list=overdue&hitsPerPage=1000')).json();
  const calendar = await (await page.request.get('/api/tasks.ics?list=overdue')).text();
  expect(calendar.match(/BEGIN:VEVENT/gu)).toHaveLength(overdue.total);
  const days = [...calendar.matchAll(/DTSTART;VALUE=DATE:(\d{4})(\d\d)(\d\d)/gu)].map((found) =>
    found.slice(1).join('-'),
  );
  const due: string[] = overdue.items.map(({ due: day }: { due: string }) => day);
  expect(days.sort()).toEqual(due.sort());
  for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

/** Downloads what a link or a button of a part gives. */
async function downloaded(page: Page, part: Locator, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    part.locator('.files-of-part').getByText(name, { exact: true }).click(),
  ]);
  return readFile(await download.path());
}

test('a chart as svg and png says what it shows, of what and when; its table is the same as csv and xlsx', async ({
  page,
}) => {
  await page.goto('/thong-ke?year=2023');
  const part = await drawn(page, 'agencies');
  const svg = (await downloaded(page, part, 'SVG')).toString();
  const faults = await page.evaluate(
    (text) =>
      new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent,
    svg,
  );
  expect(faults).toBeUndefined();
  const words = await page.evaluate(
    (text) =>
      [...new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('text')]
        .map((one) => one.textContent)
        .join(' '),
    svg,
  );
  for (const said of [
    'Theo đơn vị chủ trì',
    'Năm: 2023',
    'Một nhiệm vụ của nhiều đơn vị',
    'Số liệu của kho cập nhật',
  ])
    expect(words).toContain(said);
  expect(svg).not.toContain('var(--');
  // each bar has the pattern in the file that it has on the page
  const onPage = await part
    .locator('svg.recharts-surface .recharts-bar-rectangle path')
    .evaluateAll((bars) => bars.map((bar) => bar.getAttribute('fill')));
  const inFile = await page.evaluate(
    (text) =>
      [
        ...new DOMParser()
          .parseFromString(text, 'image/svg+xml')
          .querySelectorAll('svg svg path[fill^="url(#mau"]'),
      ].map((bar) => bar.getAttribute('fill')),
    svg,
  );
  expect(inFile.length).toBeGreaterThan(20);
  expect(inFile).toEqual(onPage.filter((fill) => fill?.startsWith('url(#mau')));

  const png = await downloaded(page, part, 'PNG');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const size = await page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    const { data: pixels } = context.getImageData(0, 0, image.width, image.height);
    const colours = new Set<number>();
    for (let at = 0; at < pixels.length; at += 4)
      colours.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0));
    return { width: image.width, colours: colours.size };
  }, png.toString('base64'));
  expect(size.width).toBeGreaterThan(1_000);
  expect(size.colours).toBeGreaterThan(20);

  const { rows, columns, cells, total } = tableOf(await boardOf(page, '?year=2023'), 'agencies');
  const csv: string[][] = parse(await downloaded(page, part, 'CSV'), { bom: true, relax_column_count: true });
  expect(csv[0]?.slice(1, 1 + columns.length)).toEqual(columns.map(({ label }) => label));
  rows.forEach((row, i) => {
    expect(csv[i + 1]?.slice(0, columns.length + 2)).toEqual(
      [row.label, ...(cells[i] ?? []), row.total].map(String),
    );
  });
  const [sheet] = await readWorkbook(await downloaded(page, part, 'XLSX'));
  rows.forEach((row, i) => {
    expect(sheet?.data[i + 1]?.slice(0, columns.length + 2)).toEqual([
      row.label,
      ...(cells[i] ?? []),
      row.total,
    ]);
  });
  expect(sheet?.data[rows.length + 1]?.[columns.length + 1]).toBe(total);
});

test('the whole board is one workbook, a sheet for each part', async ({ page }) => {
  await page.goto('/thong-ke?year=2023');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Cả bảng (XLSX)' }).click(),
  ]);
  const sheets = await readWorkbook(await readFile(await download.path()));
  const headings = await page.locator('[data-part] h2').allTextContents();
  expect(sheets.map(({ sheet }) => sheet)).toEqual([...headings, 'Về tệp này']);
  expect(JSON.stringify(sheets.at(-1)?.data)).toContain('Năm: 2023');
});

test('the page for print is one page of A4', async ({ browser, baseURL }) => {
  const long = `?q=${'d%C3%A2n+v%E1%BA%ADn+'.repeat(60)}`;
  const many = Array.from({ length: 40 }, (_, i) => `department=Ban+Qu%E1%BA%A3n+l%C3%BD+s%E1%BB%91+${i}`);
  const queries = ['', '?year=2023&q=d%C3%A2n', '?role=coordinator&agencies=now&at=2023-06-30'];
  for (const query of [...queries, long, `?${many.join('&')}`]) {
    const page = await browser.newPage({ ...(baseURL && { baseURL }) });
    await page.goto(`/thong-ke/ban-in${query}`);
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    const open = await openPdf(pdf);
    expect(open.pageCount, query).toBe(1);
    const text = toPrintedLines(readPage(open, 0)?.glyphs ?? [])
      .map((line) => line.text)
      .join('\n');
    open.close();
    // and what is to be read is on it
    const total = (await boardOf(page, query)).totals.tasks;
    expect(text.replace(/\s+/gu, ' ')).toContain(`Nhiệm vụ: ${total}`);
    expect(text).toContain('Chủ trì và phối hợp');
    expect(text).not.toContain('Về trang thống kê');
    await page.close();
  }
});

for (const width of [390, 1280])
  for (const colorScheme of ['light', 'dark'] as const)
    test(`nothing for axe with all charts drawn (${width} px, ${colorScheme})`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      for (const path of [
        '/thong-ke?year=2023&department=Ban+T%E1%BB%95+ch%E1%BB%A9c+T%E1%BB%89nh+%E1%BB%A7y',
        '/en/statistics',
      ]) {
        await page.goto(path);
        for (const part of ['agencies', 'themes', 'deadlines', 'timing', 'load', 'new'])
          await drawn(page, part);
        for (const summary of await page.locator('.of-chart > summary').all()) await summary.click();
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`),
        ).toEqual([]);
      }
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
  for (const part of ['agencies', 'themes', 'deadlines', 'load', 'new']) await drawn(page, part);
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
});

test('scripts of charts are sent to this page alone, and are kept small', async ({ page }) => {
  const loaded = async (path: string) => {
    const sizes: string[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) sizes.push(response.url());
    });
    await page.goto(path, { waitUntil: 'networkidle' });
    page.removeAllListeners('response');
    return sizes;
  };
  for (const path of [
    '/',
    '/tim-kiem?q=d%C3%A2n',
    '/nhiem-vu',
    '/ngu-canh?q=d%C3%A2n%20v%E1%BA%ADn',
    '/thong-ke/ban-in',
  ])
    expect(
      (await loaded(path)).filter((url) => /Chart|client|react/iu.test(url)),
      path,
    ).toEqual([]);
  expect((await loaded('/thong-ke')).some((url) => url.includes('BoardChart'))).toBe(true);
});
