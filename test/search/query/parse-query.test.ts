import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../../src/search/query/parse-query.ts';

const short = (typed: string) =>
  parseQuery(typed).terms.map(({ kind, text, excluded }) => `${excluded ? '-' : ''}${kind}:${text}`);

describe('parseQuery', () => {
  test.each([
    ['dân vận khéo', ['word:dân', 'word:vận', 'word:khéo'], 'all words are required'],
    ['"dân vận" khéo', ['phrase:dân vận', 'word:khéo'], 'a phrase in quotes'],
    ['“dân vận” «khéo»', ['phrase:dân vận', 'phrase:khéo'], 'quotes of any kind'],
    ['“dân vận', ['phrase:dân vận'], 'a phrase that is still being typed'],
    ['dân -vận', ['word:dân', '-word:vận'], 'an exclusion'],
    ['dân -"vận động"', ['word:dân', '-phrase:vận động'], 'an excluded phrase'],
    ['dân - vận', ['word:dân', 'word:vận'], 'a lone hyphen is nothing'],
    ['chính trị - xã hội', ['word:chính', 'word:trị', 'word:xã', 'word:hội'], 'nor one between words'],
    ['Số 114 -KH/ĐUK', ['number:Số 114-KH/ĐUK'], 'a number as seed 004 writes it, not an exclusion'],
    ['28-NQ/TW dân vận', ['number:28-NQ/TW', 'word:dân', 'word:vận'], 'a number among words'],
    ['nq28', ['number:nq28'], 'a number in short'],
    ['nq 28', ['number:nq 28'], 'with a space'],
    ['28nqtw', ['number:28nqtw'], 'a number run together'],
    ['28/NQ-TW', ['number:28/NQ-TW'], 'separators changed round'],
    ['07/2021/NĐ-CP', ['number:07/2021/NĐ-CP'], 'a State number with its year'],
    ['30a/2008/NQ-CP', ['number:30a/2008/NQ-CP'], 'a number with its letter'],
    ['KH 2024', ['word:KH', 'word:2024'], 'a year behind an abbreviation: the plans of 2024'],
    ['kh 2023 dân vận', ['word:kh', 'word:2023', 'word:dân', 'word:vận'], 'likewise among words'],
    ['nq2024', ['word:nq2024'], 'likewise without a space'],
    ['kh 1899', ['number:kh 1899'], 'no year of a document'],
    ['kh 20245', ['number:kh 20245'], 'longer than a year'],
    ['2024-KH/TU', ['number:2024-KH/TU'], 'a number that looks like a year, with its symbol'],
    ['2021 - 2025', ['word:2021', 'word:2025'], 'years are no number'],
    ['17/11/2022', ['word:17', 'word:11', 'word:2022'], 'nor is a date'],
    ['', [], 'nothing'],
    ['“—” …', [], 'punctuation alone'],
    ['\u0000\u202e<script>', ['word:script'], 'control characters and brackets are no part of a search'],
  ])('%j is %j: %s', (typed, expected) => {
    expect(short(typed)).toEqual(expected);
  });

  test.each([
    ['dân vận khéo', 'dân vận khéo', 1],
    ['dan van', 'dan van', 2],
    ['"dân vận" -tôn khéo', 'dân vận khéo', 1],
    ['dan van -khéo', 'dan van', 2],
    ['-dân', null, 2],
  ])('%j: its phrase is %j, its tier %j', (typed, phrase, tier) => {
    expect(parseQuery(typed)).toMatchObject({ phrase, tier });
  });

  test('never fails and ends soon on 10 kB of anything', () => {
    for (const piece of ['"', '-', '28-', 'số 1/', '(', '\u0301', 'a-', '"a"', '-"', '😀', '1/2021/']) {
      expect(() => parseQuery(piece.repeat(10_000 / piece.length))).not.toThrow();
    }
  });
});
