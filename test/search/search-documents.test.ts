import { describe, expect, inject, test } from 'vitest';
import { documentParameters, readParameters } from '../../src/api/parameters.ts';
import { openDoor } from '../../src/engine/door.ts';
import { findMatches } from '../../src/mentions/match.ts';
import { toPhrase } from '../../src/mentions/phrase.ts';
import { TIERS, type Tier } from '../../src/mentions/tier.ts';
import { openCatalogue } from '../../src/search/lexicon.ts';
import {
  countDocumentTiers,
  type DocumentResults,
  searchDocuments,
} from '../../src/search/search-documents.ts';
import { canonical } from '../../src/text/canonical.ts';
import { fold } from '../../src/text/fold.ts';
import { syllablesOf } from '../../src/text/syllables.ts';
import { randomFrom } from '../fuzz/mutate.ts';

const { url, searchKey } = inject('engine');
const door = openDoor({ url, key: searchKey }, 'public');
const catalogue = await openCatalogue(door);

function read(parameters: string) {
  const { q, tier, sort, page, hitsPerPage, ...filters } = readParameters(
    documentParameters,
    new URLSearchParams(parameters),
  );
  return { q, tier, sort, page, hitsPerPage, filters };
}
const search = (parameters: string) => searchDocuments(catalogue, read(parameters), 'vi');
/** What each tier has beyond those before it, the first one first. */
const tiersOf = async (parameters: string) =>
  (await countDocumentTiers(catalogue, read(parameters))).map(({ total }) => total);
const ids = async (parameters: string) => (await search(parameters)).items.map(({ id }) => id).sort();
const q = (text: string) => `q=${encodeURIComponent(text)}`;

const K89 = '89-kh-bdvtu-binh-thuan-2023';
const K114 = '114-kh-duk-ben-tre-2023';
const CT58 = '58-ctr-tu-binh-thuan-2023';

describe('searchDocuments', () => {
  test('an empty query gives all documents, newest first: a plan of 2024 without a day before what was issued in 2023', async () => {
    const { total, items } = await search('');
    expect(total).toBe(5);
    expect(items.slice(0, 3).map(({ id }) => id)).toEqual([
      'ke-hoach-ban-dan-van-tinh-uy-binh-thuan-2024-259f0547',
      K89,
      CT58,
    ]);
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
    expect((await tiersOf(q('dan van -khéo'))).slice(0, 2)).toEqual([0, 2]);
  });

  test('a document whose words stand apart has passages, too', async () => {
    const { items } = await search(q('khéo Internet'));
    expect(items.length).toBeGreaterThan(0);
    for (const { passages } of items) expect(passages.length).toBeGreaterThan(0);
  });

  test('tiers tell what the next one would add', async () => {
    expect((await tiersOf(q('dân vẫn khéo'))).slice(0, 2)).toEqual([0, 3]);
    expect(await tiersOf('')).toEqual([]);
  });
});

describe('fields', () => {
  test('a field finds what the filter of the same name finds', async () => {
    const { facets } = await search('');
    for (const [name, values] of Object.entries(facets)) {
      if (name === 'province') continue; // is no field
      for (const { value, label } of values.filter((one) => one.value !== 'none')) {
        const filtered = await ids(`${name}=${encodeURIComponent(value)}`);
        expect(await ids(q(`${name}:"${label}"`)), `${name}:${label}`).toEqual(filtered);
        const without = await ids(q(`-${name}:"${label}"`));
        expect([...without, ...filtered].sort(), `-${name}:${label}`).toEqual(await ids(''));
      }
    }
  });

  test.each([
    ['số:89', [K89], 'by the number alone'],
    ['số:089', [K89], 'with a nought before it'],
    ['số:58-CTr/TU', [CT58], 'its own number: those that cite it are not meant'],
    ['số:58ctrtu', [CT58], 'in any spelling'],
    ['số:999', [], 'none bears it'],
    ['năm:2022-2023 loại:"chương trình hành động"', [CT58], 'together'],
    ['năm:1990', [], 'a year without a document'],
    ['loại:thơ', [], 'a value that is not there'],
  ])('%s finds %j (%s)', async (typed, expected) => {
    expect(await ids(q(typed))).toEqual(expected);
  });
});

