import { describe, expect, test } from 'vitest';
import { findMatches } from '../../src/mentions/match.ts';
import { toPhrase } from '../../src/mentions/phrase.ts';
import type { Tier } from '../../src/mentions/tier.ts';

const ABBREVIATIONS = [
  { short: 'MTTQ', long: 'Mặt trận Tổ quốc' },
  { short: 'UBND', long: 'Ủy ban nhân dân' },
  { short: 'CT-XH', long: 'chính trị - xã hội' },
  { short: 'CBCCVC', long: 'cán bộ, công chức, viên chức' },
];

const found = (text: string, typed: string, widest: Tier) =>
  findMatches(text, toPhrase(typed, ABBREVIATIONS), widest).map(
    ({ span, tier }) => `${text.slice(...span)}/${tier}`,
  );

type Row = readonly [text: string, typed: string, expected: readonly string[], why: string];

describe('tier 3, across punctuation', () => {
  test.each<Row>([
    ['dân vận, khéo', 'dân vận khéo', ['dân vận, khéo/3'], 'a comma'],
    ['dân vận. Khéo', 'dân vận khéo', ['dân vận. Khéo/3'], 'the end of a sentence'],
    ['dân vận\nkhéo', 'dân vận khéo', ['dân vận\nkhéo/3'], 'the end of a line'],
    ['dân\r\n\r\nvận khéo', 'dân vận khéo', ['dân\r\n\r\nvận khéo/3'], 'an empty line'],
    ['“Dân vận” khéo', 'dân vận khéo', ['Dân vận” khéo/3'], 'a quote between, and none around'],
    ['dân – vận / khéo', 'dân vận khéo', ['dân – vận / khéo/3'], 'dashes and slashes'],
    ['dân vận khéo', 'dân vận, khéo', ['dân vận khéo/3'], 'the comma may be in what was typed'],
    ['28 NQ TW', '28-NQ/TW', ['28 NQ TW/3'], 'a number without its signs'],
    ['nhân dân, vận khéo', 'dân vận khéo', ['dân, vận khéo/3'], 'from within a word'],
    ['dân vận khéo, dân vận, khéo', 'dân vận khéo', ['dân vận khéo/1', 'dân vận, khéo/3'], 'each by itself'],
    ['Dân, vẫn khéo', 'dan van kheo', ['Dân, vẫn khéo/3'], 'unmarked typing has any marks'],
    ['dân, vẫn khéo', 'dân vận khéo', [], 'marks that are typed count'],
    ['dân tộc vận khéo', 'dân vận khéo', [], 'a word between'],
    ['khéo, dân vận', 'dân vận khéo', [], 'another order'],
    ['28 NQ TU', '28-NQ/TW', [], 'another number'],
    ['là la, là', 'là la', ['là la/1'], 'what tier 1 has, tier 3 does not begin in'],
    ['là, là, là', 'là là', ['là, là/3'], 'of two that overlap the left one'],
  ])('%j has %j: %j (%s)', (text, typed, expected) => {
    expect(found(text, typed, 3)).toEqual(expected);
  });

  test('is not looked for in tier 2', () => {
    expect(found('dân vận, khéo', 'dân vận khéo', 2)).toEqual([]);
  });
});

