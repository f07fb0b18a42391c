import JSZip from 'jszip';
import { describe, expect, inject, test } from 'vitest';
import { runsAsFormula } from '../../src/export/formulas.ts';
import { VI } from '../../src/labels/vi.ts';
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

  test('oldest first; a plan without a day by its year, one without either last', async () => {
    const { items } = await json('/api/mentions', {
      q: 'chương trình hành động',
      sort: 'oldest',
      hitsPerPage: '1000',
    });
    const order = [...new Set(items.map(({ documentId }: { documentId: string }) => documentId))];
    expect(order.slice(0, 2)).toEqual(['58-ctr-tu-binh-thuan-2023', '89-kh-bdvtu-binh-thuan-2023']);
    const usual = await json('/api/mentions', { q: 'chương trình hành động', hitsPerPage: '1000' });
    expect(usual.items[0].documentId).toBe('ke-hoach-ban-dan-van-tinh-uy-binh-thuan-2024-259f0547');
    expect(order.indexOf(usual.items[0].documentId)).toBeGreaterThan(1);
    expect(items).toHaveLength(usual.items.length);
  });

  test('csv holds all, with a byte-order mark', async () => {
    const answer = await get('/api/mentions.csv', { q: 'dân vận' });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const { total } = await json('/api/mentions', { q: 'dân vận' });
    const [rows = '', about = ''] = new TextDecoder().decode(bytes).split('\n\n');
    expect(rows.trim().split('\n')).toHaveLength(total + 1);
    expect(rows).toContain('Bên trái,Cụm từ,Bên phải');
    expect(about).toContain(VI.certificate.version);
  });

  test('each tier counts what those before it lack, and shows no more than was asked', async () => {
    const answer = await json('/api/mentions', { q: 'dân vận khéo', tier: '1' });
    expect(answer.tiers.map(({ tier }: { tier: number }) => tier)).toEqual([1, 2, 3, 4, 5]);
    let sum = 0;
    for (const { tier, total } of answer.tiers) {
      sum += total;
      const wider = await json('/api/mentions', {
        q: 'dân vận khéo',
        tier: String(tier),
        hitsPerPage: '1000',
      });
      expect(wider.total).toBe(sum);
      expect(wider.items).toHaveLength(sum);
      expect(Math.max(...wider.items.map((item: { tier: number }) => item.tier))).toBeLessThanOrEqual(tier);
    }
  });

  test.each(['document', 'oldest', 'left1', 'left2', 'left3', 'right1', 'right2', 'right3'])(
    'sorted by %s there are the same mentions',
    async (sort) => {
      const keys = ({ items }: { items: { documentId: string; span: number[] }[] }) =>
        items.map(({ documentId, span }) => `${documentId} ${span}`);
      const usual = keys(await json('/api/mentions', { q: 'dân vận', hitsPerPage: '1000' }));
      const sorted = keys(await json('/api/mentions', { q: 'dân vận', hitsPerPage: '1000', sort }));
      expect(sorted.toSorted()).toEqual(usual.toSorted());
      if (sort !== 'document') expect(sorted).not.toEqual(usual);
    },
  );

  test.each(['document', 'left', 'right'])('grouped by %s, groups are the parts of all', async (group) => {
    const { groups, items, total } = await json('/api/mentions', {
      q: 'dân vận',
      group,
      hitsPerPage: '1000',
    });
    expect(groups.reduce((sum: number, one: { total: number }) => sum + one.total, 0)).toBe(total);
    for (const { value, total: size } of groups)
      expect(items.filter((item: { group: string }) => item.group === value)).toHaveLength(size);
  });

  test('the sentence as context holds the width, and no ellipsis', async () => {
    const { items } = await json('/api/mentions', { q: 'Dân vận khéo', context: 'sentence' });
    const narrow = await json('/api/mentions', { q: 'Dân vận khéo', context: '0' });
    for (const { before, after } of items) expect(before + after).not.toMatch(/^…|…$/u);
    for (const { match } of narrow.items) expect(match).toMatch(/^dân vận khéo$/iu);
    expect(items.some(({ before }: { before: string }) => before.length > 0)).toBe(true);
  });

  test('what is left out of the count is in the other number', async () => {
    const all = await json('/api/mentions', { q: 'chương trình hành động' });
    const part = await json('/api/mentions', { q: 'chương trình hành động', without: 'titles' });
    expect(part.total).toBeLessThan(all.total);
    expect(part.withEverything.occurrences).toBe(all.total);
    expect(part.query.rule).toEqual({ unit: 'occurrences', without: ['titles'] });
    expect((await json('/api/mentions', { q: 'dân vận', count: 'blocks' })).query.rule.unit).toBe('blocks');
  });

  test('filters narrow', async () => {
    const { total } = await json('/api/mentions', { q: 'dân vận' });
    let sum = 0;
    for (const year of ['2022', '2023', '2024', 'none'])
      sum += (await json('/api/mentions', { q: 'dân vận', year })).total;
    expect(sum).toBe(total);
  });
});

