import { describe, expect, inject, test } from 'vitest';
import { DIMENSIONS } from '../../src/statistics/dimension.ts';

const portal = inject('portal');
const get = (path: string, parameters: Record<string, string> = {}) =>
  fetch(`${portal}${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(parameters)}`);
// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at as a client of another language would
const json = async (path: string, parameters?: Record<string, string>): Promise<any> =>
  (await get(path, parameters)).json();

describe('/api/mentions', () => {
  test('"Dân vận khéo": 9 in 3 documents, each match in its record at its span', async () => {
    const answer = await json('/api/mentions', { q: '"Dân vận khéo"' });
    expect(answer).toMatchObject({ total: 9, documents: 3, passages: 8 });
    for (const { documentId, span, match, url } of answer.items) {
      const record = await json(`/api/documents/${documentId}`);
      expect(record.text.slice(...span)).toBe(match);
      expect((await get(url)).status).toBe(200);
    }
  });

  test('pages are parts of one list', async () => {
    const all = await json('/api/mentions', { q: 'dân vận', hitsPerPage: '1000' });
    const second = await json('/api/mentions', { q: 'dân vận', hitsPerPage: '10', page: '2' });
    expect(second.items).toEqual(all.items.slice(10, 20));
    expect(second.total).toBe(all.items.length);
    expect((await json('/api/mentions', { q: 'dân vận', page: '1000000' })).items).toEqual([]);
  });

  test('oldest first, documents without a date last', async () => {
    const { items } = await json('/api/mentions', {
      q: 'chương trình hành động',
      sort: 'oldest',
      hitsPerPage: '1000',
    });
    const order = [...new Set(items.map(({ documentId }: { documentId: string }) => documentId))];
    expect(order.slice(0, 2)).toEqual(['58-ctr-tu-binh-thuan-2023', '89-kh-bdvtu-binh-thuan-2023']);
    const usual = await json('/api/mentions', { q: 'chương trình hành động', hitsPerPage: '1000' });
    expect(usual.items[0].documentId).toBe('89-kh-bdvtu-binh-thuan-2023');
    expect(items).toHaveLength(usual.items.length);
  });

  test('csv holds all, with a byte-order mark', async () => {
    const answer = await get('/api/mentions.csv', { q: 'dân vận' });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const { total } = await json('/api/mentions', { q: 'dân vận' });
    const rows = new TextDecoder().decode(bytes).trim().split('\n');
    expect(rows).toHaveLength(total + 1);
    expect(rows[0]).toContain('Bên trái,Cụm từ,Bên phải');
  });
});

describe('/api/documents', () => {
  test('hits are marked, everything else is text', async () => {
    const { items, total, facets, tiers } = await json('/api/documents', { q: 'Dân vận khéo' });
    expect(total).toBe(3);
    expect(items[0].passages[0].html).toMatch(/<mark>/u);
    expect(facets.type[0]).toEqual({ value: 'kế hoạch', label: 'Kế hoạch', count: 3 });
    expect(tiers).toEqual([
      { tier: 1, total: 3, label: 'đúng dấu' },
      { tier: 2, total: 0, label: 'không phân biệt dấu' },
    ]);
  });

  test('an unknown id, a strange one and one that tries to be a filter are the same 404', async () => {
    const answers = await Promise.all(
      ['khong-co', 'a" OR id EXISTS', '../../health', '%00', 'x'.repeat(3000)].map(async (id) => {
        const answer = await get(`/api/documents/${encodeURIComponent(id)}`);
        return [answer.status, answer.headers.get('content-type'), await answer.text()];
      }),
    );
    expect(new Set(answers.map(String)).size).toBe(1);
    expect(answers[0]?.slice(0, 2)).toEqual([404, 'application/problem+json; charset=utf-8']);
  });
});

