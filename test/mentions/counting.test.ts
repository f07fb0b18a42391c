import { describe, expect, test } from 'vitest';
import { type CountingRule, type Excluded, MentionTally, RuledTally } from '../../src/mentions/counting.ts';
import type { Mention } from '../../src/mentions/mention.ts';
import type { Tier } from '../../src/mentions/tier.ts';
import { mentionsOf } from './searching.ts';

/** Blocks of two documents, with what is found of `dân vận` in each. */
const BLOCKS: readonly Mention[][] = [
  mentionsOf('Dan van; dân vận, dân vận', 'dân vận', { documentId: 'a', blockId: '1' }), // 2, 1, 1
  mentionsOf('dân. Vận', 'dân vận', { documentId: 'a', blockId: '2', position: 1 }), // 3
  mentionsOf('dân vậm; dan van', 'dân vận', { documentId: 'b', blockId: '1' }), // 5, 2
  mentionsOf('dân, vận', 'dân vận', { documentId: 'b', blockId: '2', position: 1 }), // 3
  mentionsOf('dâm vận', 'dân vận', { documentId: 'c', blockId: '1' }), // 5
];

const numbers = ({ occurrences, blocks, documents }: Record<string, number>) => [
  occurrences,
  blocks,
  documents,
];

describe('MentionTally', () => {
  test.each([
    [1, [2, 1, 1], 'a block and a document belong to the narrowest tier that has something in them'],
    [2, [2, 1, 1], 'the block of `dân vậm; dan van` was found by tier 5 first'],
    [3, [2, 2, 0], 'blocks of documents that a narrower tier has'],
    [4, [0, 0, 0], 'nothing'],
    [5, [2, 1, 1], 'what no other tier has'],
  ] satisfies [Tier, number[], string][])(
    'tier %d has %j occurrences, blocks, documents beyond the tiers before it: %s',
    (tier, expected, _why) => {
      const tally = new MentionTally();
      for (const mention of BLOCKS.flat()) tally.add(mention);
      const beyond = tally.beyond().find((one) => one.tier === tier);
      expect(numbers(beyond?.counts ?? {})).toEqual(expected);
    },
  );

  test.each([
    [1, [2, 1, 1]],
    [2, [4, 2, 2]],
    [3, [6, 4, 2]],
    [4, [6, 4, 2]],
    [5, [8, 5, 3]],
  ] as const)('tiers up to %d have %j together, as sets of blocks and documents', (widest, expected) => {
    const tally = new MentionTally();
    const within = BLOCKS.flat().filter(({ tier }) => tier <= widest);
    for (const mention of BLOCKS.flat()) tally.add(mention);
    expect(numbers(tally.upTo(widest))).toEqual(expected);
    const blocks = new Set(within.map(({ document, blockId }) => `${document.id} ${blockId}`));
    const documents = new Set(within.map(({ document }) => document.id));
    expect([within.length, blocks.size, documents.size]).toEqual(expected);
  });

  test('what was told before does not change with what comes later', () => {
    const tally = new MentionTally();
    const before = tally.beyond();
    for (const mention of BLOCKS.flat()) tally.add(mention);
    expect(before.map(({ counts }) => numbers(counts))).toEqual(Array(5).fill([0, 0, 0]));
  });

  test('parts of one long block are one block', () => {
    const tally = new MentionTally();
    for (const position of [0, 1, 2])
      for (const mention of mentionsOf('dân vận', 'dân vận', { position })) tally.add(mention);
    expect(numbers(tally.upTo(1))).toEqual([3, 1, 1]);
  });

  test('blocks of the same name in two documents are two', () => {
    const tally = new MentionTally();
    for (const documentId of ['a', 'b'])
      for (const mention of mentionsOf('dân vận', 'dân vận', { documentId })) tally.add(mention);
    expect(numbers(tally.upTo(1))).toEqual([2, 2, 2]);
  });
});

describe('RuledTally', () => {
  const PLACES = [
    ...mentionsOf('dân vận, dân vận', 'dân vận', { documentId: 'a', blockId: 'text' }),
    ...mentionsOf('I. dân vận', 'dân vận', {
      documentId: 'a',
      blockId: 'heading',
      kind: 'heading',
      position: 1,
    }),
    ...mentionsOf('1 dân vận', 'dân vận', { documentId: 'b', blockId: 'note', kind: 'note' }),
    ...mentionsOf('Căn cứ về dân vận; dân vận', 'dân vận', {
      documentId: 'b',
      blockId: 'cited',
      position: 1,
      titles: [[0, 17]],
    }),
    ...mentionsOf('II. về dân vận', 'dân vận', {
      documentId: 'c',
      blockId: 'both',
      kind: 'heading',
      titles: [[4, 14]],
    }),
  ];

  test.each<[Excluded[], number[], string]>([
    [[], [7, 5, 3], 'all of it'],
    [['titles'], [5, 4, 2], 'titles, also one in a heading'],
    [['headings'], [6, 4, 3], 'headings; a title in one stays a title'],
    [['notes'], [6, 4, 3], 'notes'],
    [['titles', 'headings', 'notes'], [3, 2, 2], 'all three'],
  ])('without %j counts %j (%s), and beside it everything', (without, expected) => {
    const rule: CountingRule = { unit: 'occurrences', without };
    const tally = new RuledTally(rule);
    for (const mention of PLACES) tally.add(mention);
    const { counted, all, tiers } = tally.counts(1);
    expect(numbers(counted)).toEqual(expected);
    expect(numbers(all)).toEqual([7, 5, 3]);
    expect(tiers.map(({ counts }) => counts.occurrences)).toEqual([expected[0], 0, 0, 0, 0]);
  });

  test('a title that a mention only reaches into is not where it stands', () => {
    const [mention] = mentionsOf('về công tác dân vận', 'dân vận', { titles: [[0, 15]] });
    expect(mention?.place).toBe('text');
  });

  test('tiers beyond the one that is counted are told, and not counted', () => {
    const tally = new RuledTally({ unit: 'occurrences', without: [] });
    for (const mention of BLOCKS.flat()) tally.add(mention);
    const { counted, tiers } = tally.counts(2);
    expect(counted.occurrences).toBe(4);
    expect(tiers.map(({ counts }) => counts.occurrences)).toEqual([2, 2, 2, 0, 2]);
  });
});