const PHRASE = { q: 'công tác dân vận' };

/** The cells of a csv file, line by line. */
function cellsOf(csv: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/gu)) {
    lines.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain).replace('\ufeff', ''));
    if (end === '\n') lines.push([]);
  }
  return lines;
}

describe('exports of mentions', () => {
  const bytesOf = async (path: string, parameters: Record<string, string>) =>
    new Uint8Array(await (await get(path, parameters)).arrayBuffer());

  test('jsonl: a line for each mention, then the certificate', async () => {
    const { total } = await json('/api/mentions', PHRASE);
    const text = await (await get('/api/mentions.jsonl', PHRASE)).text();
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.filter((line) => 'match' in line)).toHaveLength(total);
    expect(text).toContain(VI.certificate.version);
  });

  test('xlsx and docx: a row for each mention', async () => {
    const { total } = await json('/api/mentions', PHRASE);
    const workbook = await JSZip.loadAsync(await bytesOf('/api/mentions.xlsx', PHRASE));
    const sheet = await workbook.file('xl/worksheets/sheet1.xml')?.async('string');
    expect(sheet?.match(/<row\b/gu)).toHaveLength(total + 1);
    const all = await Promise.all(Object.values(workbook.files).map((file) => file.async('string')));
    expect(all.join('')).toContain(VI.certificate.version);
    const word = await JSZip.loadAsync(await bytesOf('/api/mentions.docx', PHRASE));
    const document = await word.file('word/document.xml')?.async('string');
    expect(document?.match(/<w:tr\b/gu)?.length).toBeGreaterThanOrEqual(total + 1);
    expect(document).toContain(VI.certificate.version);
  });

  test('chosen columns, in their own order', async () => {
    const text = await (await get('/api/mentions.csv?column=url&column=match', PHRASE)).text();
    expect(text.replace('\ufeff', '').split('\n')[0]).toBe('Cụm từ,Liên kết');
  });

  test('no cell is a formula, and the file has a name', async () => {
    const answer = await get('/api/mentions.csv', { q: '- dân vận' });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="lan-xuat-hien.csv"');
    const body = await (await get('/api/mentions.csv', PHRASE)).text();
    expect(cellsOf(body).flat().filter(runsAsFormula)).toEqual([]);
  });

  test('words of documents are verbatim in csv, bullets with them', async () => {
    const columns = ['before', 'match', 'after'] as const;
    const asked = '/api/mentions.%?column=before&column=match&column=after&context=sentence';
    const csv = await (await get(asked.replace('%', 'csv'), PHRASE)).text();
    const jsonl = await (await get(asked.replace('%', 'jsonl'), PHRASE)).text();
    const lines = jsonl
      .trim()
      .split('\n')
      .slice(0, -1)
      .map((line) => columns.map((name) => JSON.parse(line)[name] ?? ''));
    expect(cellsOf(csv).slice(1, lines.length + 1)).toEqual(lines);
    expect(lines.filter(([before]) => before?.startsWith('- '))).not.toEqual([]);
  });

  test('the year beside the date is the one that is filtered by', async () => {
    const text = await (await get('/api/mentions.jsonl?column=year&column=issuedOn', PHRASE)).text();
    const years = text
      .trim()
      .split('\n')
      .slice(0, -1)
      .map((line) => String(JSON.parse(line).year ?? 'none'));
    expect(new Set(years).size).toBeGreaterThan(1);
    for (const year of new Set(years)) {
      const { total } = await json('/api/mentions', { ...PHRASE, year });
      expect(years.filter((one) => one === year)).toHaveLength(total);
    }
    const heads = (await (await get('/api/mentions.csv?lang=en', PHRASE)).text()).split('\n')[0];
    expect(heads).toContain(',Issued on,Year,');
  });

  test('an unknown format is not there', async () => {
    expect((await get('/api/mentions.pdf', PHRASE)).status).toBe(404);
    expect((await get('/api/mentions.constructor', PHRASE)).status).toBe(404);
  });
});