describe('alternatives and groups', () => {
  const union = (...lists: string[][]) => [...new Set(lists.flat())].sort();

  test.each([
    ['khéo', 'Internet'],
    ['"vận khéo"', '58-CTr/TU'],
    ['năm:2024', '"tôn giáo"'],
    ['zzz', 'khéo'],
    ['-khéo', 'khéo Internet'],
  ])('%s OR %s is the union', async (a, b) => {
    const [one, other] = [await ids(q(a)), await ids(q(b))];
    const both = await search(q(`${a} OR ${b}`));
    expect(both.items.map(({ id }) => id).sort()).toEqual(union(one, other));
    expect(both.total).toBe(union(one, other).length);
    const rest = await ids(q(`-(${a} OR ${b})`));
    expect(union(rest, one, other)).toEqual(await ids(''));
    expect(rest.length + both.total).toBe(5);
  });

  test('facets count exactly what alternatives find', async () => {
    const typed = q('((khéo OR Internet) -năm:2024) OR số:58');
    const found = await search(typed);
    expect(found.total).toBe(found.items.length);
    for (const [name, values] of Object.entries(found.facets)) {
      for (const { value, count } of values)
        expect(
          (await search(`${typed}&${name}=${encodeURIComponent(value)}`)).total,
          `${name}=${value}`,
        ).toBe(count);
    }
  });
});

describe('numbers typed in any way', () => {
  test.each([
    ['89-KH/BDVTU', [K89]],
    ['89/KH-BDVTU', [K89]],
    ['kh89', [K89]],
    ['KH 89', [K89]],
    ['89khbdvtu', [K89]],
    ['58 ctr/tu', [CT58, K89]],
  ])('%s leads to %j', async (typed, expected) => {
    const found = (await search(q(typed))).items.map(({ id }) => id);
    expect(found).toEqual(expected);
  });
});

describe('pages', () => {
  test.each([
    'dan van',
    'dan van&tier=5',
    'khéo OR Internet OR "tôn giáo"',
    'dân vẫn khéo&tier=2',
    'dân vận -zzz&tier=3',
    '',
  ])('through all pages of %j each document comes once, in every sort', async (typed) => {
    const [words = '', tier = ''] = typed.split('&');
    for (const sort of ['relevance', 'newest', 'oldest']) {
      const asked = `${q(words)}&${tier}&sort=${sort}`.replace('&&', '&');
      const all = await search(asked);
      const paged: string[] = [];
      for (let page = 1; page <= all.total; page++) {
        const part = await search(`${asked}&page=${page}&hitsPerPage=1`);
        expect(part.total).toBe(all.total);
        paged.push(...part.items.map(({ id }) => id));
      }
      expect(paged, sort).toEqual(all.items.map(({ id }) => id));
      expect(new Set(paged).size).toBe(all.total);
      expect((await search(`${asked}&page=${all.total + 1}&hitsPerPage=1`)).items).toEqual([]);
    }
  });
});

/** A query by itself, judged over the records: what the portal must find. */
type Part =
  | { readonly kind: 'word' | 'phrase'; readonly text: string }
  | { readonly kind: 'year' | 'type'; readonly value: string }
  | { readonly kind: 'not'; readonly part: Part }
  | { readonly kind: 'any' | 'all'; readonly parts: readonly Part[] };

interface Judged {
  readonly id: string;
  readonly syllables: Record<'canonical' | 'folded', ReadonlySet<string>>;
  readonly blocks: readonly string[];
  readonly year: string;
  readonly type: string;
}

function holds(part: Part, document: Judged, tier: Tier): boolean {
  switch (part.kind) {
    case 'word':
      return tier === 1
        ? document.syllables.canonical.has(canonical(part.text))
        : document.syllables.folded.has(fold(part.text));
    case 'phrase':
      return document.blocks.some((block) => findMatches(block, toPhrase(part.text), tier).length > 0);
    case 'year':
    case 'type':
      return document[part.kind] === part.value;
    case 'not':
      return !holds(part.part, document, tier);
    default:
      return part.parts[part.kind === 'any' ? 'some' : 'every']((one) => holds(one, document, tier));
  }
}

