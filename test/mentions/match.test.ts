import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMatches, type Match } from '../../src/mentions/match.ts';
import { type Phrase, toPhrase, tryPhrase } from '../../src/mentions/phrase.ts';
import { canonical } from '../../src/text/canonical.ts';
import { fold } from '../../src/text/fold.ts';
import { isSyllableCharacter } from '../../src/text/syllables.ts';

const texts = (text: string, typed: string, tier: 1 | 2) =>
  findMatches(text, toPhrase(typed), tier).map(({ span, tier: of }) => `${text.slice(...span)}/${of}`);

describe('findMatches', () => {
  test.each<[text: string, typed: string, tier: 1 | 2, expected: string[], why: string]>([
    ['Uỷ ban, Ủy ban, uy ban', 'ủy ban', 1, ['Uỷ ban/1', 'Ủy ban/1'], 'one tone placement, marks count'],
    ['Uỷ ban, Ủy ban, uy ban', 'uy ban', 2, ['Uỷ ban/2', 'Ủy ban/2', 'uy ban/1'], 'unmarked finds all'],
    ['kĩ năng và kỹ năng', 'kỹ năng', 1, ['kĩ năng/1', 'kỹ năng/1'], 'a listed i/y pair'],
    ['hai tay, hai tai', 'hai tai', 1, ['hai tai/1'], 'i and y are else different words'],
    ['nhân dân vận động', 'dân vận', 1, ['dân vận/1'], 'syllables, not words, are the unit'],
    ['nhân dân', 'ân dân', 1, [], 'not within a syllable'],
    ['Số 128-NQ/TW, 28-NQ/TW', '28-NQ/TW', 2, ['28-NQ/TW/1'], 'not within a number'],
    ['dân vận, khéo', 'dân vận khéo', 2, [], 'across punctuation is another tier'],
    ['“Dân vận khéo”', '"Dân vận khéo"', 1, ['Dân vận khéo/1'], 'quotes around the query are not part of it'],
    [
      'thi đua “Dân vận khéo”',
      'thi đua "Dân vận khéo"',
      1,
      ['thi đua “Dân vận khéo”/1'],
      'quotes within it are, of any kind',
    ],
    ['2021 – 2025 và 2021 - 2025', '2021 - 2025', 1, ['2021 – 2025/1', '2021 - 2025/1'], 'one kind of dash'],
    ['là la là la', 'là la', 2, ['là la/1', 'là la/1'], 'mentions do not overlap'],
    ['la là la', 'là la', 2, ['là la/1'], 'what tier 1 found, tier 2 does not find again'],
    ['ÐIỀU 1', 'điều 1', 1, ['ÐIỀU 1/1'], 'the Icelandic Ð that some fonts draw'],
  ])('%s: %s in tier %d gives %j (%s)', (text, typed, tier, expected) => {
    expect(texts(text, typed, tier)).toEqual(expected);
  });
});

/** The rule of tiers 1 and 2 in the plainest words: whole forms of the whole text, place after place. */
function plainly(text: string, phrase: Phrase): Match[] {
  const matches: Match[] = [];
  const isFree = (start: number, end: number) =>
    matches.every(({ span }) => end <= span[0] || span[1] <= start);
  const whole = (start: number, end: number) =>
    !(
      (isSyllableCharacter(phrase.text, 0) && start > 0 && isSyllableCharacter(text, start - 1)) ||
      (isSyllableCharacter(phrase.text, phrase.text.length - 1) &&
        end < text.length &&
        isSyllableCharacter(text, end))
    );
  for (const [tier, form, sought] of [
    [1, canonical(text), phrase.canonical],
    [2, fold(text), phrase.folded],
  ] as const) {
    for (let start = 0; start + sought.length <= text.length; start++) {
      const end = start + sought.length;
      if (form.slice(start, end) === sought && whole(start, end) && isFree(start, end))
        matches.push({ span: [start, end], tier });
    }
  }
  return matches.sort((a, b) => a.span[0] - b.span[0]);
}

test('places are found by an outline as they are found letter by letter', () => {
  const pieces = [
    ...[
      'dân',
      'dan',
      'Dẫn',
      'vận',
      'VAN',
      'hoà',
      'hòa',
      'kĩ',
      'kỹ',
      'ki',
      'ky',
      'quí',
      'quy',
      'tỉ',
      'a',
      'A',
    ],
    ...[
      ' ',
      ' ',
      ' ',
      '  ',
      ', ',
      '“',
      '"',
      '-',
      '–',
      '/',
      '. ',
      '\n',
      '1',
      '12',
      'đ',
      'ð',
      'd',
      'i',
      'y',
      'İ',
    ],
    ...['ΑΣ', 'ας', 'ασ', "'", 'ß', 'ẞ', 'é', 'e\u0301', '\u0323', 'ж', 'Ж', '𐐀', '𐐨', 'ﬁ', 'Ⅰ', 'ⅰ', '中'],
  ];
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((some) => some.join(''));
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(12), fc.boolean(), (whole, from, length, unmarked) => {
      const start = from % (whole.length + 1);
      const cut = whole.slice(start, start + length);
      fc.pre(cut.isWellFormed()); // no address and no file brings half a character
      const phrase = tryPhrase(unmarked ? fold(cut) : cut);
      fc.pre(phrase !== null);
      expect(findMatches(whole, phrase, 2)).toEqual(plainly(whole, phrase));
      expect(findMatches(whole, phrase, 1)).toEqual(plainly(whole, phrase).filter(({ tier }) => tier === 1));
    }),
    { numRuns: 3_000 },
  );
});

describe('toPhrase', () => {
  test.each([
    ['', 'empty'],
    ['“—”', 'empty'],
    ['   \u0000', 'empty'],
    [Array(201).fill('dân').join(' '), 'too-long'],
  ])('refuses %j as %s', (typed, rule) => {
    expect(() => toPhrase(typed)).toThrow(expect.objectContaining({ name: 'PhraseError', rule }) as Error);
  });

  test('takes what is pasted from a broken file for what it shows', () => {
    expect(toPhrase('thưc̣ hiêṇ').text).toBe('thực hiện');
    expect(toPhrase('28- NQ/TW').text).toBe('28-NQ/TW');
    expect(toPhrase('dân\u00a0vận\u200b khéo').text).toBe('dân vận khéo');
  });
});

describe('days', () => {
  const TEXT =
    'Ngày 19/5/2023; 19-5-2023; 19-05-2023; ngày 19 tháng 5 năm 2023; ngày 19 tháng 05 năm 2023; 119/5/2023; 19/6/2023.';
  test.each([
    [
      '19/5/2023',
      ['19/5/2023/1', '19-5-2023/3', '19-05-2023/4', '19 tháng 5 năm 2023/4', '19 tháng 05 năm 2023/4'],
    ],
    [
      'ngày 19 tháng 5 năm 2023',
      ['Ngày 19/5/2023/4', 'ngày 19 tháng 5 năm 2023/1', 'ngày 19 tháng 05 năm 2023/4'],
    ],
  ])('%s is found in its other spellings as tier 4', (typed, expected) => {
    const found = findMatches(TEXT, toPhrase(typed), 4).map(
      ({ span, tier }) => `${TEXT.slice(...span)}/${tier}`,
    );
    expect(found).toEqual(expected);
  });

  test('no other spelling of what is no day', () => {
    expect(toPhrase('31/2/2023').alternatives).toEqual([]);
    expect(toPhrase('1 2 3').alternatives).toEqual([]);
  });
});
