import { beforeAll, describe, expect, inject, test } from 'vitest';
import { mayRead } from '../../src/access/audience.ts';
import { openDoor } from '../../src/engine/door.ts';
import { EngineRequestError } from '../../src/engine/errors.ts';
import { indexUid } from '../../src/engine/names.ts';
import { SEARCH_KEY_UID } from '../../src/engine/search-key.ts';
import { EmptyRuleError, searchRules, tenantToken } from '../../src/engine/tenant-token.ts';

const { url, searchKey } = inject('engine');
const KEY = { key: searchKey, uid: SEARCH_KEY_UID };
const later = () => new Date(Date.now() + 60_000);

/** What the engine itself says to whoever has a token: no door in between. */
async function asked(token: string, name: Parameters<typeof indexUid>[0], body: object, next = false) {
  const answer = await fetch(`${url}/indexes/${indexUid(name, next)}/search`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { hits = [], estimatedTotalHits = 0 } = (await answer.json()) as {
    hits?: { access?: string }[];
    estimatedTotalHits?: number;
  };
  return { status: answer.status, hits, total: estimatedTotalHits };
}

describe('rules', () => {
  test('name every index, each with a filter that is not empty', () => {
    for (const audience of ['public', 'internal']) {
      const rules = Object.entries(searchRules(audience));
      expect(rules.map(([uid]) => uid).sort()).toEqual(
        ['addresses', 'documents', 'meta', 'passages', 'suggestions', 'tasks', 'versions'].map(
          (name) => `vanthu_${name}`,
        ),
      );
      for (const [, rule] of rules)
        expect(rule).toEqual({ filter: expect.stringMatching(/^access IN \[".+"\]$/u) });
    }
  });

  test.each([
    ['an audience that may read nothing', 'public', { public: [] }],
    ['an audience that there is not', 'everybody', undefined],
    ['a name that every object has', 'constructor', undefined],
  ])('cannot be made for %s', (_, audience, readable) => {
    expect(() => (readable ? searchRules(audience, readable) : searchRules(audience))).toThrow(
      EmptyRuleError,
    );
  });

  test('the public reads the public, internal readers all', () => {
    expect(mayRead('public', 'public')).toBe(true);
    expect(mayRead('public', 'internal')).toBe(false);
    expect(mayRead('internal', 'public')).toBe(true);
    expect(mayRead('internal', 'internal')).toBe(true);
  });
});

describe('the engine, asked with the token of the public', () => {
  let token: string;
  beforeAll(async () => {
    token = await tenantToken(KEY, 'public', later());
  });

  test.each(['documents', 'passages', 'tasks', 'suggestions', 'meta', 'versions'] as const)(
    'gives nothing internal from %s, whatever filter is sent along',
    async (name) => {
      const all = await asked(token, name, { limit: 10_000 });
      expect(all.status).toBe(200);
      expect(all.hits.length).toBeGreaterThan(0);
      expect(all.hits.every(({ access }) => access === 'public')).toBe(true);
      for (const filter of [
        'access = internal',
        'access != public',
        'NOT access = public',
        'access = internal OR access = public',
        [['access = internal', 'access = public']],
        'access EXISTS',
        'access IN [internal]',
      ]) {
        const { status, hits } = await asked(token, name, { filter, limit: 10_000 });
        expect([200, 400]).toContain(status);
        expect(hits.every(({ access }) => access === 'public')).toBe(true);
      }
    },
  );

  test('knows no other index, not even the set that is being built', async () => {
    expect((await asked(token, 'documents', {}, true)).status).toBe(403);
  });

  test('gives more to who signed in, and that is not in vain', async () => {
    const internal = await tenantToken(KEY, 'internal', later());
    const { hits } = await asked(internal, 'documents', { limit: 100 });
    expect(hits.map(({ access }) => access)).toContain('internal');
  });
});

describe('a token that is not good', () => {
  test('is refused when its time is over', async () => {
    const token = await tenantToken(KEY, 'internal', new Date(Date.now() - 1_000));
    expect((await asked(token, 'documents', {})).status).toBe(403);
  });

  test('is refused when its rules were changed', async () => {
    const [head, , signature] = (await tenantToken(KEY, 'public', later())).split('.');
    const rules = { searchRules: searchRules('internal'), apiKeyUid: SEARCH_KEY_UID, exp: Date.now() };
    const body = Buffer.from(JSON.stringify(rules)).toString('base64url');
    expect((await asked(`${head}.${body}.${signature}`, 'documents', {})).status).toBe(403);
  });

  test('is refused when another key signed it', async () => {
    const token = await tenantToken({ ...KEY, key: 'x'.repeat(64) }, 'internal', later());
    expect((await asked(token, 'documents', {})).status).toBe(403);
  });

  test('leaves a door of a key by another name shut, not open', async () => {
    const door = openDoor({ url, key: searchKey, keyUid: '00000000-0000-4000-8000-000000000000' }, 'public');
    await expect(door.search('documents', {})).rejects.toThrow(EngineRequestError);
  });
});

describe('500 filters and queries that mean harm', () => {
  const portal = inject('portal');
  const PIECES = [
    '"',
    "'",
    '\\',
    '(',
    ')',
    '[',
    ']',
    ' OR ',
    ' AND ',
    ' NOT ',
    'access = internal',
    'access = "internal"',
    'access != public',
    'access EXISTS',
    '_geoRadius(1,2,3)',
    ' IN [internal]',
    ' TO ',
    '1 TO 9',
    'zz = 1',
    '%00',
    '\u0000',
    '\u202e',
    '{"filter":"access = internal"}',
    '[["access = internal"]]',
    ';',
    '*',
    '-',
    'Sở Hoa Sen',
    'dân vận',
  ];
  const NAMES = [
    'q',
    'type',
    'type[]',
    'type[0][access]',
    'filter',
    'filters',
    'access',
    'access[]',
    'department',
    'year',
    'from',
    'sort',
    'facets',
    'attributesToRetrieve',
    'document',
    '__proto__',
    'constructor',
    'tier',
    'page',
    'lang',
  ];
  const PATHS = [
    '/api/documents',
    '/api/tasks',
    '/api/mentions',
    '/api/statistics',
    '/api/board',
    '/api/suggestions',
    '/tim-kiem',
    '/ngu-canh',
    '/nhiem-vu',
    '/thong-ke',
    '/api/tasks.csv',
    '/tim-kiem.atom',
  ];
  let state = 20_261_122;
  const draw = (most: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % most;
  };
  const harm = Array.from({ length: 500 }, () => {
    const parameters = Array.from({ length: 1 + draw(3) }, () => {
      const value = Array.from({ length: 1 + draw(5) }, () => PIECES[draw(PIECES.length)]).join('');
      return [NAMES[draw(NAMES.length)] as string, value];
    });
    return `${PATHS[draw(PATHS.length)]}?${new URLSearchParams(parameters)}`;
  });

  test('meet no fault, and bring out no internal byte', { timeout: 240_000 }, async () => {
    const statuses = new Map<number, number>();
    for (const path of harm) {
      const answer = await fetch(portal + path);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect(answer.status, path).toBeLessThan(500);
      const text = (await answer.text()).toLowerCase();
      expect(text, path).not.toContain('zznoibo');
      expect(text, path).not.toMatch(/89-kh-bdvtu-binh-thuan-2023-[0-9a-f]{8}/u);
      expect(text, path).not.toContain('2031');
    }
    expect(new Set(harm).size).toBeGreaterThan(490);
    // some are refused, and some are searches for strange words
    expect(statuses.get(200)).toBeGreaterThan(100);
    expect(statuses.get(400)).toBeGreaterThan(50);
  });
});
