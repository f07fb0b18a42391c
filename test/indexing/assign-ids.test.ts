import { describe, expect, test } from 'vitest';
import type { LedgerEntry } from '../../src/corpus/address-ledger.ts';
import { assignIds, type Recognisable, withPublished } from '../../src/indexing/assign-ids.ts';
import { textSketch } from '../../src/text/sketch.ts';

const TEXT =
  'Ủy ban nhân dân xã Hoa Sen ban hành Kế hoạch vận động Nhân dân hiến đất làm đường, mở rộng các tuyến giao thông nông thôn, chỉnh trang nhà cửa, hàng rào, giữ gìn vệ sinh chung ở các khu dân cư.';
const OTHER =
  'Trường Trung học cơ sở Lam Sơn tổ chức hội thi đọc sách cho học sinh khối sáu và khối bảy, giao tổ Ngữ văn chuẩn bị phần thưởng và mời phụ huynh cùng dự vào sáng thứ bảy tuần tới.';

const NOW = new Date('2031-05-06T07:08:09Z');
let digests = 0;
const document = (path: string, facts: Partial<Recognisable> & { text?: string } = {}): Recognisable => {
  const { text = TEXT, ...others } = facts;
  const number = others.number === undefined ? 7 : others.number;
  return {
    path,
    sha256: (++digests).toString(16).padStart(8, '0').repeat(8),
    baseId: `${number}-kh-ubnd-lam-son-2031`,
    access: 'public',
    number,
    issuedOn: '2031-04-05',
    sketch: textSketch(text),
    ...others,
  };
};
const run = (ledger: readonly LedgerEntry[], ...documents: Recognisable[]) => {
  const assigned = assignIds(ledger, documents, NOW);
  const open = new Set(documents.filter(({ access }) => access === 'public').map(({ path }) => path));
  const shown = new Set([...assigned.entries].flatMap(([path, { id }]) => (open.has(path) ? [id] : [])));
  const ids = new Map([...assigned.entries].map(([path, { id }]) => [path, id]));
  return { ...assigned, ids, ledger: withPublished(assigned.ledger, (id) => shown.has(id)) };
};

describe('a document keeps the id that it was given', () => {
  const first = document('a.txt');
  const { ids, ledger } = run([], first);
  const id = ids.get('a.txt') as string;

  test('the id is what its facts give', () => expect(id).toBe('7-kh-ubnd-lam-son-2031'));

  test.each<[string, Recognisable]>([
    ['renamed', { ...first, path: 'b/c.txt' }],
    ['corrected', { ...document('a.txt', { text: `${TEXT} Thêm một câu.` }) }],
    ['with another number', document('a.txt', { number: 8 })],
    [
      'with a blank line more, and no number',
      document('a.txt', { number: null, baseId: 'ke-hoach-2031-0badcafe' }),
    ],
    ['taken back from the public', { ...first, access: 'internal' }],
  ])('%s', (_, changed) => {
    expect(run(ledger, changed).ids.get(changed.path)).toBe(id);
  });

  test('withdrawn for a while', () => {
    const without = run(ledger).ledger;
    expect(run(without, first).ids.get('a.txt')).toBe(id);
  });

  test.each<[string, Recognisable]>([
    ['another document with its number, when it is withdrawn', document('moi.txt')],
    ['another document in its place', document('a.txt', { number: 90, text: OTHER })],
    ['the plan of the next year over it', document('a.txt', { number: 12, issuedOn: '2032-01-02' })],
  ])('%s gets another', (_, other) => {
    expect(run(ledger, other).ids.get(other.path)).not.toBe(id);
  });
});

describe('documents with one number', () => {
  test('together: each gets a piece of its digest', () => {
    const [a, b] = [document('a.txt'), document('b.txt', { text: OTHER })];
    const { ids } = run([], a, b);
    expect(ids.get('a.txt')).toBe(`7-kh-ubnd-lam-son-2031-${a.sha256.slice(0, 8)}`);
    expect(ids.get('b.txt')).toBe(`7-kh-ubnd-lam-son-2031-${b.sha256.slice(0, 8)}`);
  });

  test('one after the other: the first keeps what it has', () => {
    const [a, b] = [document('a.txt'), document('b.txt', { text: OTHER })];
    const { ids } = run(run([], a).ledger, a, b);
    expect(ids.get('a.txt')).toBe('7-kh-ubnd-lam-son-2031');
    expect(ids.get('b.txt')).toBe(`7-kh-ubnd-lam-son-2031-${b.sha256.slice(0, 8)}`);
  });
});

describe('what the public knows depends on nothing else', () => {
  const inside = document('noi-bo.txt', { access: 'internal', text: OTHER });

  test('an internal document with the number, before it or with it, changes no public id', () => {
    const open = document('a.txt');
    const alone = run([], open).ids.get('a.txt');
    expect(run([], inside, open).ids.get('a.txt')).toBe(alone);
    expect(run(run([], inside).ledger, inside, open).ids.get('a.txt')).toBe(alone);
  });

  test('an internal one that is published gets an id of its own; the old one is remembered', () => {
    const before = run([], inside);
    const old = before.ids.get('noi-bo.txt') as string;
    const { ids, ledger } = run(before.ledger, { ...inside, access: 'public' });
    expect(ids.get('noi-bo.txt')).toBe('7-kh-ubnd-lam-son-2031');
    expect(ledger).toMatchObject([{ id: '7-kh-ubnd-lam-son-2031', formerIds: [old], wasPublic: true }]);
  });

  test('an id from before there was a ledger gives way', () => {
    const { sha256: _, sketch: __, ...facts } = inside;
    const legacy: LedgerEntry = {
      ...facts,
      id: inside.baseId,
      sha256: '',
      sketch: '',
      enteredAt: NOW.toISOString(),
      wasPublic: false,
      formerIds: [],
    };
    const { ids, ledger } = run([legacy], inside);
    expect(ids.get('noi-bo.txt')).toBe(`${inside.baseId}-${inside.sha256.slice(0, 8)}`);
    expect(ledger[0]?.formerIds).toEqual([inside.baseId]);
  });

  test('it comes into the portal when it is first read, and anew when it is published', () => {
    const later = new Date('2031-06-01T00:00:00Z');
    const { ledger } = assignIds([], [inside], NOW);
    const enteredAt = (documents: Recognisable[]) => assignIds(ledger, documents, later).ledger[0]?.enteredAt;
    expect(enteredAt([{ ...inside, path: 'khac.txt' }])).toBe(NOW.toISOString());
    expect(enteredAt([{ ...inside, access: 'public' }])).toBe(later.toISOString());
  });
});