describe('tier 4, by the list of abbreviations', () => {
  test.each<Row>([
    ['Mặt trận Tổ quốc tỉnh', 'MTTQ tỉnh', ['Mặt trận Tổ quốc tỉnh/4'], 'written out'],
    ['MTTQ tỉnh', 'Mặt trận Tổ quốc tỉnh', ['MTTQ tỉnh/4'], 'and abbreviated'],
    ['MTTQ tỉnh', 'MTTQ tỉnh', ['MTTQ tỉnh/1'], 'as typed is tier 1'],
    [
      'Ủy ban MTTQ Việt Nam tỉnh họp',
      'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh',
      ['Ủy ban MTTQ Việt Nam tỉnh/4'],
      'in the middle of a longer phrase',
    ],
    ['Mặt trận Tổ quốc', '"MTTQ"', ['Mặt trận Tổ quốc/4'], 'in quotes, where the engine has no synonyms'],
    ['UBND, Uỷ ban nhân dân', 'ủy ban nhân dân', ['UBND/4', 'Uỷ ban nhân dân/1'], 'any tone placement'],
    [
      'chính trị - xã hội, chính trị, xã hội',
      'CT-XH',
      ['chính trị - xã hội/4', 'chính trị, xã hội/4'],
      'any signs',
    ],
    ['tổ chức CT-XH', 'tổ chức chính trị - xã hội', ['tổ chức CT-XH/4'], 'a short form of two parts'],
    ['tổ chức CT – XH', 'tổ chức chính trị - xã hội', ['tổ chức CT – XH/4'], 'with another dash'],
    ['CBCCVC', 'cán bộ, công chức, viên chức', ['CBCCVC/4'], 'a long form with commas'],
    ['mặt trận tổ quốc TỈNH', 'mttq tỉnh', ['mặt trận tổ quốc TỈNH/4'], 'in any case'],
    [
      'Ủy ban nhân dân và MTTQ; UBND và Mặt trận Tổ quốc',
      'UBND và MTTQ',
      ['Ủy ban nhân dân và MTTQ/4', 'UBND và Mặt trận Tổ quốc/4'],
      'two of them, in every combination',
    ],
    ['MTTQ', 'mat tran to quoc', ['MTTQ/4'], 'typed without marks'],
    ['Mặt trận Tổ quốc tỉnh', 'mttq tinh', ['Mặt trận Tổ quốc tỉnh/4'], 'both ways'],
    ['mắt trân tổ quốc', 'MTTQ', [], 'what the list puts in bears its marks'],
    ['MTTQVN', 'Mặt trận Tổ quốc', [], 'whole syllables'],
    ['Mặt trận', 'MTTQ', [], 'the whole name'],
    ['Ban Thường vụ', 'BTV', [], 'only what is in the list'],
    ['hội - xã trị chính', 'CT-XH', [], 'in its order'],
  ])('%j has %j: %j (%s)', (text, typed, expected) => {
    expect(found(text, typed, 4)).toEqual(expected);
  });

  test('is not looked for in tier 3', () => {
    expect(found('Mặt trận Tổ quốc tỉnh', 'MTTQ tỉnh', 3)).toEqual([]);
  });
});

