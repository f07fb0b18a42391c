import { describe, expect, inject, test } from 'vitest';

const portal = inject('portal');
const PLAN = '58-ctr-tu-binh-thuan-2023';

describe('what somebody has already is not sent again', () => {
  test.each([
    '/',
    '/tim-kiem?q=d%C3%A2n',
    '/nhiem-vu',
    '/thong-ke',
    `/van-ban/${PLAN}`,
    `/api/documents/${PLAN}.xml`,
    '/sitemap.xml',
  ])('%s', async (path) => {
    const first = await fetch(portal + path);
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/".+"$/u);
    expect(first.headers.get('cache-control')).toBe('public, no-cache');
    const again = await fetch(portal + path, { headers: { 'If-None-Match': `"x", ${tag}` } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    const other = await fetch(portal + path, { headers: { 'If-None-Match': 'W/"another"' } });
    expect(other.status).toBe(200);
  });

  test.each(['/api/mentions.csv?q=d%C3%A2n', '/khong-co', '/api/nothing'])(
    '%s is sent each time',
    async (path) => {
      expect((await fetch(portal + path)).headers.get('etag')).toBeNull();
    },
  );

  test('another page, another tag; a page of the moment, another one each time', async () => {
    const tagOf = async (path: string) => (await fetch(portal + path)).headers.get('etag');
    expect(await tagOf('/nhiem-vu')).toBe(await tagOf('/nhiem-vu'));
    expect(await tagOf('/nhiem-vu')).not.toBe(await tagOf('/nhiem-vu?year=2024'));
  });

  test('who has the page has not the record', async () => {
    const tag = (await fetch(`${portal}/van-ban/${PLAN}`)).headers.get('etag') ?? '';
    const answer = await fetch(`${portal}/van-ban/${PLAN}`, {
      headers: { 'If-None-Match': tag, Accept: 'application/json' },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('application/json');
    const plain = await fetch(`${portal}/van-ban/${PLAN}`, {
      headers: { Accept: 'application/json' },
      redirect: 'manual',
    });
    expect(plain.headers.get('vary')).toContain('Accept');
  });
});

describe('a document in the format that is asked for', () => {
  const address = `${portal}/van-ban/${PLAN}`;

  test.each([
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['*/*', 'text/html'],
    ['image/png', 'text/html'],
    ['application/json', 'application/json'],
    ['application/ld+json', 'application/ld+json'],
    ['application/akn+xml', 'application/akn+xml'],
    ['text/plain;q=0.5, application/akn+xml;q=0.9', 'application/akn+xml'],
    ['text/plain', 'text/plain'],
    ['nonsense;;q=', 'text/html'],
  ])('%s: %s', async (accept, expected) => {
    const answer = await fetch(address, { headers: { Accept: accept } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain(expected);
  });

  test('an unknown one is unknown in every format', async () => {
    for (const accept of ['text/html', 'application/json'])
      expect((await fetch(`${portal}/van-ban/khong-co`, { headers: { Accept: accept } })).status).toBe(404);
  });
});
