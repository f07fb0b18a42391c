import { describe, expect, inject, test } from 'vitest';
import { openDoor } from '../../src/engine/door.ts';
import { completes, markedForms, suggest } from '../../src/search/suggest.ts';

const { url, searchKey } = inject('engine');
const door = openDoor({ url, key: searchKey }, 'public');
const texts = async (typed: string, kind: string) =>
  (await suggest(door, typed)).items
    .filter((item) => item.kind === kind)
    .map(({ text }) => text.toLowerCase());

describe('completes', () => {
  test.each([
    ['dân vận', 'dân v', false, true, 'half a syllable'],
    ['dân vận', 'dân vâ', false, true, 'half of its marks'],
    ['dân vận', 'dan va', false, true, 'none of its marks'],
    ['dân vận', 'dân vậ', false, true, 'all of its marks'],
    ['dân vận', 'dân vă', false, false, 'another mark'],
    ['dân vận', 'dần v', false, false, 'another tone in an ended syllable'],
    ['dân vận', 'dân v', true, false, 'a space ends the syllable'],
    ['dân vận', 'dân ', true, true, 'and the next may be anything'],
    ['dân vận', 'dân vận khéo', false, false, 'more than there is'],
    ['đoàn', 'd', false, true, 'đ is typed as d, then d again'],
    ['doan', 'đ', false, false, 'but not the other way round'],
  ])('%j from %j, ended %j: %j (%s)', (candidate, typed, ended, expected) => {
    expect(completes(candidate, typed, ended)).toBe(expected);
  });
});

describe('suggestions', () => {
  test.each([
    ['dân v', 'phrase', 'dân vận', 'a syllable that is half typed'],
    ['dân vâ', 'phrase', 'dân vận', 'marks that are half typed'],
    ['dan van', 'phrase', 'dân vận', 'without marks'],
    ['dân vận ', 'phrase', 'dân vận khéo', 'behind a space'],
    ['công tác dân v', 'phrase', 'công tác dân vận', 'of three syllables'],
    ['“dân vận kh', 'phrase', 'dân vận khéo', 'in a quote that is still open'],
    ['58', 'number', '58-ctr/tu', 'a number'],
  ])('%j has the %s %j (%s)', async (typed, kind, expected) => {
    const found = await texts(typed, kind);
    expect(
      found.some((text) => text.includes(expected)),
      String(found),
    ).toBe(true);
  });

  test('what stands before stays where some document has it so, and such a text has no count', async () => {
    const { items } = await suggest(door, 'của Ban Thường vụ Tỉnh ủy về công tác d');
    const phrases = items.filter(({ kind }) => kind === 'phrase');
    expect(phrases.map(({ text }) => text.toLowerCase())).toContain(
      'của ban thường vụ tỉnh ủy về công tác dân vận',
    );
    for (const { count } of phrases) expect(count).toBeNull();
  });

  test('nothing is put together that nobody wrote', async () => {
    expect(await texts('xyz dân vận kh', 'phrase')).toEqual([]);
    expect(await texts('Ban Dân vận Tỉnh ủy b', 'phrase')).not.toContain('ban dân vận tỉnh ủy ban hành');
  });

  test('names may be entered in their middle', async () => {
    expect(await texts('Dân vận Tỉnh', 'issuer')).toContain('ban dân vận tỉnh ủy bình thuận');
    expect(await texts('Dân vận Tỉnh', 'department')).toContain('ban dân vận tỉnh ủy');
  });

  test('every suggestion fits what was typed, and the commonest is first', async () => {
    for (const typed of ['dân', 'dân v', 'công tác', 'tổ ch', 'bì']) {
      const { items } = await suggest(door, typed);
      expect(items.length, typed).toBeGreaterThan(0);
      const counts = items.filter(({ kind }) => kind === 'phrase').map(({ count }) => count ?? 0);
      expect(counts, typed).toEqual(counts.toSorted((a, b) => b - a));
    }
  });

  test('marks that are typed count', async () => {
    for (const text of await texts('dẫn', 'phrase')) expect(text).toMatch(/^dẫn/u);
    expect(await texts('dân vẫn kh', 'phrase')).toEqual([]);
  });

  test.each([
    ['daan vaanj kheos', 'Telex'],
    ['da6n va65n khe1o', 'VNI'],
  ])('%s is recognised as %s', async (typed) => {
    const { meant, items } = await suggest(door, typed);
    expect(meant).toBe('dân vận khéo');
    expect(items.map(({ text }) => text.toLowerCase())).toContain('dân vận khéo');
  });

  test('what was meant is not told of what is plain', async () => {
    for (const typed of ['dân vận', 'dan van', '58-CTr/TU', ''])
      expect((await suggest(door, typed)).meant).toBeNull();
  });

  test.each(['', ' ', '…', '"', '中', '😀', '\0', 'x'.repeat(5_000), '\ud800'])(
    '%j is no fault',
    async (typed) => {
      expect((await suggest(door, typed)).items).toEqual(expect.any(Array));
    },
  );
});

describe('an internal document', () => {
  test.each(['zznoibo', 'zzno', 'Sở Hoa', 'hoa sen', 'khéo zz'])('nothing is told of %j', async (typed) => {
    const told = JSON.stringify((await suggest(door, typed)).items).toLowerCase();
    expect(told).not.toMatch(/zznoibo|hoa sen/u);
  });

  test('its words are not counted', async () => {
    const { items } = await suggest(door, 'dân vận khéo');
    // 9 in the public documents, one more in the internal one
    expect(items.find(({ text }) => text.toLowerCase() === 'dân vận khéo')?.count).toBe(9);
    expect(await markedForms(door, 'dan van kheo')).toMatchObject([{ count: 9 }]);
  });
});

describe('markedForms', () => {
  test.each([
    ['dan van kheo', ['dân vận khéo'], 'a phrase'],
    ['dân vận', [], 'what has marks is not asked for'],
    ['zzz', [], 'what is not there'],
    ['', [], 'nothing'],
    ['a b c d e f', [], 'longer than what is counted'],
  ])('%j: %j (%s)', async (typed, expected) => {
    expect((await markedForms(door, typed)).map(({ text }) => text.toLowerCase())).toEqual(expected);
  });

  test('several, the commonest first, none unmarked', async () => {
    const forms = await markedForms(door, 'dan');
    expect(forms.length).toBeGreaterThan(1);
    expect(forms.map(({ count }) => count)).toEqual(
      forms.map(({ count }) => count).toSorted((a, b) => b - a),
    );
    expect(forms.map(({ text }) => text)).not.toContain('dan');
  });
});
