import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltPortal, startBuiltPortal } from '../../scripts/built-portal.ts';
import { findFreePort } from '../../src/engine/server/free-port.ts';

let portal: BuiltPortal;

beforeAll(async () => {
  portal = await startBuiltPortal({ url: `http://127.0.0.1:${await findFreePort()}`, searchKey: 'none' });
});
afterAll(() => portal.stop());

test.each(['/', '/tim-kiem?q=d%C3%A2n', '/ngu-canh?q=d%C3%A2n', '/nhiem-vu', '/thong-ke', '/van-ban/x'])(
  'while the engine is away %s says so in Vietnamese and loads itself again',
  async (path) => {
    const answer = await fetch(portal.address + path);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10']);
    const html = await answer.text();
    expect(html).toContain('Máy tìm kiếm tạm thời không trả lời');
    expect(html).toContain('http-equiv="refresh"');
  },
);

test.each([
  '/api/documents',
  '/api/documents/x',
  '/api/mentions?q=a',
  '/api/mentions.csv?q=a',
  '/api/tasks',
  '/api/statistics?rows=year',
])('%s answers 503 with problem details', async (path) => {
  const answer = await fetch(portal.address + path);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(await answer.text()).not.toMatch(/127\.0\.0\.1|none/u);
});

test('/health says which part is missing', async () => {
  const answer = await fetch(`${portal.address}/health`);
  expect([answer.status, await answer.json()]).toEqual([503, { engine: 'away' }]);
});