function write(part: Part): string {
  switch (part.kind) {
    case 'word':
      return part.text;
    case 'phrase':
      return `"${part.text}"`;
    case 'year':
      return `năm:${part.value}`;
    case 'type':
      return `loại:"${part.value}"`;
    case 'not':
      return part.part.kind === 'not' ? `-(${write(part.part)})` : `-${write(part.part)}`;
    default:
      return `(${part.parts.map(write).join(part.kind === 'any' ? ' OR ' : ' ')})`;
  }
}

describe('against a plain scan of the records', async () => {
  const QUERIES = 200;
  const judged: Judged[] = [];
  for await (const { id, record, year, type } of door.all('documents', {
    retrieve: ['id', 'record', 'year', 'type'],
  })) {
    const forms = (form: (text: string) => string) =>
      new Set(syllablesOf(form(record.text)).map(({ text }) => text));
    judged.push({
      id,
      syllables: { canonical: forms(canonical), folded: forms(fold) },
      blocks: record.blocks.map(({ span }) => record.text.slice(...span)),
      year: String(year),
      type,
    });
  }
  const random = randomFrom(20_261_121);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;

  function drawText(syllables: number): string {
    const block = pick(pick(judged).blocks.filter((text) => syllablesOf(text).length >= syllables));
    const all = syllablesOf(block);
    const from = below(all.length - syllables + 1);
    const text = block.slice(all[from]?.start, all[from + syllables - 1]?.end);
    if (/["“”„«»\n]/u.test(text)) return drawText(syllables);
    const roll = random();
    return roll < 0.25 ? fold(text) : roll < 0.35 ? text.replace('á', 'à').replace('ậ', 'ạ') : text;
  }
  function draw(depth: number): Part {
    const roll = random();
    if (depth > 0 && roll < 0.3)
      return {
        kind: pick(['any', 'all']),
        parts: Array.from({ length: 2 + below(2) }, () => draw(depth - 1)),
      };
    if (depth > 0 && roll < 0.42) return { kind: 'not', part: draw(depth - 1) };
    if (roll < 0.5) return { kind: 'year', value: pick(['2023', '2024', '2022']) };
    if (roll < 0.55) return { kind: 'type', value: pick(judged).type };
    return roll < 0.8 ? { kind: 'word', text: drawWord() } : { kind: 'phrase', text: drawText(2 + below(3)) };
  }
  /** Not every syllable is a word of a query: `28` of a number may be, `OR` may not. */
  function drawWord(): string {
    const text = drawText(1);
    return /^(?:OR|HOẶC)$/u.test(text) ? drawWord() : text;
  }
  const queries = Array.from({ length: QUERIES }, () => draw(3));
  const found = async (typed: string, tier: Tier): Promise<DocumentResults> =>
    search(`${q(typed)}&tier=${tier}&hitsPerPage=100`);

  test(`${QUERIES} random queries find the same documents in tiers 1 and 2, and every tier counts the difference`, async () => {
    let [some, none] = [0, 0];
    for (const [i, query] of queries.entries()) {
      const typed = write(query);
      const seen = new Set<string>();
      // the wider tiers cost more: every third query goes through them
      const counts = i % 3 === 0 ? await tiersOf(q(typed)) : null;
      for (const tier of counts ? TIERS : ([1, 2] as const)) {
        const { items, total, query: read } = await found(typed, tier);
        expect(
          read.remarks.filter(({ rule }) => rule !== 'only-exclusions'),
          typed,
        ).toEqual([]);
        const list = items.map(({ id }) => id).sort();
        expect(total, typed).toBe(list.length);
        if (tier <= 2) {
          const expected = judged.filter((document) => holds(query, document, tier)).map(({ id }) => id);
          expect(list, `${typed} in tier ${tier}`).toEqual(expected.sort());
        }
        const before = seen.size;
        for (const id of list) seen.add(id);
        if (counts) expect(counts[tier - 1], `${typed}: tier ${tier} beyond`).toBe(seen.size - before);
      }
      if (seen.size > 0) some++;
      else none++;
    }
    // a draw that finds everything or nothing would prove nothing
    expect(some).toBeGreaterThan(QUERIES / 4);
    expect(none).toBeGreaterThan(5);
  }, 120_000);
});
