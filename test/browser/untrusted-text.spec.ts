import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { type OwnPortal, startOwnPortal } from '../../scripts/own-portal.ts';
import { paragraph, wordPackage } from '../../src/export/word.ts';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

/** What somebody may write into a document to have it run in a reader's browser. */
const SCRIPT = '<script>window.struck = true</script>';
const IMAGE = '"><img src=x onerror="window.struck = true">';
const LINK = '<a href="javascript:window.struck=true">xem</a> javascript:window.struck=true';

const linesOf = (number: number, format: string) => [
  `Số ${number}-KH/TU`,
  'KẾ HOẠCH',
  `thực hiện công tác ${format} ${SCRIPT}`,
  `I. MỤC ĐÍCH ${IMAGE}`,
  `1. Ban Tổ chức ${SCRIPT} chủ trì, phối hợp với Văn phòng ${IMAGE} tham mưu kế hoạch ${LINK} trong quý I năm 2024.`,
  `2. Đẩy mạnh tuyên truyền ${SCRIPT} ${IMAGE} ${LINK} trong nhân dân.`,
];
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const FILES: Readonly<Record<string, () => Promise<string | Buffer>>> = {
  'van-ban-thuan.txt': async () => linesOf(71, 'văn bản').join('\n'),
  // in Markdown a tag is a tag unless it is code or escaped
  'danh-dau.md': async () =>
    linesOf(72, 'đánh dấu')
      .map((line) => line.replaceAll('<', '\\<'))
      .join('\n\n'),
  'trang.html': async () =>
    `<!doctype html><meta charset="utf-8">${linesOf(73, 'trang')
      .map((line) => `<p>${escaped(line)}</p>`)
      .join('')}`,
  'word.docx': async () =>
    buffer(
      wordPackage(
        linesOf(74, 'word').map((line) => paragraph(line)),
        { width: 11_906, height: 16_838, margin: 1_134 },
      ),
    ),
};

let portal: OwnPortal;

test.beforeAll(async () => {
  portal = await startOwnPortal(async (corpusDir) => {
    const documents = join(corpusDir, 'documents');
    await mkdir(documents, { recursive: true });
    for (const [name, contentOf] of Object.entries(FILES)) {
      await writeFile(join(documents, name), await contentOf());
      const declared = [
        'access: public',
        `issuer: ${JSON.stringify(`Tỉnh ủy ${SCRIPT}`)}`,
        `note: ${JSON.stringify(IMAGE)}`,
      ];
      await writeFile(join(documents, name.replace(/\.\w+$/u, '.yml')), `${declared.join('\n')}\n`);
    }
  });
});
test.afterAll(() => portal?.stop());

interface Item {
  readonly id: string;
  readonly number: number;
}

async function documents(): Promise<readonly Item[]> {
  const answer = await fetch(`${portal.address}/api/documents`);
  return ((await answer.json()) as { items: Item[] }).items;
}

test('what is written in a document is text on every page, whatever the file was', async ({ page }) => {
  const items = await documents();
  expect(items.map(({ number }) => number).sort()).toEqual([71, 72, 73, 74]);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('dialog', (dialog) => {
    faults.push('a dialog');
    void dialog.dismiss();
  });
  const paths = [
    '/',
    '/tim-kiem',
    '/tim-kiem?q=tuy%C3%AAn+truy%E1%BB%81n',
    `/tim-kiem?q=${encodeURIComponent(IMAGE)}`,
    '/ngu-canh?q=tuy%C3%AAn+truy%E1%BB%81n',
    `/ngu-canh?q=${encodeURIComponent(SCRIPT)}`,
    '/ngu-canh/chung-nhan?q=tuy%C3%AAn+truy%E1%BB%81n',
    '/nhiem-vu',
    '/thong-ke',
    '/en/tasks',
    ...items.flatMap(({ id }) => [`/van-ban/${id}`, `/en/documents/${id}?phrase=tuy%C3%AAn+truy%E1%BB%81n`]),
  ];
  for (const path of paths) {
    await page.goto(portal.address + path, { waitUntil: 'networkidle' });
    expect(await page.evaluate(() => 'struck' in window), path).toBe(false);
    expect(await page.locator('main script:not([src]), main img').count(), path).toBe(0);
    expect(await page.locator('[onerror], [onclick], [href^="javascript:" i]').count(), path).toBe(0);
  }
  expect(faults).toEqual([]);
});

test('and it is all there to be read', async ({ page }) => {
  for (const { id, number } of await documents()) {
    await page.goto(`${portal.address}/van-ban/${id}`);
    const text = await page.getByRole('article').innerText();
    // Markdown keeps the backslash before a tag
    expect(text, String(number)).toMatch(/<script>window\.struck = true\\?<\/script>/u);
    expect(text, String(number)).toContain('onerror="window.struck = true"');
    expect(text, String(number)).toContain('javascript:window.struck=true');
  }
});
