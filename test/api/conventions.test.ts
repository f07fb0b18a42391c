import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, inject, test } from 'vitest';
import { OPERATIONS } from '../../src/api/operations.ts';

const portal = inject('portal');

const xml = async (path: string) => {
  const answer = await fetch(portal + path);
  expect(answer.status, path).toBe(200);
  return new DOMParser().parseFromString(await answer.text(), 'text/xml');
};
const texts = (
  root: { getElementsByTagName(name: string): Iterable<{ textContent: string | null }> },
  name: string,
) => Array.from(root.getElementsByTagName(name), (one) => one.textContent ?? '');

interface Described {
  openapi: string;
  paths: Record<string, Record<string, { parameters: { name: string; in: string }[] }>>;
}
const described = async () => (await (await fetch(`${portal}/api/openapi.json`)).json()) as Described;

describe('OpenAPI', () => {
  test('describes each operation with the parameters by which it is read', async () => {
    const { openapi, paths } = await described();
    expect(openapi).toBe('3.1.0');
    for (const { path, method, parameters } of OPERATIONS) {
      const names = paths[path]?.[method]?.parameters.map(({ name }) => name);
      expect(names, path).toEqual([...Object.keys(parameters.shape), 'lang']);
    }
  });

  test.each(OPERATIONS.flatMap(({ example }) => example ?? []))('the example %s runs', async (example) => {
    const answer = await fetch(portal + example);
    expect(answer.status).toBe(200);
    expect((await answer.text()).length).toBeGreaterThan(20);
  });

  test('a parameter that is not in it is refused', async () => {
    for (const { example } of OPERATIONS) {
      if (example) expect((await fetch(`${portal}${example}&nothing=1`)).status, example).toBe(400);
    }
  });

  test('every answer of the API is in it', async () => {
    const files = await readdir(join(import.meta.dirname, '../../src/pages/api'), { recursive: true });
    const routes = files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `/api/${file.replace(/(?:\/index)?\.ts$/u, '').replace(/\[(\w+)\]/gu, '{$1}')}`);
    const known = new Set(Object.keys((await described()).paths));
    const others = ['/api/openapi.json', '/api/suggestions.opensearch', '/api/[...path]'];
    expect(routes.length).toBeGreaterThan(10);
    expect(routes.filter((route) => !known.has(route) && !others.includes(route))).toEqual([]);
  });
});

describe('Atom', () => {
  test('the newest documents, each with its address, in pages', async () => {
    const feed = await xml('/tim-kiem.atom?hitsPerPage=2');
    const entries = Array.from(feed.getElementsByTagName('entry'));
    expect(entries).toHaveLength(2);
    for (const entry of entries) {
      const address = entry.getElementsByTagName('link')[0]?.getAttribute('href') ?? '';
      expect((await fetch(address)).status).toBe(200);
      expect(texts(entry, 'updated')[0]).toMatch(/^\d{4}-\d\d-\d\dT/u);
    }
    const rel = (name: string) =>
      Array.from(feed.getElementsByTagName('link'))
        .find((one) => one.getAttribute('rel') === name)
        ?.getAttribute('href');
    const all = new Set(entries.map((entry) => texts(entry, 'id')[0]));
    let next = rel('next');
    for (let page = 2; next && page < 9; page++) {
      const more = await xml(next.slice(portal.length));
      for (const entry of Array.from(more.getElementsByTagName('entry'))) all.add(texts(entry, 'id')[0]);
      next = Array.from(more.getElementsByTagName('link'))
        .find((one) => one.getAttribute('rel') === 'next')
        ?.getAttribute('href');
    }
    expect(all.size).toBe(5);
  });

  test('a feed of a search has what the search has', async () => {
    const query = 'q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o&year=2024';
    const feed = await xml(`/tim-kiem.atom?${query}`);
    const { total } = (await (await fetch(`${portal}/api/documents?${query}`)).json()) as { total: number };
    expect(feed.getElementsByTagName('entry').length).toBe(total);
  });

  test('what is wrong with the address is told', async () => {
    expect((await fetch(`${portal}/tim-kiem.atom?nam=2024`)).status).toBe(400);
  });
});

describe('for other programs', () => {
  test('sitemap: each document in both languages, and every address answers', async () => {
    const index = await xml('/sitemap.xml');
    const [part = ''] = texts(index, 'loc');
    const places = texts(await xml(part.slice(portal.length)), 'loc');
    expect(places.filter((place) => place.includes('/van-ban/'))).toHaveLength(5);
    expect(places.filter((place) => place.includes('/en/documents/'))).toHaveLength(5);
    for (const place of places) expect((await fetch(place)).status, place).toBe(200);
    expect((await fetch(`${portal}/sitemap-2.xml`)).status).toBe(404);
    expect((await fetch(`${portal}/sitemap-0.xml`)).status).toBe(404);
  });

  test('robots.txt says where it is', async () => {
    const text = await (await fetch(`${portal}/robots.txt`)).text();
    expect(text).toContain(`Sitemap: ${portal}/sitemap.xml`);
    expect(text).toContain('Disallow: /api/');
  });

  test('OpenSearch: its templates, filled in, find what they are asked for', async () => {
    const description = await xml('/opensearch.xml');
    const templates = Array.from(
      description.getElementsByTagName('Url'),
      (one) => one.getAttribute('template') ?? '',
    );
    expect(templates).toHaveLength(3);
    for (const template of templates) {
      const answer = await fetch(template.replace('{searchTerms}', encodeURIComponent('dân vận')));
      expect(answer.status, template).toBe(200);
      expect((await answer.text()).toLowerCase()).toContain('dân vận');
    }
  });

  test('a page says what it is: canonical, the other language, linked data', async () => {
    const html = await (await fetch(`${portal}/van-ban/58-ctr-tu-binh-thuan-2023?q=x`)).text();
    expect(html).toContain(`<link rel="canonical" href="${portal}/van-ban/58-ctr-tu-binh-thuan-2023">`);
    expect(html).toContain(
      `<link rel="alternate" hreflang="en" href="${portal}/en/documents/58-ctr-tu-binh-thuan-2023">`,
    );
    const [, data = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/u.exec(html) ?? [];
    expect(JSON.parse(data)).toMatchObject({ legislationIdentifier: '58-CTr/TU' });
  });
});
