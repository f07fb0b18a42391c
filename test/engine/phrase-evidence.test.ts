import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { neededFor, sureFor, unsureIn } from '../../src/engine/phrase-evidence.ts';
import type { PassageEntry } from '../../src/engine/projection/passages.ts';
import { FORMS, quoted } from '../../src/engine/words.ts';
import { findMatches } from '../../src/mentions/match.ts';
import { toPhrase } from '../../src/mentions/phrase.ts';
import type { Tier } from '../../src/mentions/tier.ts';
import { NO_VOCABULARY } from '../../src/mentions/vocabulary.ts';
import { DOCUMENTS } from '../../src/search/evaluate.ts';
import { syllablesOf } from '../../src/text/syllables.ts';
import { randomFrom } from '../fuzz/mutate.ts';
import { type SmallEngine, startSmallEngine } from '../mentions/small-engine.ts';

test.each([
  ['Dân vận khéo', []],
  ['dân ta và dân bạn', ['<dan', '>dan']],
  ['hòa và hóa', ['<hoa', '>hoa', '!hoa']],
  ['các cấp  ủy', ['|cap uy', 'cap  uy']],
  [
    'các cấp ủy, ủy ban; cấp, ủy',
    ['<cap', '<uy', '>uy', '|cap uy', 'cap, uy', '|uy uy', 'uy, uy', '|ban cap', 'ban; cap', '~cap uy'],
  ],
  ['số 28-NQ/TW', ['|28 nq', '28-nq', '|nq tw', 'nq/tw']],
  ['họp “chi bộ”', ['|hop chi', 'hop "chi']],
  ['một … hai', ['|mot hai']],
  ['thư Köln', ['*']],
  ['', []],
])('%j leaves %j unsure', (text, expected) => {
  expect(unsureIn(text).sort()).toEqual([...expected].sort());
});

describe('a phrase', () => {
  test('is sure where its syllables lead to one another and nothing else parts them', () => {
    expect(sureFor('nâng cao chất lượng', 'folded')).toEqual([
      'unsure NOT IN ["|nang cao", "|cao chat", "|chat luong", "*"]',
      '(unsure NOT IN [">cao", ">chat"] OR unsure NOT IN ["<cao", ">chat"] OR unsure NOT IN ["<cao", "<chat"])',
    ]);
  });
  test('with marks is sure where no other marks could have led on', () => {
    // `công tác dẫn độ, công dân, hợp tác dân sự` has every pair of `công tác dân`, but not the phrase
    expect(unsureIn('công tác dẫn độ, công dân, hợp tác dân sự')).toContain('!dan');
    expect(sureFor('công tác dân', 'toned')?.[1]).toBe(
      '(unsure NOT IN [">tac", "!dan"] OR unsure NOT IN ["<tac", "!cong"])',
    );
  });
  test('without marks may be found where marks stand', () => {
    expect(sureFor('tham gia', 'toned')).toEqual(['unsure NOT IN ["|tham gia", "*", "!tham", "!gia"]']);
    expect(sureFor('tham gia', 'folded')).toEqual(['unsure NOT IN ["|tham gia", "*"]']);
  });
  test('with punctuation is looked for where such is', () => {
    expect(neededFor('dân vận, tôn giáo')).toEqual(['unsure IN ["van, ton"]']);
    expect(sureFor('vận, tôn', 'toned')).toEqual([
      'unsure NOT IN ["~van ton", "*"]',
      'unsure IN ["van, ton"]',
    ]);
    expect(neededFor('tỷ ≠ lệ')).toEqual(['unsure IN ["|ty le"]']);
    expect(neededFor(`${'a'.repeat(99)}-${'b'.repeat(99)}`)).toEqual([]);
    expect(neededFor('vận … tôn')).toEqual(['unsure IN ["|van ton"]']);
  });
  test('is read where the engine can not tell', () => {
    for (const typed of [
      '(kèm theo',
      'kèm theo:',
      'thư köln',
      'vận … tôn',
      `dân ${'a'.repeat(90)}`,
      'a '.repeat(13).trim(),
    ])
      expect(sureFor(typed, 'toned'), typed).toBeNull();
  });
});

/** Few syllables and much punctuation: what the engine takes for a phrase and what is one differ as often as they can. */
describe('in texts of few syllables', () => {
  const random = randomFrom(7);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const SYLLABLES = ['ba', 'bà', 'bá', 'con', 'cón', 'ki', 'kỳ', 'an', 'ăn', 'kö', 'mẹ', 'cha'];
  const GAPS = [' ', ' ', ' ', ' ', ', ', '-', ' “', '. '];
  const draw = (syllables: number) =>
    Array.from({ length: syllables }, (_, i) => (i === 0 ? '' : pick(GAPS)) + pick(SYLLABLES)).join('');
  const cut = (text: string, length: number) => {
    const all = syllablesOf(text);
    const first = Math.floor(random() * Math.max(1, all.length - length));
    return text.slice(all[first]?.start, all[Math.min(first + length, all.length) - 1]?.end);
  };
  let engine: SmallEngine;
  let passages: PassageEntry[];

  beforeAll(async () => {
    engine = await startSmallEngine();
    for (let i = 0; i < 120; i++)
      await engine.write(`${i}.txt`, `${draw(4 + (i % 9))}\n\n${draw(3 + (i % 5))}\n`);
    await engine.write('marks.txt', 'công tác dẫn độ, công dân, hợp tác dân sự\n');
    await engine.index();
    passages = [];
    for await (const passage of engine.door.all('passages', {})) passages.push(passage);
  }, 60_000);
  afterAll(() => engine.stop());

  test('other marks do not lead on to a phrase', async () => {
    const held = (tier: Tier) =>
      DOCUMENTS.holding(engine.door, toPhrase('công tác dân'), tier, NO_VOCABULARY);
    expect([...(await held(1)).keys()]).toEqual([]);
    expect([...(await held(2)).values()]).toEqual([2]);
  });

  test('documents that hold a phrase are those in whose texts it stands', async () => {
    let [sure, wrong, held] = [0, 0, 0];
    for (let i = 0; i < 600; i++) {
      const phrase = toPhrase(i % 2 === 0 ? draw(2 + (i % 4)) : cut(pick(passages).text, 2 + (i % 5)));
      const widest = (1 + (i % 2)) as Tier;
      const expected = new Map<string, Tier>();
      for (const { documentId, text } of passages)
        for (const { tier } of findMatches(text, phrase, widest))
          if (tier < (expected.get(documentId) ?? 9)) expected.set(documentId, tier);
      const found = await DOCUMENTS.holding(engine.door, phrase, widest, NO_VOCABULARY);
      expect([...found].sort(), `“${phrase.text}” in tier ${widest}`).toEqual([...expected].sort());
      held += expected.size;
      const form = widest === 1 ? 'toned' : 'folded';
      const certain = sureFor(phrase.text, form);
      const asked = { q: quoted(FORMS[form](phrase.text)), searchOn: [form] };
      if (certain) sure += (await engine.door.search('passages', { ...asked, filters: certain })).total;
      for await (const { text } of engine.door.all('passages', asked))
        wrong += findMatches(text, phrase, widest).length === 0 ? 1 : 0;
    }
    // the engine must have been wrong, or this would show nothing
    expect(passages.length).toBeGreaterThan(100);
    expect([sure > 300, wrong > 100, held > 300], `${[sure, wrong, held]}`).toEqual([true, true, true]);
  }, 60_000);
});
