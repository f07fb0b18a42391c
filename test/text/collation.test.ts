import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collationKey, compareVietnamese } from '../../src/text/collation.ts';

/** Each row is in order as it stands; it is sorted from its reverse. */
const ORDERS: readonly (readonly [why: string, texts: readonly string[]])[] = [
  [
    'the alphabet, with f, j, w and z at their Latin places',
    'a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z'.split(' '),
  ],
  ['the tones of dictionaries', ['ba', 'bà', 'bả', 'bã', 'bá', 'bạ']],
  ['letters before tones: all ba stand before bác', ['ba', 'bạ', 'bác', 'bạc', 'băm', 'bâm', 'be']],
  ['tones of a marked letter', ['âm', 'ầm', 'ẩm', 'ẫm', 'ấm', 'ậm']],
  ['the tone of the first syllable before the second syllable', ['ba mẹ', 'bà con', 'bà mẹ', 'bác']],
  ['space before letter', ['an', 'an ninh', 'an toàn', 'anh', 'ăn']],
  ['đ is a letter after d', ['da', 'dân', 'dư', 'đa', 'đảng']],
  ['dictionary order of compounds', ['dân', 'dân chủ', 'dân quân', 'dân vận', 'dần', 'dẫn', 'dấn', 'dận']],
  ['digraphs are no letters', ['ca', 'chi', 'co', 'nga', 'nghe', 'ngo', 'nha', 'no']],
  ['numbers by value, before letters', ['2', '9', '10', '010', '1000', 'a']],
  ['numbers within a syllable', ['khu 2', 'khu 10', 'khu a', 'khu2', 'khu10', 'khua']],
  ['a long number is a great one', ['9', '99999999999999999999', '100000000000000000000', 'a']],
  ['case last', ['ba', 'Ba', 'BA', 'ba mẹ', 'Ba mẹ', 'BA MẸ', 'bà']],
  ['punctuation after case', ['ba mẹ', 'ba, mẹ', 'Ba mẹ', 'Ba, mẹ', 'ba mi']],
  ['punctuation is ignored between syllables', ['ba mẹ', 'ba - mía', 'ba mo']],
  ['other scripts after z, other Latin letters at their base', ['ko', 'Köln', 'kp', 'z', 'ж', '日本', '😀𝒜']],
];

describe('Vietnamese alphabetical order', () => {
  test.each(ORDERS)('%s', (_, texts) => {
    expect([...texts].reverse().sort(compareVietnamese)).toEqual(texts);
  });

  test.each([
    ['hoà', 'hòa', 'places of the tone'],
    ['kĩ thuật', 'kỹ thuật', 'listed i/y pair'],
    ['“a”', '"a"', 'quotes'],
  ])('%s = %s: %s', (a, b) => expect(compareVietnamese(a, b)).toBe(0));

  test.each([
    ['007', '7', 'the same value'],
    ['é', 'á é', 'foreign marks'],
    ['éa', 'eá', 'the same letters, another letter marked'],
    ['a b', 'a  b', 'spaces'],
    ['—', '…', 'punctuation only'],
  ])('%s ≠ %s: %s', (a, b) => expect(compareVietnamese(a, b)).not.toBe(0));
});

test('keys are in the order that compareVietnamese gives', () => {
  const texts = ['bác', 'Bà con', 'ba, mẹ', 'ba mẹ', '10', '9'];
  const byKey = texts
    .map((text) => ({ text, key: collationKey(text) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ text }) => text);
  expect(byKey).toEqual([...texts].sort(compareVietnamese));
});

describe('the order is total', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc
      .array(
        fc.constantFrom(
          'ba',
          'bà',
          'Bá',
          'bác',
          'hoà',
          'hòa',
          '9',
          '10',
          '09',
          ' ',
          ' ',
          ', ',
          'é',
          'İ',
          '日',
          '\u0301',
        ),
      )
      .map((parts) => parts.join('')),
  );

  test('antisymmetric and transitive, for any text', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(compareVietnamese(a, b) + compareVietnamese(b, a)).toBe(0);
        const [x, y, z] = [a, b, c].sort(compareVietnamese) as [string, string, string];
        expect(compareVietnamese(x, y)).toBeLessThanOrEqual(0);
        expect(compareVietnamese(y, z)).toBeLessThanOrEqual(0);
        expect(compareVietnamese(x, z)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
