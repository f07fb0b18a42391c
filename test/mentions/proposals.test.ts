import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { search } from './searching.ts';
import { type SmallEngine, startSmallEngine } from './small-engine.ts';

let engine: SmallEngine;

beforeAll(async () => {
  engine = await startSmallEngine();
  const lines = [
    'a công tác dân vẫn, khéo của xã',
    'b lớp học khóa 13 mở rộng',
    'c lớp học khóa14 thu gọn',
    'd đồng chí tí thư chi bộ',
    'e năm 20 23 đã qua',
    'f từ tần và tân lạ tâm',
  ];
  await engine.write('a.md', `${lines.join('.\n\n')}.\n`, 'access: public\n');
  await engine.index();
});
afterAll(() => engine.stop());

describe('what the engine is asked for tier 5 is a superset of what the matcher finds', () => {
  test.each([
    ['dân vận khéo', 1, 'a wrong mark and punctuation: only the first question proposes it'],
    ['khóa13', 1, 'a space inside before a number, which the vocabulary does not have'],
    ['khóa 14', 1, 'a space missing before one'],
    ['bí thư', 1, 'a letter whose unmarked syllable is written with another letter, too (tí, tý)'],
    ['năm 2023', 1, 'a space inside a number'],
    ['tan', 2, 'a single unmarked syllable: its marked forms are tier 2, other words none'],
  ])('%s: %d, %s', async (typed, total) => {
    expect((await search(engine.door, typed, { tier: 5, widest: 5 })).total).toBe(total);
  });
});
