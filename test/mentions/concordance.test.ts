import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Concordance, type MentionGroup, type MentionSort } from '../../src/mentions/concordance.ts';
import { contextOf } from '../../src/mentions/context.ts';
import { findMentions } from '../../src/mentions/find-mentions.ts';
import { mentionsOf, search, toQuery } from './searching.ts';
import { type SmallEngine, startSmallEngine } from './small-engine.ts';

/** Paragraphs of two documents, the later one first. What stands beside `dân vận` is in no alphabetical order. */
const LATER = [
  'Lớp bé mẹ dân vận Ô tô xa.',
  'Lớp ba mẹ dân vận ở đây.',
  'Lớp bà mẹ dân vận đi lại.',
  'Lớp bả con dân vận oi bức.',
  'Lớp bạ con dân vận an toàn.',
];
const EARLIER = [
  'Lớp bã con dân vận âm vang.',
  'Lớp bá con dân vận ăn uống.',
  'Lớp 10 con dân vận 9 lần.',
  'Lớp 9 con dân vận 10 lần.',
  'Dân vận; lớp con dân vận',
];

let engine: SmallEngine;
beforeAll(async () => {
  engine = await startSmallEngine();
  const declared = (date: string) => `access: public\ntype: kế hoạch\nissuedOn: ${date}\n`;
  await engine.write('b-later.md', LATER.join('\n\n'), declared('2024-05-01'));
  await engine.write('a-earlier.md', EARLIER.join('\n\n'), declared('2023-05-01'));
  await engine.index();
});
afterAll(() => engine.stop());

const lines = async (sort: MentionSort, group?: MentionGroup) =>
  (await search(engine.door, 'dân vận', { sort, group })).mentions.map((mention) => {
    const { before, match, after } = contextOf(mention, 100);
    return `${before}[${match}]${after}`;
  });

/** The part of each line that it is ordered by. */
const beside = (found: readonly string[], side: RegExp) => found.map((line) => side.exec(line)?.[1] ?? '');
const LEFT3 = /(\S+ \S+ \S+) \[/u;
const RIGHT1 = /\] ([^\s.]+)/u;
const unmarked = (found: readonly string[]) => found.map((line) => line.replace(/[[\]]/gu, ''));

describe('a concordance is ordered', () => {
  test('by document, newest first, each in the order of its text', async () => {
    expect(unmarked(await lines('document'))).toEqual([...LATER, ...EARLIER, EARLIER.at(-1)]);
  });

  test('by document, oldest first', async () => {
    expect(unmarked(await lines('oldest'))).toEqual([...EARLIER, EARLIER.at(-1), ...LATER]);
  });

  test('by the syllable to the right: numbers by value, then a ă â, d đ, o ô ơ; nothing before all', async () => {
    expect(beside(await lines('right1'), RIGHT1)).toEqual(
      // `Dân vận; lớp` has `lớp` to its right, the last mention of all has nothing
      ['', '9', '10', 'an', 'ăn', 'âm', 'đi', '', 'oi', 'Ô', 'ở'],
    );
  });

  test('by the syllables to the left, the nearest first: ngang huyền hỏi ngã sắc nặng', async () => {
    expect(beside(await lines('left2'), LEFT3)).toEqual([
      '', // nothing to the left
      'Lớp 9 con',
      'Lớp 10 con',
      'Lớp bả con',
      'Lớp bã con',
      'Lớp bá con',
      'Lớp bạ con',
      'vận; lớp con',
      'Lớp ba mẹ',
      'Lớp bà mẹ',
      'Lớp bé mẹ',
    ]);
  });

  test.each([
    ['left1', 'equal so far: con, then mẹ, each in the order of the texts'],
    ['left3', 'the third is the same in all'],
    ['right2', 'the second decides where the first is the same'],
    ['right3', 'and the third'],
  ] as const)('by %s (%s): as the keys say, and stable', async (sort, _why) => {
    const { mentions } = await search(engine.door, 'dân vận', { sort: 'document' });
    const count = Number(sort.at(-1));
    const syllables = mentions.map((mention) => {
      const { before, after } = contextOf(mention, 100);
      const all = (sort.startsWith('left') ? before : after).toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
      return sort.startsWith('left') ? all.reverse().slice(0, count) : all.slice(0, count);
    });
    const order = [
      '',
      '9',
      '10',
      'an',
      'ăn',
      'âm',
      'ba',
      'bà',
      'bả',
      'bã',
      'bá',
      'bạ',
      'bé',
      'bức',
      'con',
    ].concat([
      'dân',
      'đây',
      'đi',
      'lại',
      'lần',
      'lớp',
      'mẹ',
      'oi',
      'ô',
      'ở',
      'toàn',
      'tô',
      'uống',
      'vang',
      'vận',
      'xa',
    ]);
    const rank = (list: readonly string[]) => list.map((syllable) => order.indexOf(syllable));
    expect(syllables.flat().filter((syllable) => !order.includes(syllable))).toEqual([]);
    const expected = mentions
      .map((mention, i) => ({ mention, key: rank(syllables[i] ?? []) }))
      .sort((a, b) => {
        for (let i = 0; i < Math.max(a.key.length, b.key.length); i++)
          if (a.key[i] !== b.key[i]) return (a.key[i] ?? -1) - (b.key[i] ?? -1);
        return 0;
      })
      .map(({ mention }) => `${mention.passageId} ${mention.span[0]}`);
    const found = (await search(engine.door, 'dân vận', { sort })).mentions;
    expect(found.map(({ passageId, span }) => `${passageId} ${span[0]}`)).toEqual(expected);
  });
});

