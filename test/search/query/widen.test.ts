import { describe, expect, test } from 'vitest';
import type { Tier } from '../../../src/mentions/tier.ts';
import type { Vocabulary } from '../../../src/mentions/vocabulary.ts';
import { parseQuery } from '../../../src/search/query/parse-query.ts';
import type { QueryNode } from '../../../src/search/query/tree.ts';
import { widen } from '../../../src/search/query/widen.ts';
import { fold } from '../../../src/text/fold.ts';

const ABBREVIATIONS = [
  { short: 'MTTQ', long: 'Mặt trận Tổ quốc' },
  { short: 'TW', long: 'Trung ương' },
  { short: 'CT-XH', long: 'chính trị - xã hội' },
];

function vocabularyOf(...syllables: string[]): Vocabulary {
  const folded = new Set(syllables.map(fold));
  return {
    canonical: new Set(syllables),
    folded,
    byLength: Map.groupBy(syllables, ({ length }) => length),
    counts: new Map(),
  };
}
const VOCABULARY = vocabularyOf('vận', 'vân', 'khéo', 'khốo', 'kheọ', 'dânvận', 'thuần', 'ơz');

/** As in the tests of the grammar; `!` where marks count whatever the tier. */
function print(node: QueryNode): string {
  switch (node.kind) {
    case 'word':
      return `${node.text}${node.exact ? '!' : ''}`;
    case 'phrase':
      return `“${node.text}”${node.exact ? '!' : ''}`;
    case 'not':
      return `-${print(node.part)}`;
    case 'any':
      return `{${node.parts.map((part) => (part.kind === 'all' ? part.parts.map(print).join(' ') : print(part))).join(' | ')}}`;
    case 'all':
      return `(${node.parts.map(print).join(' ')})`;
    default:
      return node.text;
  }
}
const widened = (typed: string, tier: Tier) =>
  widen(parseQuery(typed).root, tier, {
    abbreviations: ABBREVIATIONS,
    vocabulary: tier === 5 ? VOCABULARY : null,
  })
    .parts.map(print)
    .join(' ');

test('below tier 4 the query stays the very same', () => {
  const { root } = parseQuery('MTTQ -TW (khéo OR mặt trận tổ quốc)');
  for (const tier of [1, 2, 3] as const)
    expect(widen(root, tier, { abbreviations: ABBREVIATIONS, vocabulary: VOCABULARY })).toBe(root);
});

describe('tier 4: names of the list', () => {
  test.each([
    ['dân vận', 'dân vận', 'no name, nothing to widen'],
    ['MTTQ tỉnh', '{MTTQ | “mặt trận tổ quốc”!} tỉnh', 'written out'],
    ['mttq', '{mttq | “mặt trận tổ quốc”!}', 'unmarked, in small letters'],
    ['tỉnh mặt trận tổ quốc', 'tỉnh {mặt trận tổ quốc | mttq!}', 'abbreviated'],
    ['mat tran to quoc', '{mat tran to quoc | mttq!}', 'unmarked'],
    ['mặt trận tô quốc', 'mặt trận tô quốc', 'marks that are typed count'],
    [
      'MTTQ và TW',
      '{MTTQ | “mặt trận tổ quốc”!} và {TW | “trung ương”!}',
      'two names are two choices, not four queries',
    ],
    ['CT-XH', '{CT XH | “chính trị xã hội”!}', 'a name of two parts'],
    ['-MTTQ', '-{MTTQ | “mặt trận tổ quốc”!}', 'also where it is excluded'],
    ['(TW OR a) b', '{{TW | “trung ương”!} | a} b', 'also in brackets'],
    ['mặt trận "tổ quốc"', 'mặt trận “tổ quốc”', 'a phrase is widened where it is looked up'],
  ])('%j is %j (%s)', (typed, expected) => {
    expect(widened(typed, 4)).toBe(expected);
  });
});

describe('tier 5: slips', () => {
  test.each([
    ['khéo', '{khéo | khốo!}', 'a letter misread, where what comes out is no word'],
    ['kheo', '{kheo | khốo!}', 'unmarked: `kheọ` is the same word there'],
    ['vận', 'vận', '`vân` is a word of its own'],
    ['dân vận', '{dân vận | dânvận!}', 'the space between two is missing'],
    ['vậnkhéo', '{vậnkhéo | “vận khéo”}', 'the space is missing in the query'],
    ['dan van', '{dan van | danvan}', 'unmarked'],
    ['2023 2024', '2023 2024', 'digits are never misread'],
    ['MTTQ khéo', '{MTTQ | “mặt trận tổ quốc”!} {khéo | khốo!}', 'what tier 4 finds, too'],
  ])('%j is %j (%s)', (typed, expected) => {
    expect(widened(typed, 5)).toBe(expected);
  });
});
