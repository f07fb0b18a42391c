import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tidy } from '../../src/parse/columns.ts';
import {
  joinTexts,
  type MappedText,
  replaceText,
  sliceText,
  toMappedText,
} from '../../src/text/mapped-text.ts';
import { normaliseCharacters } from '../../src/text/normalise/characters.ts';
import { repairMarks } from '../../src/text/normalise/marks.ts';
import { lineSeparator } from '../../src/text/normalise/spacing.ts';

const clean = (text: string) => tidy(normaliseCharacters(toMappedText(text)));

const piece = fc.constantFrom(
  'thưc̣',
  'hiêṇ',
  'vu ̣',
  'Đ ề',
  'thuầ n',
  ' ',
  '\n',
  '\f',
  '\u00a0',
  '\u200b',
  '\u00ad',
  '28- NQ/TW',
  ';',
  'dân',
  'ı\u0301',
  'hòa',
  'Ð',
  '\u2028',
  '😀',
  '\u0323',
  'a',
  '114 -KH/ĐUK',
  '-',
  ',',
);
const text = fc.oneof(
  fc.array(piece).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);

function expectOrdered({ text: value, origin }: MappedText, length: number): void {
  expect(origin.length).toBe(value.length + 1);
  for (let i = 0; i < value.length; i++) expect(origin[i]).toBeLessThanOrEqual(origin[i + 1] as number);
  expect(origin[0]).toBeGreaterThanOrEqual(0);
  expect(origin[value.length]).toBeLessThanOrEqual(length);
}

describe('mapped text remembers where it came from', () => {
  test('origins are in order and inside the file after every step', () => {
    fc.assert(fc.property(text, (value) => expectOrdered(clean(value), value.length)));
  });

  test('normalising twice changes nothing', () => {
    fc.assert(
      fc.property(text, (value) => {
        const once = clean(value).text;
        expect(clean(once).text).toBe(once);
      }),
    );
  });

  test('slices and joins keep the origins', () => {
    const source = toMappedText('một hai ba', 100);
    const joined = joinTexts([sliceText(source, 0, 3), sliceText(source, 8)], ' ');
    expect(joined.text).toBe('một ba');
    expect(Array.from(joined.origin)).toEqual([100, 101, 102, 103, 108, 109, 110]);
  });

  test('what a replacement leaves alone is the same object', () => {
    const source = toMappedText('dân vận');
    expect(replaceText(source, /x/gu, 'y')).toBe(source);
  });
});

describe('stored text is as a reader sees it', () => {
  const rows: readonly (readonly [text: string, expected: string, why: string])[] = [
    ['ÐIỀU', 'ĐIỀU', 'Icelandic Ð (U+00D0) for Đ'],
    ['Điều'.normalize('NFD'), 'Điều', 'marks composed apart (NFD)'],
    ['dân\u00a0vận', 'dân vận', 'no-break space'],
    ['một\fhai', 'một hai', 'form feed'],
    ['dân\u200bvận', 'dânvận', 'zero-width space is nothing: the line was broken within a word'],
    ['tuyên\u00adtruyền', 'tuyêntruyền', 'soft hyphen'],
    ['28\u2011NQ/TW', '28-NQ/TW', 'hyphen that does not break (U+2011)'],
    ['một\u2028hai', 'một hai', 'line separator'],
    ['thưc̣ hiêṇ', 'thực hiện', 'tone on a consonant'],
    [
      'nhiêṃ vu ̣ đươc̣ giao taị Đ ề án',
      'nhiệm vụ được giao tại Đề án',
      'tone behind a space, broken syllable',
    ],
    ['các xã thuầ n, thôn', 'các xã thuần, thôn', 'syllable broken by a space'],
    ['vâ ṇ hành', 'vận hành', 'broken, and the tone on the second half'],
    ['hı̀nh thức', 'hình thức', 'dotless ı with a tone'],
    ['hoà bình và hòa bình', 'hoà bình và hòa bình', 'both places of the tone are right: wording is kept'],
    ['Uỷ ban, ủy ban', 'Uỷ ban, ủy ban', 'both places of the tone are right'],
    ['quí, quý, kĩ, kỹ', 'quí, quý, kĩ, kỹ', 'i/y are wording'],
    ['số 28- NQ/TW', 'số 28-NQ/TW', 'number broken by a space'],
    ['Số 114 -KH/ĐUK', 'Số 114-KH/ĐUK', 'number broken by a space'],
    ['giai đoạn 2021 - 2025', 'giai đoạn 2021 - 2025', 'must not: a span of years'],
    ['chính trị - xã hội', 'chính trị - xã hội', 'must not: a dash between words'],
    ['lực lượng vũ trang ; chỉ đạo', 'lực lượng vũ trang; chỉ đạo', 'space before a semicolon'],
    ['điểm a khoản b', 'điểm a khoản b', 'must not: single letters are labels'],
    ['T Ư', 'T Ư', 'must not: capitals are abbreviations'],
  ];
  for (const [value, expected, why] of rows) {
    test(`${JSON.stringify(value)}: ${why}`, () => expect(clean(value).text).toBe(expected));
  }

  test('a number that a line end broke is joined, other lines by a space', () => {
    expect(lineSeparator('Nghị quyết số 28-', 'NQ/TW, ngày 17/11/2022')).toBe('');
    expect(lineSeparator('chính trị -', 'xã hội')).toBe(' ');
    expect(lineSeparator('dân', 'vận')).toBe(' ');
  });

  test('a long run of letters takes linear time', () => {
    const started = performance.now();
    repairMarks(toMappedText(`${'a'.repeat(200_000)} ̣`));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
