import { readFile } from 'node:fs/promises';
import { type Download, expect, type Page, test } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import mammoth from 'mammoth';
import readWorkbook from 'read-excel-file/node';

/** What is downloaded is opened again by libraries that read it, and is what the page shows. */
test.use({ viewport: { width: 1280, height: 800 } });

const KHEO = '/ngu-canh?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o';

/** Text as it is read: spaces of a page, a file and a cell are not the same. */
const plain = (text: unknown) =>
  String(text ?? '')
    .replace(/\s+/gu, ' ')
    .trim();

const bytesOf = async (download: Download) => readFile(await download.path());

async function downloadedBy(page: Page, name: string | RegExp, role: 'link' | 'button' = 'link') {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.files').getByRole(role, { name, exact: true }).click(),
  ]);
  return download;
}

/** The rows of a table on the page, by the headings of its columns. */
async function tableOf(page: Page, selector: string): Promise<Record<string, string>[]> {
  const { heads, rows } = await page.locator(selector).evaluate((table) => ({
    heads: [...table.querySelectorAll('thead th')].map(({ textContent }) => textContent),
    rows: [...table.querySelectorAll('tbody tr[data-passage]')].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => (cell.querySelector('a') ?? cell).textContent),
    ),
  }));
  return rows.map((cells) =>
    Object.fromEntries(heads.map((head, i) => [plain(head), plain(cells[i]).replace(/^chưa nêu$/u, '')])),
  );
}

const byHeads = (rows: readonly (readonly unknown[])[]): Record<string, string>[] => {
  const [heads = [], ...rest] = rows;
  return rest.map((cells) => Object.fromEntries(heads.map((head, i) => [plain(head), plain(cells[i])])));
};

async function rowsOf(download: Download): Promise<Record<string, string>[]> {
  const bytes = await bytesOf(download);
  switch (download.suggestedFilename().split('.').at(-1)) {
    case 'csv': {
      const [heads = [], ...lines]: string[][] = parse(bytes, { bom: true, relax_column_count: true });
      // what the file says of itself is two columns wide; what might be a formula has an apostrophe before it
      const rows = lines.filter(({ length }) => length === heads.length);
      return byHeads([heads, ...rows.map((cells) => cells.map((cell) => cell.replace(/^'(?=[-=+@])/u, '')))]);
    }
    case 'xlsx': {
      const [sheet] = await readWorkbook(bytes);
      return byHeads(sheet?.data ?? []);
    }
    default: {
      const { value } = await mammoth.convertToHtml({ buffer: bytes });
      const [table = ''] = /<table>.*?<\/table>/su.exec(value) ?? [];
      const text = (html: string) =>
        html
          .replace(/<\/?[a-z][^>]*>/gu, ' ')
          .replace(
            /&(lt|gt|quot|amp);/gu,
            (_, name) => ({ lt: '<', gt: '>', quot: '"' })[name as string] ?? '&',
          );
      return byHeads(
        [...table.matchAll(/<tr>(.*?)<\/tr>/gsu)].map(([, row = '']) =>
          [...row.matchAll(/<t[hd]>(.*?)<\/t[hd]>/gsu)].map(([, cell = '']) => text(cell)),
        ),
      );
    }
  }
}

for (const format of ['CSV', 'XLSX', 'DOCX']) {
  test(`tasks as ${format}: the rows and columns of the page`, async ({ page }) => {
    const columns = ['leads', 'coordinators', 'schedule', 'years', 'themes', 'status', 'place', 'issuer'];
    await page.goto(`/nhiem-vu?year=2024&hitsPerPage=1000&column=${columns.join('&column=')}`);
    const shown = await tableOf(page, '.tasks-table table');
    expect(shown).toHaveLength(51);
    await page.getByText('Cột và tải về').click();
    const file = await rowsOf(await downloadedBy(page, format, 'button'));
    const inFile = shown.map(({ 'Thời gian': schedule = '', ...row }) => ({
      ...row,
      'Thời gian (nguyên văn)': schedule,
    }));
    expect(file.map(({ 'Liên kết': _, ...row }) => row)).toEqual(inFile);
    expect(new URL(file[0]?.['Liên kết'] ?? '').pathname).toMatch(/^\/van-ban\//u);
    // and all columns, where that is wanted
    const all = await rowsOf(await downloadedBy(page, format));
    expect(all).toHaveLength(51);
    expect(Object.keys(all[0] ?? {})).toHaveLength(15);
  });

  test(`mentions as ${format}: the lines of the page`, async ({ page }) => {
    await page.goto(`${KHEO}&column=tier&column=issuer&column=place`);
    const shown = await tableOf(page, '.kwic table');
    expect(shown).toHaveLength(9);
    await page.getByText('Cột và tải về').click();
    const file = await rowsOf(await downloadedBy(page, format, 'button'));
    expect(file.map(({ 'Liên kết': _, ...row }) => row).slice(0, 9)).toEqual(shown);
  });
}

test('the workbook of tasks says what it is of', async ({ page }) => {
  await page.goto('/en/tasks?year=2024&type=K%E1%BA%BF+ho%E1%BA%A1ch&role=coordinator');
  await page.getByText('Columns and download').click();
  const download = await downloadedBy(page, 'XLSX');
  const [tasks, about] = await readWorkbook(await bytesOf(download));
  expect(tasks?.sheet).toBe('Tasks');
  const said = Object.fromEntries((about?.data ?? []).map(([label, value]) => [label, String(value)]));
  expect(said.Filters).toBe('Document type: Kế hoạch; Year: 2024; Role of the agency: Coordinating agency');
  expect(Number(said.Tasks)).toBe((tasks?.data.length ?? 0) - 1);
  await page.goto(said.Link ?? '');
  await expect(page.getByRole('heading', { name: `${said.Tasks} tasks` })).toBeVisible();
});

test('a document as text and as Word file has its words', async ({ page }) => {
  await page.goto('/van-ban/58-ctr-tu-binh-thuan-2023');
  const blocks = await page.locator('article .block').evaluateAll((all) =>
    all.map((block) => {
      const copy = block.cloneNode(true) as Element;
      copy.querySelector('.anchor')?.remove();
      return copy.textContent;
    }),
  );
  const text = plain(await (await page.request.get('/api/documents/58-ctr-tu-binh-thuan-2023.txt')).text());
  const word = await page.request.get('/api/documents/58-ctr-tu-binh-thuan-2023.docx');
  const { value } = await mammoth.extractRawText({ buffer: await word.body() });
  const words = plain(value);
  expect(blocks.length).toBeGreaterThan(100);
  for (const block of blocks) {
    expect(text).toContain(plain(block));
    expect(words).toContain(plain(block));
  }
});
