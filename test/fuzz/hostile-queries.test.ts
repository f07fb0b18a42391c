import { request } from 'node:http';
import { describe, expect, inject, test } from 'vitest';
import { askHostile, hostileQuery, injectedInto } from './hostile-queries.ts';

const portal = inject('portal');
const QUERIES = 400;

/** A small draw of `npm run hostile`, the same every time. */
const seed = Number(process.env.FUZZ_SEED ?? 1);

test(`${QUERIES} hostile queries from seed ${seed} are answered without a fault`, async () => {
  const statuses = new Set<number>();
  for (let i = 0; i < QUERIES; i++) {
    const query = hostileQuery(seed + i);
    const { status, faults } = await askHostile(portal, query);
    expect(faults, `seed ${query.seed}: ${query.path}`).toEqual([]);
    statuses.add(status);
  }
  // a draw that the portal refused as a whole would prove nothing
  expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 400]));
}, 300_000);

describe('what the judge would say of a page that is broken into', () => {
  test.each([
    ['<p><script>alert(1)</script></p>', 'a script'],
    ['<img src=x onerror=alert(1)>', 'an attribute that runs'],
    ['<svg onload=alert(1)>', 'another'],
    ['<a href=" javascript:alert(1)">x</a>', 'a link that runs'],
  ])('%s: %s', (html) => {
    expect(injectedInto(html)).not.toEqual([]);
  });
  test('text is text', () => {
    expect(injectedInto('<input value="<script>alert(1)</script>">&lt;svg onload=alert(1)>')).toEqual([]);
  });
});

function ask(path: string): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(portal);
    request({ hostname, port, path }, async (answer) => {
      const body = (await answer.setEncoding('utf8').toArray()).join('');
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
    })
      .once('error', reject)
      .end();
  });
}

test('an address of 80 kB is refused by the server itself', async () => {
  expect((await ask(`/tim-kiem?q=${'a'.repeat(80_000)}`)).status).toBe(431);
});

test.each(['/tim-kiem?q=%c3', '/tim-kiem?q=%ff', '/ngu-canh?q=%e1%ba', '/api/documents?q=%ed%a0%80'])(
  '%s is no UTF-8: refused, no fault',
  async (path) => {
    expect((await ask(path)).status).toBe(400);
  },
);

test.each([
  ['/', 301],
  ['/tim-kiem', 200],
  ['/ngu-canh', 200],
  ['/api/documents', 200],
  ['/api/mentions.csv', 200],
])('a line feed in a query puts no header into the answer of %s', async (path, expected) => {
  const { headers, status } = await ask(`${path}?q=d%C3%A2n%0D%0ASet-Cookie:%20hostile=1`);
  expect(status).toBe(expected);
  expect(Object.keys(headers)).not.toContain('set-cookie');
});
