import { describe, expect, test } from 'vitest';
import { type CountedPhrase, PhraseCounter, type PhraseOptions } from '../../src/text/phrase-counts.ts';

function count(texts: readonly string[], options?: PhraseOptions): CountedPhrase[] {
  const counter = new PhraseCounter(options);
  for (const text of texts) counter.add(text);
  return counter.phrases();
}

/** Text and count of the phrases of 2 to 4 syllables. */
function longer(texts: readonly string[], options?: PhraseOptions): Record<string, number> {
  const phrases = count(texts, options).filter(({ syllables }) => syllables > 1);
  return Object.fromEntries(phrases.map(({ text, count }) => [text, count]));
}

const times = (text: string, n: number): string[] => Array.from({ length: n }, () => text);

describe('syllables', () => {
  test('all are kept, counted, the most frequent first', () => {
    expect(count(['dân vận, dân chủ'])).toEqual([
      { text: 'dân', canonical: 'dân', syllables: 1, count: 2 },
      { text: 'chủ', canonical: 'chủ', syllables: 1, count: 1 },
      { text: 'vận', canonical: 'vận', syllables: 1, count: 1 },
    ]);
  });

  test('numbers are left out unless they have a letter', () => {
    expect(count(['Điều 28, 28a; 2023']).map(({ text }) => text)).toEqual(['28a', 'Điều']);
  });

  test('a run of letters that is no word is left out and ends a phrase', () => {
    expect(count(times(`dân ${'x'.repeat(41)} vận`, 3)).map(({ text }) => text)).toEqual(['dân', 'vận']);
  });

  test('no text, no phrase', () => expect(count([])).toEqual([]));
});

describe('phrases', () => {
  const rows: readonly (readonly [
    why: string,
    texts: readonly string[],
    expected: Record<string, number>,
  ])[] = [
    ['three times is enough', times('công tác', 3), { 'công tác': 3 }],
    ['twice is not', times('công tác', 2), {}],
    ['no longer than four syllables', times('một hai ba bốn năm', 3), { 'một hai ba bốn năm': 3 }],
    ['what occurs only in a longer one is dropped', times('dân vận khéo', 3), { 'dân vận khéo': 3 }],
    [
      'what occurs outside, too, is kept',
      [...times('dân vận khéo', 3), 'công tác vận khéo'],
      { 'dân vận khéo': 3, 'vận khéo': 4 },
    ],
    ['dropped in favour of one that is two longer', times('a b và d', 3), { 'a b và d': 3 }],
    ['occurrences overlap', ['ba ba ba ba'], { 'ba ba': 3 }],
    ['two spellings are one phrase', ['hoà bình', 'Hòa bình', 'hoà bình'], { 'hoà bình': 3 }],
    ['comma', times('dân, vận', 3), {}],
    ['two spaces', times('dân  vận', 3), {}],
    ['hyphen', times('dân-vận', 3), {}],
    ['end of a line', times('dân\nvận', 3), {}],
    ['bar of a table', times('dân | vận', 3), {}],
    ['brackets and quotes', times('dân (vận) “khéo” vận', 3), {}],
    ['dash', times('dân – vận', 3), {}],
    ['a phrase does not go on in the next text', ['dân', 'vận', 'dân', 'vận', 'dân', 'vận'], {}],
    [
      'not within punctuation, but before and after it',
      times('công tác, dân vận.', 3),
      { 'công tác': 3, 'dân vận': 3 },
    ],
    ['no number at either end', times('28 công tác 2023', 3), { 'công tác': 3 }],
    ['a number within', times('năm 2023 công', 3), { 'năm 2023 công': 3 }],
    ['no function word at either end', times('và công tác của', 3), { 'công tác': 3 }],
    ['a function word within', times('nhiệm vụ của Đảng', 3), { 'nhiệm vụ của Đảng': 3 }],
    ['do in tự do is no function word', times('tự do', 3), { 'tự do': 3 }],
    ['trong in trong sạch is none', times('trong sạch', 3), { 'trong sạch': 3 }],
    ['a single syllable more than the threshold makes no phrase', times('dân', 5), {}],
  ];
  test.each(rows)('%s', (_, texts, expected) => expect(longer(texts)).toEqual(expected));

  test('minCount', () => expect(longer(['công tác'], { minCount: 1 })).toEqual({ 'công tác': 1 }));

  test('maxPhrases keeps the most frequent, of equal ones the first by canonical form', () => {
    const texts = [
      ...times('dân vận', 4),
      ...times('tổ chức', 3),
      ...times('công tác', 3),
      ...times('học tập', 5),
    ];
    expect(longer(texts, { maxPhrases: 3 })).toEqual({ 'học tập': 5, 'dân vận': 4, 'công tác': 3 });
    expect(longer(texts, { maxPhrases: 0 })).toEqual({});
    expect(count(texts, { maxPhrases: 0 })).toHaveLength(8);
  });

  test('what is added after phrases() is counted with the rest', () => {
    const counter = new PhraseCounter();
    for (const text of times('công tác', 3)) counter.add(text);
    expect(counter.phrases()).toEqual(counter.phrases());
    counter.add('công tác');
    expect(counter.phrases().find(({ syllables }) => syllables === 2)?.count).toBe(4);
  });
});