describe('tier 5, nearly so', () => {
  test.each<Row>([
    ['dân vận khèo', 'dân vận khéo', ['dân vận khèo/2'], 'a wrong mark is found by tier 2 already'],
    ['dân vận, khèo', 'dân vận khéo', ['dân vận, khèo/5'], 'but not across punctuation'],
    ['đân, vận khéo', 'dân vận khéo', ['đân, vận khéo/5'], 'đ for d'],
    ['dân vận khóo', 'dân vận khéo', ['dân vận khóo/5'], 'a letter misread'],
    ['dâu vận khéo', 'dân vận khéo', ['dâu vận khéo/5'], 'in the first syllable'],
    ['dâm vận, khéo', 'dân vận khéo', ['dâm vận, khéo/5'], 'and across punctuation'],
    ['dân vận khóo', 'dan van kheo', ['dân vận khóo/5'], 'typed without marks'],
    ['thuầ n túy', 'thuần túy', ['thuầ n túy/5'], 'a space within a syllable'],
    ['dân vận khé o', 'dân vận khéo', ['dân vận khé o/5'], 'within the last'],
    ['dânvận khéo', 'dân vận khéo', ['dânvận khéo/5'], 'a space missing'],
    ['DânVận khéo', 'dân vận khéo', ['DânVận khéo/5'], 'in any case'],
    ['dân vậnkhéo', 'dan van kheo', ['dân vậnkhéo/5'], 'typed without marks'],
    ['khốo', 'khéo', ['khốo/5'], 'one syllable alone, where the slip is no word'],
    ['kháo', 'kháu', [], 'but not where it is one'],
    ['mục b', 'a', [], 'of one letter nothing is left'],
    ['năm 2023', 'năm 2024', [], 'digits are never misread'],
    ['28-NQ/TW', '29-NQ/TW', [], 'nor in numbers of documents'],
    ['mục l0', 'mục 10', [], 'a letter for a digit'],
    ['số 2024 5', 'số 2024', ['số 2024/1'], 'another number behind'],
    ['dâm vậm khéo', 'dân vận khéo', [], 'two slips'],
    ['dânvận khóo', 'dân vận khéo', [], 'two of different kinds'],
    ['dân vậ', 'dân vận', [], 'a letter lost'],
    ['dân vậnn', 'dân vận', [], 'a letter too many'],
    ['thuầ-n túy', 'thuần túy', [], 'a hyphen is no space'],
    ['dân tộc vận khéo', 'dân vận khéo', [], 'a word between is no slip'],
  ])('%j has %j: %j (%s)', (text, typed, expected) => {
    expect(found(text, typed, 5)).toEqual(expected);
  });

  test('is not looked for in tier 4', () => {
    expect(found('dân vận khóo', 'dân vận khéo', 4)).toEqual([]);
  });
});

describe('all tiers together', () => {
  const TEXT =
    'Mặt trận Tổ quốc tỉnh; mặt trận tổ quốc, tỉnh; mat tran to quoc tinh; MTTQ tỉnh; mặt trậm tổ quốc tỉnh';

  test.each([
    [1, [1]],
    [2, [1, 2]],
    [3, [1, 3, 2]],
    [4, [1, 3, 2, 4]],
    [5, [1, 3, 2, 4, 5]],
  ] as const)(
    'up to tier %d, each mention is found once, by the narrowest tier that has it',
    (widest, tiers) => {
      const matches = findMatches(TEXT, toPhrase('Mặt trận Tổ quốc tỉnh', ABBREVIATIONS), widest);
      expect(matches.map(({ tier }) => tier)).toEqual(tiers);
    },
  );

  test.each<Row>([
    ['dân vận khéo khóo', 'dân vận khéo', ['dân vận khéo/1'], 'tier 5 does not begin in tier 1'],
    ['la lá la', 'la la', ['la lá/2'], 'tier 3 has the syllables of tier 2'],
    ['là la la, la', 'là la', ['là la/1', 'la, la/5'], 'what is left over is free for the next'],
    ['MTTQ MTTQ', 'MTTQ Mặt trận Tổ quốc', ['MTTQ MTTQ/4'], 'the spelling of one part alone is a spelling'],
  ])('%j has %j: %j (%s)', (text, typed, expected) => {
    expect(found(text, typed, 5)).toEqual(expected);
  });

  test.each([
    'Mặt trận Tổ quốc tỉnh, MTTQ. MTTQ tỉnh Mặt trận Tổ quốc, tỉnh mặt trậntổ quốc tỉnh',
    'tỉnh tỉnh MTTQ tỉnh tỉnh mttq Tỉnh mat tran to quoc, tinh',
  ])('mentions in %j never overlap, and a narrower search finds the same of its tiers', (text) => {
    const phrase = toPhrase('MTTQ tỉnh', ABBREVIATIONS);
    const all = findMatches(text, phrase, 5);
    expect(all.length).toBeGreaterThan(1);
    for (const [i, { span }] of all.entries())
      expect(span[0]).toBeGreaterThanOrEqual(all[i - 1]?.span[1] ?? 0);
    for (const widest of [1, 2, 3, 4] as const)
      expect(findMatches(text, phrase, widest)).toEqual(all.filter(({ tier }) => tier <= widest));
  });
});
