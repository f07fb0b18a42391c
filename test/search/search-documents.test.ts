import { describe, expect, inject, test } from 'vitest';
import { documentParameters, readParameters } from '../../src/api/parameters.ts';
import { openDoor } from '../../src/engine/door.ts';
import { searchDocuments } from '../../src/search/search-documents.ts';

const { url, searchKey } = inject('engine');
const door = openDoor({ url, key: searchKey }, 'public');

async function search(parameters: string) {
  const { q, tier, sort, page, hitsPerPage, ...filters } = readParameters(
    documentParameters,
    new URLSearchParams(parameters),
  );
  const { labels } = await door.meta();
  return searchDocuments(door, { q, tier, sort, page, hitsPerPage, filters }, labels, 'vi');
}
const ids = async (parameters: string) => (await search(parameters)).items.map(({ id }) => id).sort();
const q = (text: string) => `q=${encodeURIComponent(text)}`;

const K89 = '89-kh-bdvtu-binh-thuan-2023';
const K114 = '114-kh-duk-ben-tre-2023';
const CT58 = '58-ctr-tu-binh-thuan-2023';

describe('searchDocuments', () => {
  test('an empty query gives all documents, newest first, those without a date last', async () => {
    const { total, items } = await search('');
    expect(total).toBe(5);
    expect(items.slice(0, 2).map(({ id }) => id)).toEqual([K89, CT58]);
  });

  test.each([
    ['dân vận khéo', 3, 'all three syllables, marks right'],
    ['dan van kheo', 3, 'unmarked'],
    ['khéo dân', 3, 'in any order'],
    ['dân vẫn khéo', 0, 'marks that are typed count'],
    ['"vận khéo"', 3, 'a phrase'],
    ['"khéo vận"', 0, 'a phrase is in order'],
    ['dân -khéo', 2, 'without an excluded word'],
    ['dân -"Dân vận khéo"', 2, 'without an excluded phrase'],
    ['khé', 0, 'no half syllables'],
    ['danvan', 0, 'words are not split in silence'],
    ['"giám sát, phản biện xã hội"', 4, 'punctuation of a phrase counts'],
    [
      'các cấp ủy đảng viên cán bộ công tác nhân dân thực hiện nhiệm vụ khéo',
      3,
      'the eleventh and later words count, too',
    ],
    [
      'các cấp ủy đảng viên cán bộ công tác nhân dân thực hiện nhiệm vụ zzz',
      0,
      'also where they are nowhere',
    ],
  ])('%s finds %d: %s', async (typed, total) => {
    expect((await search(q(typed))).total).toBe(total);
  });

  test.each([
    '114-KH/ĐUK',
    'Số 114 -KH/ĐUK',
    '114 - KH/ĐUK',
    '114-kh/duk',
    '114khduk',
    'kh114',
    'KH 114',
    '114/KH-ĐUK',
  ])('the number %s leads to its document', async (typed) => {
    expect(await ids(q(typed))).toEqual([K114]);
  });

  test('a number finds those that cite it; its own document comes first', async () => {
    const found = await search(q('58-CTr/TU'));
    expect(found.items.map(({ id }) => id)).toEqual([CT58, K89]);
  });

  test('facets of a filter in use still count the others', async () => {
    const all = await search('');
    const narrowed = await search(`province=${encodeURIComponent('Bến Tre')}`);
    expect(narrowed.total).toBe(1);
    expect(narrowed.facets.province).toEqual(all.facets.province);
    expect(narrowed.facets.type).toEqual([{ value: 'kế hoạch', label: 'Kế hoạch', count: 1 }]);
  });

  test('values of one filter are alternatives, filters are all required', async () => {
    const two = `province=${encodeURIComponent('Bến Tre')}&province=${encodeURIComponent('Bình Thuận')}`;
    expect((await search(two)).total).toBe(5);
    expect((await search(`${two}&year=2024`)).total).toBe(1);
    expect((await search('year=none')).total).toBe(1);
    expect((await search('from=2023-04-01&to=2023-12-31')).items.map(({ id }) => id)).toEqual([K89]);
  });

  test('a facet counts what its filter finds', async () => {
    const { facets } = await search('');
    for (const [name, values] of Object.entries(facets)) {
      for (const { value, count } of values) {
        expect((await search(`${name}=${encodeURIComponent(value)}`)).total, `${name}=${value}`).toBe(count);
      }
    }
  });

  test('a value with quotes and operators is a value', async () => {
    for (const value of ['"x" OR access = internal', 'x\\', 'x] OR id EXISTS', '']) {
      expect((await search(`type=${encodeURIComponent(value)}`)).total).toBe(value === '' ? 5 : 0);
    }
  });

  test('passages show the hits, and nothing of a document becomes markup', async () => {
    const { items } = await search(q('Dân vận khéo'));
    for (const { passages } of items) {
      expect(passages.length).toBeGreaterThan(0);
      expect(
        passages.some(({ pieces }) => pieces.some(({ hit, text }) => hit && /^dân vận khéo$/iu.test(text))),
      ).toBe(true);
    }
  });

  test('where words are excluded, the wider tier is counted one by one', async () => {
    expect((await search(q('dan van -khéo'))).tiers).toEqual([
      { tier: 1, total: 0 },
      { tier: 2, total: 2 },
    ]);
  });

  test('a document whose words stand apart has passages, too', async () => {
    const { items } = await search(q('khéo Internet'));
    expect(items.length).toBeGreaterThan(0);
    for (const { passages } of items) expect(passages.length).toBeGreaterThan(0);
  });

  test('tiers tell what the next one would add', async () => {
    expect((await search(q('dân vẫn khéo'))).tiers).toEqual([
      { tier: 1, total: 0 },
      { tier: 2, total: 3 },
    ]);
  });
});
