import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { MOST_SCRIPT } from '../../scripts/bench/script-limits.ts';

const PAGES = {
  '/': MOST_SCRIPT.home,
  '/tim-kiem?q=d%C3%A2n+v%E1%BA%ADn': MOST_SCRIPT.search,
  '/van-ban/58-ctr-tu-binh-thuan-2023': MOST_SCRIPT.document,
  '/thong-ke': MOST_SCRIPT.statistics,
  '/ngu-canh?q=d%C3%A2n+v%E1%BA%ADn': MOST_SCRIPT.mentions,
};

for (const [path, most] of Object.entries(PAGES))
  test(`${path}: little JavaScript, and nothing from another host`, async ({ page, baseURL }) => {
    const strangers: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== baseURL) strangers.push(request.url());
    });
    const scripts: Promise<Buffer>[] = [];
    page.on('response', (answer) => {
      if (answer.request().resourceType() === 'script') scripts.push(answer.body());
    });
    await page.goto(path, { waitUntil: 'networkidle' });
    const sizes = (await Promise.all(scripts)).map((body) => gzipSync(body).length);
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(most * 1_000);
    expect(strangers).toEqual([]);
  });

test('pages and scripts are packed, files that are streamed are not', async ({ request }) => {
  const page = await request.get('/tim-kiem', { headers: { 'Accept-Encoding': 'gzip' } });
  expect(page.headers()['content-encoding']).toBe('gzip');
  expect(page.headers().vary).toMatch(/accept-encoding/iu);
  const script = /\/_astro\/[\w.-]+\.js/u.exec(await page.text())?.[0] ?? '';
  const packed = await request.get(script, { headers: { 'Accept-Encoding': 'gzip' } });
  expect(packed.headers()['content-encoding']).toBe('gzip');
  const plain = await request.get('/tim-kiem', { headers: { 'Accept-Encoding': 'identity' } });
  expect(plain.headers()['content-encoding']).toBeUndefined();
  expect(await plain.text()).toBe(await page.text());
  const file = await request.get('/api/mentions.csv?q=d%C3%A2n+v%E1%BA%ADn', {
    headers: { 'Accept-Encoding': 'gzip' },
  });
  expect(file.headers()['content-encoding']).toBeUndefined();
});