describe('/api/mentions/count', () => {
  test.each(['1', '2', '5'])('in tier %s the last line is final and has the total', async (tier) => {
    const text = await (await get('/api/mentions/count', { ...PHRASE, tier })).text();
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ final }) => final)).toEqual([...lines.slice(1).map(() => false), true]);
    const { total, documents } = await json('/api/mentions', { ...PHRASE, tier });
    expect(lines.at(-1).counts.counted).toMatchObject({ occurrences: total, documents });
  });
});

describe('/api/mentions/certificate', () => {
  test('says what was counted, in what and how', async () => {
    const asked = { ...PHRASE, without: 'headings', year: '2023' };
    const answer = await json('/api/mentions/certificate', asked);
    const { total } = await json('/api/mentions', asked);
    expect(answer).toMatchObject({
      phrase: PHRASE.q,
      tier: 1,
      rule: { without: ['headings'] },
      filters: { year: ['2023'] },
      audience: 'public',
      counts: { counted: { occurrences: total } },
    });
    expect(answer.documents.searched + answer.documents.filteredOut).toBe(5);
    expect(answer.comparison).toBeUndefined();
    expect(JSON.stringify(answer)).not.toMatch(/noi-bo|zznoibo/u);
    // the link is a page, and says again what it said
    expect((await fetch(answer.link)).status).toBe(200);
    const again = await json(`/api/mentions/certificate${new URL(answer.link).search}`);
    expect(again.counts).toEqual(answer.counts);
    expect(again.comparison).toBeDefined();
  });

  test('compares with what it said earlier', async () => {
    const { index } = await json('/api/mentions/certificate', PHRASE);
    const earlier = { version: index.indexVersion, on: '2023-01-01T00:00:00Z' };
    const same = await json('/api/mentions/certificate', PHRASE);
    const { occurrences, blocks, documents } = same.counts.counted;
    const equal = await json('/api/mentions/certificate', {
      ...PHRASE,
      ...earlier,
      counted: `${occurrences}-${blocks}-${documents}`,
    });
    const other = await json('/api/mentions/certificate', { ...PHRASE, ...earlier, counted: '1-1-1' });
    expect(other.comparison).not.toEqual(equal.comparison);
  });
});