describe('the spelling that is shown', () => {
  const rows: readonly (readonly [why: string, texts: readonly string[], shown: string])[] = [
    ['the commonest', ['Dân vận', 'Dân vận', 'dân vận'], 'Dân vận'],
    ['small letters where both are as common', ['Dân vận', 'Dân vận', 'dân vận', 'dân vận'], 'dân vận'],
    ['the one with fewer capitals', ['DÂN VẬN', 'Dân vận', 'DÂN VẬN', 'Dân vận'], 'Dân vận'],
    ['the place of the tone as it is mostly written', ['uỷ ban', 'uỷ ban', 'ủy ban'], 'uỷ ban'],
  ];
  test.each(rows)('%s', (_, texts, shown) => {
    expect(Object.keys(longer(texts))).toEqual([shown]);
  });

  test('of a syllable, too', () => {
    expect(count(['Đảng Đảng đảng', 'bà Bà']).map(({ text }) => text)).toEqual(['Đảng', 'bà']);
  });
});

test('agrees with a simple count of all phrases, on repeated syllables', () => {
  const words = ['dân', 'vận', 'khéo', 'công', 'tác', 'mới'];
  const all = Array.from(
    { length: 400 },
    (_, i) => words[(i * i * 7 + (i >> 3) * 5 + (i % 11)) % 6] as string,
  );
  const counted = new Map<string, number>();
  for (let n = 1; n <= 4; n++) {
    for (let i = 0; i + n <= all.length; i++) {
      const phrase = all.slice(i, i + n).join(' ');
      counted.set(phrase, (counted.get(phrase) ?? 0) + 1);
    }
  }
  const isContained = (phrase: string, times: number) =>
    phrase.includes(' ') &&
    [...counted].some(
      ([other, n]) => n === times && other !== phrase && ` ${other} `.includes(` ${phrase} `),
    );
  const expected = [...counted].filter(
    ([phrase, n]) => (n >= 3 || !phrase.includes(' ')) && !isContained(phrase, n),
  );
  const found = new Map(count([all.join(' ')]).map(({ canonical, count: found }) => [canonical, found]));
  const timesOf = (phrase: string) => {
    const length = phrase.split(' ').length;
    return all.filter((_, at) => all.slice(at, at + length).join(' ') === phrase).length;
  };
  for (const [phrase, times] of found) expect(timesOf(phrase), phrase).toBe(times);
  // what is missing is cut: it begins within a longer one, or is written on to its end
  const missing = expected.filter(([phrase]) => !found.has(phrase));
  const isCut = (phrase: string, times: number) =>
    words.some((word) =>
      [`${word} ${phrase}`, `${phrase} ${word}`].some((longer) => timesOf(longer) >= times * 0.9),
    );
  expect(expected.length).toBeGreaterThan(40);
  expect(missing.length).toBeLessThan(expected.length / 10);
  for (const [phrase, times] of missing) expect(isCut(phrase, times), phrase).toBe(true);
});

describe('phrases begin and end where a phrase does', () => {
  const texts = Array.from(
    { length: 6 },
    (_, i) =>
      `Lãnh đạo cơ quan họp; dân vận các cơ quan nhà nước; mở cơ quan mới lần ${i}. Dân vận các cơ quan đoàn thể.`,
  );
  const phrases = new Map(count(texts).map(({ canonical, count: found }) => [canonical, found]));

  test('one that ends within a word is written on', () => {
    expect(phrases.has('dân vận các cơ')).toBe(false);
    expect(phrases.get('dân vận các cơ quan')).toBe(12);
  });

  test('one that begins within a word is left out', () => {
    expect([...phrases.keys()].filter((phrase) => phrase.startsWith('quan '))).toEqual([]);
  });
});
