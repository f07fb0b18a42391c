import { describe, expect, test } from 'vitest';
import { type ContextWidth, contextOf, neighboursIn } from '../../src/mentions/context.ts';
import { mentionsOf } from './searching.ts';

function context(text: string, typed: string, width: ContextWidth): [string, string, string] {
  const [mention] = mentionsOf(text, typed, {}, 3);
  if (!mention) throw new Error(`${typed} is not in ${text}`);
  const { before, match, after } = contextOf(mention, width);
  return [before, match, after];
}

describe('contextOf', () => {
  const TEXT = 'Tiếp tục thực hiện phong trào thi đua “Dân vận khéo” giai đoạn 2021 - 2025 trên địa bàn tỉnh';

  test.each<[width: number, before: string, after: string, why: string]>([
    [
      500,
      'Tiếp tục thực hiện phong trào thi đua “',
      '” giai đoạn 2021 - 2025 trên địa bàn tỉnh',
      'all of it',
    ],
    [9, '… thi đua “', '” giai …', 'a syllable that does not fit is left out'],
    [8, '… đua “', '” giai …', 'to the letter'],
    [4, '… “', '” …', 'where not even one syllable fits'],
    [1, '… “', '” …', 'only the quotes'],
    [0, '… ', ' …', 'nothing'],
    [16, '… trào thi đua “', '” giai đoạn 2021 …', 'a number is not cut'],
    [15, '… trào thi đua “', '” giai đoạn …', 'nor a part of it shown'],
  ])('of width %d is %j and %j (%s)', (width, before, after) => {
    expect(context(TEXT, 'dân vận khéo', width)).toEqual([before, 'Dân vận khéo', after]);
  });

  test('never shows more than its width, and only what stands there', () => {
    for (let width = 0; width < TEXT.length; width++) {
      const [before, match, after] = context(TEXT, 'dân vận khéo', width);
      const [left, right] = [before.replace(/^… /u, ''), after.replace(/ …$/u, '')];
      expect(TEXT).toContain(left + match + right);
      expect(Math.max(left.length, right.length)).toBeLessThanOrEqual(width);
    }
  });

  const SENTENCES =
    'Kế hoạch số 5. Năm 2023, TP. Hồ Chí Minh làm tốt dân vận tại 3.200 tổ. Ai làm? “Toàn dân làm!” Xong; hết.';

  test.each<[typed: string, expected: [string, string, string], why: string]>([
    [
      'dân vận',
      ['Kế hoạch số 5. Năm 2023, TP. Hồ Chí Minh làm tốt ', 'dân vận', ' tại 3.200 tổ.'],
      'neither a number nor an abbreviation ends it',
    ],
    ['ai', ['', 'Ai', ' làm?'], 'a question, behind a short word that is no abbreviation'],
    ['toàn dân', ['“', 'Toàn dân', ' làm!”'], 'with its quotes'],
    ['xong', ['', 'Xong', '; hết.'], 'the last'],
    ['tổ', ['Kế hoạch số 5. Năm 2023, TP. Hồ Chí Minh làm tốt dân vận tại 3.200 ', 'tổ', '.'], 'at its end'],
    [
      'tổ ai',
      ['Kế hoạch số 5. Năm 2023, TP. Hồ Chí Minh làm tốt dân vận tại 3.200 ', 'tổ. Ai', ' làm?'],
      'of two',
    ],
  ])('the sentence of %j is %j (%s)', (typed, expected) => {
    expect(context(SENTENCES, typed, 'sentence')).toEqual(expected);
  });

  test('a line ends a sentence', () => {
    expect(context('một dân\nhai dân vận ba\nbốn', 'dân vận', 'sentence')).toEqual([
      'hai ',
      'dân vận',
      ' ba',
    ]);
  });
});

describe('neighboursIn', () => {
  test.each<[text: string, side: 'left' | 'right', count: number, expected: string[], why: string]>([
    ['một hai ba dân vận bốn năm', 'left', 2, ['ba', 'hai'], 'the nearest first'],
    ['một hai ba dân vận bốn năm', 'right', 2, ['bốn', 'năm'], 'in the order of the text'],
    ['một dân vận', 'left', 3, ['một'], 'fewer where the passage begins'],
    ['dân vận', 'right', 3, [], 'none where it ends'],
    ['Hoà, (“dân vận”): UỶ – ban', 'left', 1, ['hòa'], 'in canonical form, beyond punctuation'],
    ['Hoà, (“dân vận”): UỶ – ban', 'right', 2, ['ủy', 'ban'], 'on both sides'],
    [`một ${'-'.repeat(200)} dân vận`, 'left', 1, [], 'not from afar'],
  ])('%j, %s, %d: %j (%s)', (text, side, count, expected) => {
    const [mention] = mentionsOf(text, 'dân vận');
    if (!mention) throw new Error('The text has no mention.');
    expect(neighboursIn(mention, side, count)).toEqual(expected);
  });
});