describe('/api/statistics', () => {
  // all pairs of rows and columns, for both roles
  const pairs = DIMENSIONS.flatMap((rows) =>
    DIMENSIONS.filter((columns) => columns !== rows).map((columns) => [rows, columns] as const),
  );
  test.each(pairs)(
    '%s × %s: each cell is what /api/tasks counts under the same filters',
    async (rows, columns) => {
      for (const common of [{}, { role: 'coordinator' }] as Record<string, string>[]) {
        const table = await json('/api/statistics', { rows, columns, ...common });
        const count = async (filters: Record<string, string>) =>
          (await json('/api/tasks', { ...common, ...filters, hitsPerPage: '1' })).total;
        expect(table.total).toBe(await count({}));
        expect(table.rowTotals).toEqual(table.rows.map(({ total }: { total: number }) => total));
        const asked: Promise<void>[] = [];
        for (const [r, row] of table.rows.entries()) {
          asked.push(count({ [rows]: row.value }).then((n) => expect(table.rowTotals[r], row.value).toBe(n)));
          for (const [c, column] of table.columns.entries()) {
            // an empty cell is no request that a reader makes; every tenth is asked, too
            if (table.cells[r][c] === 0 && (r + c) % 10 !== 0) continue;
            asked.push(
              count({ [rows]: row.value, [columns]: column.value }).then((n) =>
                expect(table.cells[r][c], `${row.value} × ${column.value}`).toBe(n),
              ),
            );
          }
        }
        await Promise.all(asked);
      }
    },
  );

  test('under filters, too; the rule and the date are told', async () => {
    const filters = { rows: 'department', columns: 'theme', year: '2023', type: 'kế hoạch' };
    const table = await json('/api/statistics', filters);
    expect(table.total).toBe((await json('/api/tasks', { year: '2023', type: 'kế hoạch' })).total);
    expect(table.rule).toMatch(/Mỗi nhiệm vụ/u);
    expect(table.asOf).toMatch(/^\d{4}-\d\d-\d\dT/u);
  });

  test('under a filter on the dimension itself, its rows are what was chosen, and open what they count', async () => {
    for (const [rows, value] of [
      ['department', 'Trưởng ban'],
      ['year', '2024'],
      ['theme', 'to-chuc-can-bo'],
    ] as const) {
      for (const columns of DIMENSIONS.filter((name) => name !== rows)) {
        const table = await json('/api/statistics', { rows, columns, [rows]: value });
        expect(table.rows.map((row: { value: string }) => row.value)).toEqual([value]);
        for (const [c, column] of table.columns.entries()) {
          const { total } = await json('/api/tasks', {
            [rows]: value,
            [columns]: column.value,
            hitsPerPage: '1',
          });
          expect(table.cells[0][c], `${value} × ${column.value}`).toBe(total);
        }
      }
    }
  });

  test('cells of assignments and of documents', async () => {
    const { items } = await json('/api/tasks', { hitsPerPage: '1000' });
    type Item = { documentId: string; lead: string[]; year: string[] };
    for (const count of ['assignments', 'documents'] as const) {
      const table = await json('/api/statistics', { rows: 'department', columns: 'year', count });
      for (const [r, row] of table.rows.entries()) {
        for (const [c, column] of table.columns.entries()) {
          const both = items.filter(
            ({ lead, year }: Item) => lead.includes(row.value) && year.includes(column.value),
          );
          const assigned = row.value === 'none' ? 0 : both.length;
          const documents = new Set(both.map(({ documentId }: Item) => documentId)).size;
          expect(table.cells[r][c], `${count} ${row.value} × ${column.value}`).toBe(
            count === 'documents' ? documents : assigned,
          );
        }
      }
    }
  });

  test('assignments and documents', async () => {
    const tasks = await json('/api/tasks', { hitsPerPage: '1000' });
    const leads = tasks.items.reduce(
      (sum: number, { lead }: { lead: string[] }) => sum + lead.filter((name) => name !== 'none').length,
      0,
    );
    expect((await json('/api/statistics', { rows: 'theme', count: 'assignments' })).total).toBe(leads);
    expect((await json('/api/statistics', { rows: 'theme', count: 'documents' })).total).toBe(5);
  });
});

