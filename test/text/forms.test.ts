import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/text/canonical.ts';
import { foldedForm, tonedForm } from '../../src/text/engine-form.ts';
import { fold, isUnmarked } from '../../src/text/fold.ts';
import { isSyllable } from '../../src/text/syllables.ts';

/** Vietnamese letters, look-alikes, and whatever else Unicode has. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('hoà', 'Uỷ', 'quí', 'ĐIỀU', 'İ', 'ß', 'ﬁ', 'Ð', '“', '–', ' ', 'thuý', '😀', 'kĩ'))
    .map((p) => p.join('')),
);

describe('the forms in which texts are compared are one-to-one with the text', () => {
  for (const [name, form] of Object.entries({ canonical, fold, tonedForm, foldedForm })) {
    test(`${name} keeps the number of UTF-16 units`, () => {
      fc.assert(fc.property(text, (value) => form(value).length === value.length));
    });
  }

  test('canonical and fold are their own forms', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(canonical(canonical(value))).toBe(canonical(value));
        expect(fold(fold(value))).toBe(fold(value));
      }),
    );
  });
});

describe('canonical unifies spelling and keeps marks', () => {
  const rows: readonly (readonly [left: string, right: string, same: boolean, why: string])[] = [
    ['hoà', 'hòa', true, 'old and new place of the tone'],
    ['uỷ', 'ủy', true, 'old and new place of the tone'],
    ['thuý', 'thúy', true, 'old and new place of the tone'],
    ['quý', 'quí', true, 'listed i/y pair'],
    ['kỹ', 'kĩ', true, 'listed i/y pair'],
    ['tai', 'tay', false, 'i and y are different words elsewhere'],
    ['Dân vận', 'DÂN VẬN', true, 'case'],
    ['dân vận', 'dẫn vẫn', false, 'marks that are typed count'],
    ['đảng', 'dang', false, 'đ is a letter of its own'],
    ['ðiều', 'điều', true, 'Icelandic ð drawn for đ'],
    ['ÐIỀU', 'điều', true, 'Icelandic Ð (U+00D0) drawn for Đ (U+0110)'],
    ['“a”', '"a"', true, 'quotes'],
    ['2021 – 2025', '2021 - 2025', true, 'dashes'],
  ];
  for (const [left, right, same, why] of rows) {
    test(`${left} ${same ? '=' : '≠'} ${right}: ${why}`, () =>
      expect(canonical(left) === canonical(right)).toBe(same));
  }
});

describe('fold drops every mark', () => {
  for (const [value, expected] of [
    ['Dân vận khéo', 'dan van kheo'],
    ['ĐƯỜNG', 'duong'],
    ['Ðà Nẵng', 'da nang'],
  ] as const) {
    test(value, () => expect(fold(value)).toBe(expected));
  }

  test('what has no marks is unmarked, with capitals and quotes too', () => {
    expect(isUnmarked('Dan VAN “kheo”')).toBe(true);
    expect(isUnmarked('dan vận')).toBe(false);
  });
});

describe('syllables of Vietnamese', () => {
  test.each(['nghiêng', 'quyết', 'gì', 'giêng', 'khuỷu', 'ủy', 'uống', 'Đề'])('%s is one', (value) => {
    expect(isSyllable(value)).toBe(true);
  });
  test.each(['KH', '28', 'xyz', 'Website'])('%s is none', (value) => {
    expect(isSyllable(value)).toBe(false);
  });
});