describe('a concordance is grouped', () => {
  test('by document, the one with most first, each in its order', async () => {
    const query = await toQuery(engine.door, 'dân vận', { sort: 'document', group: 'document' });
    const { groups, lines: shown } = await findMentions(
      engine.door,
      query,
      { page: 1, linesPerPage: 100 },
      true,
    );
    expect(groups.map(({ total }) => total)).toEqual([6, 5]);
    expect(shown.map(({ group }) => group)).toEqual([
      ...Array(6).fill(groups[0]?.value),
      ...Array(5).fill(groups[1]?.value),
    ]);
    expect(shown[0]?.mention.document.issuedOn).toBe('2023-05-01');
    for (const { group, mention } of shown) expect(mention.document.id).toBe(group);
  });

  test('by the word to the left, largest group first, those of a size by the alphabet', async () => {
    const { groups } = await search(engine.door, 'dân vận', { group: 'left' });
    expect(groups).toEqual([
      { value: 'con', total: 7 },
      { value: 'mẹ', total: 3 },
      { value: '', total: 1 },
    ]);
  });

  test('by the word to the right, and within a group by the sort', async () => {
    const found = await search(engine.door, 'lớp', { group: 'left', sort: 'right1' });
    expect(found.groups).toEqual([
      { value: '', total: 9 },
      { value: 'vận', total: 1 },
    ]);
    expect(found.lines.map(({ group }) => group)).toEqual([...Array(9).fill(''), 'vận']);
    expect(found.mentions.map((mention) => contextOf(mention, 4).after)).toEqual(
      [' 9 …', ' 10 …', ' ba …', ' bà …', ' bả …', ' bã …', ' bá …', ' bạ …', ' bé …', ' con …'].map((text) =>
        expect.stringContaining(text.trim()),
      ),
    );
    const right = await search(engine.door, 'dân vận', { group: 'right' });
    expect(right.groups.map(({ value }) => value)).toEqual([
      '',
      '9',
      '10',
      'an',
      'ăn',
      'âm',
      'đi',
      'lớp',
      'oi',
      'ô',
      'ở',
    ]);
    expect(right.groups.reduce((sum, { total }) => sum + total, 0)).toBe(right.total);
  });

  test('not at all: no groups are told', async () => {
    const found = await search(engine.door, 'dân vận', { sort: 'right1' });
    expect(found.groups).toEqual([]);
    expect(new Set(found.lines.map(({ group }) => group))).toEqual(new Set([null]));
  });
});

describe('the pages of a concordance', () => {
  test.each([
    ['right1', undefined],
    ['document', 'left'],
    ['left3', 'document'],
  ] as const)('by %s, grouped by %s, are its lines one after the other', async (sort, group) => {
    const query = await toQuery(engine.door, 'dân vận', { sort, group });
    const all = await search(engine.door, 'dân vận', { sort, group });
    const paged: string[] = [];
    for (const page of [1, 2, 3, 4]) {
      const part = await findMentions(engine.door, query, { page, linesPerPage: 3 }, false);
      expect(part.groups).toEqual(all.groups);
      paged.push(...part.lines.map(({ mention }) => `${mention.passageId} ${mention.span[0]}`));
    }
    expect(paged).toEqual(all.mentions.map(({ passageId, span }) => `${passageId} ${span[0]}`));
    expect(paged.length).toBe(11);
  });

  test('leave out what is gone from the index since', async () => {
    const concordance = new Concordance('right1', undefined);
    for (const mention of mentionsOf('dân vận', 'dân vận', { documentId: 'da-xoa' }))
      concordance.add(mention);
    expect(concordance.size).toBe(1);
    expect(await concordance.lines(engine.door, await toQuery(engine.door, 'dân vận'), 0, 10)).toEqual([]);
  });
});
