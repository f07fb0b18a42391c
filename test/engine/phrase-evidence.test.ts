import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidenceOf, unsureIn } from '../../src/engine/phrase-evidence.ts';
import type { PassageEntry } from '../../src/engine/projection/passages.ts';
import { FORMS, quoted } from '../../src/engine/words.ts';
import { findMatches } from '../../src/mentions/match.ts';
import { toPhrase } from '../../src/mentions/phrase.ts';
import type { Tier } from '../../src/mentions/tier.ts';
import { NO_VOCABULARY } from '../../src/mentions/vocabulary.ts';
import { DOCUMENTS } from '../../src/search/evaluate.ts';
import { randomFrom } from '../fuzz/mutate.ts';
import { type SmallEngine, startSmallEngine } from '../mentions/small-engine.ts';

test.each([
  ['Dân vận khéo', []],
  ['Vận động nhân dân, dân vận khéo', ['dan dan', 'van', 'dan']],
  ['các cấp  ủy', ['cap uy']],
  ['số 28-NQ/TW', ['28 nq', 'nq tw']],
  ['họp “chi bộ”', ['hop chi']],
  ['thư Köln', ['*']],
  ['', []],
])('%j leaves %j unsure', (text, expected) => {
  expect(unsureIn(text).sort()).toEqual([...expected].sort());
});

describe('a phrase', () => {
  test('is sure where its middle is there once and nothing parts it', () => {
    expect(evidenceOf('nâng cao chất lượng', 'folded')).toEqual({
      needed: [],
      sure: ['unsure NOT IN ["*", "nang cao", "cao chat", "chat luong", "cao", "chat"]'],
    });
  });
  test('without marks may be found where marks stand, and is then sure only if it is there once', () => {
    expect(evidenceOf('tham gia', 'toned').sure).toEqual(['unsure NOT IN ["*", "tham gia", "tham", "gia"]']);
    expect(evidenceOf('tham gia', 'folded').sure).toEqual(['unsure NOT IN ["*", "tham gia"]']);
  });
  test('with punctuation is looked for where such is, and read', () => {
    expect(evidenceOf('dân vận, tôn giáo', 'toned')).toEqual({
      needed: ['unsure IN ["van ton"]'],
      sure: null,
    });
    for (const typed of ['(kèm theo', 'kèm theo:', 'thư köln', `dân ${'a'.repeat(90)}`])
      expect(evidenceOf(typed, 'toned')).toEqual({ needed: [], sure: null });
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
  let engine: SmallEngine;
  let passages: PassageEntry[];

  beforeAll(async () => {
    engine = await startSmallEngine();
    for (let i = 0; i < 120; i++)
      await engine.write(`${i}.txt`, `${draw(4 + (i % 9))}\n\n${draw(3 + (i % 5))}\n`);
    await engine.index();
    passages = [];
    for await (const passage of engine.door.all('passages', {})) passages.push(passage);
  }, 60_000);
  afterAll(() => engine.stop());

  test('documents that hold a phrase are those in whose texts it stands', async () => {
    let [sure, wrong, held] = [0, 0, 0];
    for (let i = 0; i < 400; i++) {
      const phrase = toPhrase(draw(2 + (i % 4)));
      const widest = (1 + (i % 2)) as Tier;
      const expected = new Map<string, Tier>();
      for (const { documentId, text } of passages)
        for (const { tier } of findMatches(text, phrase, widest))
          if (tier < (expected.get(documentId) ?? 9)) expected.set(documentId, tier);
      const found = await DOCUMENTS.holding(engine.door, phrase, widest, NO_VOCABULARY);
      expect([...found].sort(), `“${phrase.text}” in tier ${widest}`).toEqual([...expected].sort());
      held += expected.size;
      const form = widest === 1 ? 'toned' : 'folded';
      const evidence = evidenceOf(phrase.text, form);
      const asked = { q: quoted(FORMS[form](phrase.text)), searchOn: [form] };
      if (evidence.sure)
        sure += (await engine.door.search('passages', { ...asked, filters: evidence.sure })).total;
      for await (const { text } of engine.door.all('passages', asked))
        wrong += findMatches(text, phrase, widest).length === 0 ? 1 : 0;
    }
    // the engine must have been wrong, or this would show nothing
    expect(passages.length).toBeGreaterThan(100);
    expect([sure > 50, wrong > 100, held > 300], `${[sure, wrong, held]}`).toEqual([true, true, true]);
  }, 60_000);
});