describe('/api/mentions/batch', () => {
  const send = (
    format: string,
    list: string | Blob,
    headers: Record<string, string> = { Origin: portal },
  ) => {
    const form = new FormData();
    form.set(typeof list === 'string' ? 'list' : 'file', list);
    return fetch(`${portal}/api/mentions/batch.${format}`, { method: 'POST', body: form, headers });
  };

  test('states the tier and the unit that were chosen for all lines', async () => {
    const form = new FormData();
    form.set('list', 'Ủy ban nhân dân');
    const answer = await fetch(`${portal}/api/mentions/batch.csv?tier=5&count=documents`, {
      method: 'POST',
      body: form,
      headers: { Origin: portal },
    });
    const text = await answer.text();
    expect(text).toContain('1,Ủy ban nhân dân,gần đúng,');
    expect(text).toContain(`${VI.certificate.tiers},gần đúng`);
    expect(text).toContain(`${VI.certificate.unit},văn bản`);
  });

  test('counts each line, and tells what is wrong beside the line', async () => {
    const text = await (await send('csv', 'dân vận khéo\n…\n\n# not a phrase\nDân vận KHÉO\nzznoibo')).text();
    const [table = ''] = text.replace('\ufeff', '').split('\n\n');
    const [, ...rows] = table.trim().split('\n');
    expect(rows.map((row) => row.split(',')[0])).toEqual(['1', '2', '5', '6']);
    expect(rows[0]).toMatch(/^1,dân vận khéo,đúng dấu,9,8,3,/u);
    expect(text).toContain(VI.batch.ownTier);
    expect(rows[1]).toContain(VI.batch.faults.empty);
    expect(rows[2]).toContain(VI.batch.faults.repeated);
    expect(rows[3]).toMatch(/^6,zznoibo,không phân biệt dấu,0,0,0,/u);
  });

  test.each(['csv', 'xlsx', 'docx', 'jsonl'])('as %s', async (format) => {
    const answer = await send(format, new Blob(['dân vận']));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain(`.${format}"`);
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(10);
  });

  test.each<[string, string | Blob, string]>([
    ['larger than 200 kB', 'a\n'.repeat(100_001), 'larger'],
    ['a file larger than 200 kB', new Blob(['a\n'.repeat(100_001)]), 'larger'],
    ['no UTF-8', new Blob([new Uint8Array([0xc3, 0x28])]), 'UTF-8'],
    ['empty', '\n# a\n', 'no line'],
  ])('a list that is %s: 400', async (_, list, reason) => {
    const answer = await send('csv', list);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(reason);
  });

  test('no form: 400; another site: 403; another format: 404', async () => {
    const plain = {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json', Origin: portal },
    };
    expect((await fetch(`${portal}/api/mentions/batch.csv`, plain)).status).toBe(400);
    expect((await send('csv', 'a', { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await send('pdf', 'a')).status).toBe(404);
  });
});

describe('/api/suggestions', () => {
  test('each has an address that is there', async () => {
    const { items, query, meant } = await json('/api/suggestions', { q: 'dân v' });
    expect({ query, meant }).toEqual({ query: 'dân v', meant: null });
    expect(items.length).toBeGreaterThan(3);
    for (const { url } of items) expect((await get(url)).status, url).toBe(200);
    expect((await json('/api/suggestions', { q: 'daan vaanj' })).meant).toBe('dân vận');
    expect((await json('/api/suggestions')).items).toEqual([]);
  });
});

describe('/api/documents', () => {
  test('hits are marked, everything else is text', async () => {
    const { items, total, facets, tiers } = await json('/api/documents', { q: 'Dân vận khéo' });
    expect(total).toBe(3);
    expect(items[0].passages[0].html).toMatch(/<mark>/u);
    expect(facets.type[0]).toEqual({ value: 'kế hoạch', label: 'Kế hoạch', count: 3 });
    expect(tiers.map(({ tier, label }: { tier: number; label: string }) => [tier, label])).toEqual(
      Object.entries(VI.tiers).map(([tier, label]) => [Number(tier), label]),
    );
    expect(tiers.slice(0, 2).map(({ total: count }: { total: number }) => count)).toEqual([3, 0]);
    expect((await json('/api/documents/tiers', { q: 'Dân vận khéo' })).tiers).toEqual(tiers);
    const filtered = await json('/api/documents/tiers', { q: 'Dân vận khéo', year: '2024' });
    expect(filtered.tiers[0].total).toBe(
      (await json('/api/documents', { q: 'Dân vận khéo', year: '2024' })).total,
    );
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

/** All pairs of these are asked over HTTP; the others are proven in test/statistics/proof.test.ts. */
const ASKED = DIMENSIONS.slice(0, 6);

describe('/api/statistics', () => {
  // all pairs of rows and columns, for both roles
  const pairs = ASKED.flatMap((rows) =>
    ASKED.filter((columns) => columns !== rows).map((columns) => [rows, columns] as const),
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
      for (const columns of ASKED.filter((name) => name !== rows)) {
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
    const [rows = '', about = ''] = text.split(/\n\n/u);
    expect(rows.trim().split('\n')).toHaveLength(total + 1);
    expect(about).toContain(`Số nhiệm vụ,${total}\n`);
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
    ['/api/mentions?q=a&sort=left4', 'sort'],
    ['/api/mentions?q=a&group=year', 'group'],
    ['/api/mentions?q=a&context=word', 'context'],
    ['/api/mentions?q=a&count=pages', 'count'],
    ['/api/mentions?q=a&without=text', 'without'],
    ['/api/mentions.csv?q=a&column=colour', 'column'],
    ['/api/mentions.csv?q=a&page=2', 'page'],
    ['/api/mentions/count?q=a&sort=left1', 'sort'],
    ['/api/mentions/certificate?q=a&version=x', 'version'],
    ['/api/mentions/certificate?q=a&counted=1-2', 'counted'],
    ['/api/mentions/certificate?q=a&on=today', 'on'],
    [`/api/mentions?q=${'a+'.repeat(201)}`, 'q'],
    ['/api/documents/tiers?q=a&page=2', 'page'],
    ['/api/suggestions?q=a&tier=2', 'tier'],
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
    const wrong = await json('/api/mentions', { q: 'a', tier: '7', sort: 'up', without: 'text', count: 'x' });
    for (const { name, allowed } of wrong.errors) expect(allowed?.length, name).toBeGreaterThan(2);
    expect(wrong.errors).toHaveLength(4);
  });
});

describe('pages', () => {
  test.each([
    '/',
    '/tim-kiem?q=D%C3%A2n+v%E1%BA%ADn',
    '/tim-kiem?page=-1&sort=x&utm_source=mail',
    '/ngu-canh',
    '/ngu-canh?q=%22',
    '/ngu-canh?q=a&page=99',
    '/nhiem-vu?year=none',
    '/thong-ke?theme=khong-co',
    `/tim-kiem?q=${'%22-%28'.repeat(150)}`,
    `/ngu-canh?q=${'a+'.repeat(900)}`,
    '/tim-kiem?q=%00%EF%BF%BE%E2%80%AE%CC%81',
    `/tim-kiem?q=${'x'.repeat(5000)}`,
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
    expect((await fetch(`${portal}/tim-kiem?q=%FF%FE`)).status).toBe(400);
  });

  test('health tells what is indexed', async () => {
    expect(await json('/health')).toMatchObject({ engine: 'available', documents: 5 });
  });
});

describe('a document as a file', () => {
  const id = '58-ctr-tu-binh-thuan-2023';

  test.each([
    ['txt', 'text/plain; charset=utf-8'],
    ['xml', 'application/akn+xml; charset=utf-8'],
    ['jsonld', 'application/ld+json; charset=utf-8'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ])('%s', async (format, mediaType) => {
    const answer = await fetch(`${portal}/api/documents/${id}.${format}`);
    expect(answer.headers.get('content-type')).toBe(mediaType);
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
    expect((await fetch(`${portal}/api/documents/khong-co.${format}`)).status).toBe(404);
  });

  test('the original is for taking away, never shown in place', async () => {
    const { headers } = await fetch(`${portal}/api/documents/${id}/original`);
    expect(headers.get('content-disposition')).toMatch(/^attachment; /u);
    expect(headers.get('content-security-policy')).toBe('sandbox');
    expect((await fetch(`${portal}/api/documents/khong-co/original`)).status).toBe(404);
  });

  test.each([`/api/documents/${id}.exe`, '/api/nothing', '/api/mentions/nothing/at/all'])(
    '%s: problem details',
    async (path) => {
      const answer = await fetch(portal + path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );
});

describe('values that are excluded', () => {
  const totalOf = async (path: string) =>
    ((await (await fetch(`${portal}${path}`)).json()) as { total: number }).total;

  test.each([
    ['/api/documents?', 'year', '2024'],
    ['/api/documents?q=d%C3%A2n+v%E1%BA%ADn&', 'type', encodeURIComponent('kế hoạch')],
    ['/api/documents?', 'year', 'none'],
    ['/api/tasks?', 'theme', 'to-chuc-thuc-hien'],
    ['/api/tasks?', 'department', 'none'],
    ['/api/mentions?q=d%C3%A2n+v%E1%BA%ADn&', 'year', '2023'],
  ])('%s: those with %s=%s and those without are all', async (path, name, value) => {
    const [all, included, excluded] = await Promise.all([
      totalOf(path),
      totalOf(`${path}${name}=${value}`),
      totalOf(`${path}${name}=!${value}`),
    ]);
    expect(included).toBeGreaterThan(0);
    expect(included).toBeLessThan(all);
    expect(included + excluded).toBe(all);
  });

  test('its facet counts what a click leads to; beside another value both hold', async () => {
    const answer = await fetch(`${portal}/api/tasks?theme=!to-chuc-thuc-hien&hitsPerPage=1`);
    const { facets, total } = (await answer.json()) as {
      total: number;
      facets: { theme: { value: string; count: number }[] };
    };
    expect(facets.theme.find(({ value }) => value === 'to-chuc-thuc-hien')?.count).toBe(0);
    for (const { value, count } of facets.theme.slice(0, 5))
      expect(await totalOf(`/api/tasks?theme=!to-chuc-thuc-hien&theme=${value}`), value).toBe(count);
    const both = await totalOf('/api/tasks?theme=!to-chuc-thuc-hien&theme=to-chuc-can-bo');
    expect(both).toBeLessThan(await totalOf('/api/tasks?theme=to-chuc-can-bo'));
    expect(both).toBeLessThan(total);
  });

  test('rows of statistics under an exclusion count what their filter with it lists', async () => {
    const answer = await fetch(`${portal}/api/statistics?rows=theme&theme=!to-chuc-thuc-hien`);
    const { rows } = (await answer.json()) as { rows: { value: string; total: number }[] };
    expect(rows.length).toBeGreaterThan(3);
    for (const { value, total } of rows.filter((row) => row.value !== 'to-chuc-thuc-hien'))
      expect(await totalOf(`/api/tasks?theme=!to-chuc-thuc-hien&theme=${value}`), value).toBe(total);
  });
});