describe('/api/tasks', () => {
  test('csv holds all that fit, safe from formulas', async () => {
    const { total } = await json('/api/tasks', { year: '2023' });
    const text = await (await get('/api/tasks.csv', { year: '2023' })).text();
    expect(text.trim().split('\n')).toHaveLength(total + 1);
    expect(text).not.toMatch(/(?:^|,|")[=+@]/mu);
  });

  test('each task leads to its sentence', async () => {
    const { items } = await json('/api/tasks', { hitsPerPage: '1000' });
    expect(items).toHaveLength(190);
    const records = new Map<string, { text: string; blocks: { id: string }[] }>();
    for (const { documentId, task, url } of items) {
      if (!records.has(documentId)) records.set(documentId, await json(`/api/documents/${documentId}`));
      const record = records.get(documentId);
      expect(record?.text.slice(...task.span)).toBe(task.text);
      expect(record?.blocks.map(({ id }) => id)).toContain(task.blockId);
      expect(url).toBe(`/van-ban/${documentId}#${task.blockId}`);
    }
  });
});

describe('an internal document', () => {
  const id = '89-kh-bdvtu-binh-thuan-2023';

  test('is a 404 like any other', async () => {
    const suffixed = (await json('/api/documents', { hitsPerPage: '100' })).items.map(
      (item: { id: string }) => item.id,
    );
    expect(suffixed).toContain(id); // the public document keeps its id although an internal one has its number
    expect(suffixed).toHaveLength(5);
    const { messages, citations } = await json(`/api/documents/${id}`);
    expect(messages.map(({ ruleId }: { ruleId: string }) => ruleId)).not.toContain('corpus/same-number');
    expect(citations.find((one: { symbol: string }) => one.symbol === 'CTr/TU').targetId).toBe(
      '58-ctr-tu-binh-thuan-2023',
    );
  });

  test('is in no count, facet, bar, list or file', async () => {
    const answers = await Promise.all([
      json('/api/mentions', { q: 'zznoibo', tier: '2' }),
      json('/api/documents', { q: 'zznoibo' }),
      json('/api/tasks', { q: 'zznoibo' }),
      json('/api/tasks', { department: 'Sở Hoa Sen' }),
      json('/api/tasks', { year: '2031' }),
    ]);
    expect(answers.map(({ total }) => total)).toEqual([0, 0, 0, 0, 0]);
    const texts = await Promise.all(
      [
        '/',
        '/nhiem-vu',
        '/thong-ke',
        '/health',
        '/api/tasks.csv',
        '/api/statistics?rows=department',
        '/api/documents',
        '/van-ban/58-ctr-tu-binh-thuan-2023',
        `/van-ban/${id}`,
        '/ngu-canh?q=D%C3%A2n+v%E1%BA%ADn+kh%C3%A9o',
        '/api/mentions.csv?q=m%C3%B4+h%C3%ACnh',
      ].map(async (path) => (await get(path)).text()),
    );
    for (const text of texts) expect(text).not.toMatch(/Hoa Sen|zznoibo|noi-bo/u);
    expect(texts[0]).toContain('5 văn bản · 190 nhiệm vụ');
  });

  test('is not told by who cites whom', async () => {
    const page = await (await get('/van-ban/58-ctr-tu-binh-thuan-2023')).text();
    expect(page).toContain('Được viện dẫn trong (1)');
  });
});

describe('bad parameters', () => {
  test.each([
    ['/api/documents?page=0', 'page'],
    ['/api/documents?page=x', 'page'],
    ['/api/documents?hitsPerPage=100000', 'hitsPerPage'],
    ['/api/documents?sort=up', 'sort'],
    ['/api/documents?tpye=KH', 'tpye'],
    ['/api/documents?from=2023-02-31', 'from'],
    ['/api/documents?q=a&q=b', 'q'],
    [`/api/documents?q=${'a'.repeat(2001)}`, 'q'],
    ['/api/mentions', 'q'],
    ['/api/mentions?q=%E2%80%9C%E2%80%9D', 'q'],
    ['/api/mentions?q=a&tier=7', 'tier'],
    ['/api/statistics', 'rows'],
    ['/api/statistics?rows=department&columns=department', 'columns'],
    ['/api/statistics?rows=colour', 'rows'],
    ['/api/tasks?role=boss', 'role'],
  ])('%s: 400 that names %s', async (path, name) => {
    const answer = await fetch(`${portal}${path}`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const { errors } = (await answer.json()) as {
      errors: { name: string; reason: string; allowed?: string[] }[];
    };
    expect(errors.map((error) => error.name)).toContain(name);
    expect(errors.every(({ reason }) => reason.length > 0)).toBe(true);
  });

  test('what may be given instead is listed', async () => {
    const { errors } = await json('/api/statistics', { rows: 'colour' });
    expect(errors[0].allowed).toEqual([...DIMENSIONS]);
  });
});

describe('pages', () => {
  test.each([
    '/',
    '/?q=D%C3%A2n+v%E1%BA%ADn',
    '/?page=-1&sort=x&utm_source=mail',
    '/ngu-canh',
    '/ngu-canh?q=%22',
    '/ngu-canh?q=a&page=99',
    '/nhiem-vu?year=none',
    '/thong-ke?theme=khong-co',
    `/?q=${'%22-%28'.repeat(150)}`,
    `/ngu-canh?q=${'a+'.repeat(900)}`,
    '/?q=%00%EF%BF%BE%E2%80%AE%CC%81',
    `/?q=${'x'.repeat(5000)}`,
  ])('%s is a page', async (path) => {
    const answer = await fetch(`${portal}${path}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await answer.text()).toContain('</html>');
  });

  test.each(['/khong-co', '/van-ban/khong-co', '/van-ban/', '/van-ban/a%22b'])(
    '%s is a 404 page',
    async (path) => {
      const answer = await fetch(`${portal}${path}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('Không tìm thấy trang');
    },
  );

  test('an address that is no UTF-8 is refused, not a fault', async () => {
    expect((await fetch(`${portal}/?q=%FF%FE`)).status).toBe(400);
  });

  test('health tells what is indexed', async () => {
    expect(await json('/health')).toMatchObject({ engine: 'available', documents: 5 });
  });
});
