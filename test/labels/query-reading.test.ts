import { expect, test } from 'vitest';
import { readingOf } from '../../src/labels/query-reading.ts';
import { VI } from '../../src/labels/vi.ts';
import type { Tier } from '../../src/mentions/tier.ts';
import { parseQuery } from '../../src/search/query/parse-query.ts';

const VALUES = { type: [{ value: 'kế hoạch', label: 'Kế hoạch' }] };
const UNMARKED = 'không phân biệt dấu, vì câu tìm không có dấu';
const MARKED = 'đúng dấu như đã gõ';

test.each([
  ['dân', `có tiếng “dân”; ${MARKED}`, 'a word'],
  ['dan van', `có đủ các tiếng “dan” “van”; ${UNMARKED}`, 'words'],
  ['"dân vận" -khéo', `có cụm “dân vận”, không có tiếng “khéo”; ${MARKED}`, 'a phrase, an exclusion'],
  ['28-NQ/TW', `có số “28-NQ/TW” (của chính văn bản hoặc được viện dẫn); ${UNMARKED}`, 'a number'],
  ['số:89', 'mang số 89', 'the own number only'],
  ['-28-NQ/TW', `không có số “28-NQ/TW” (của chính văn bản hoặc được viện dẫn); ${UNMARKED}`, 'no number'],
  ['loại:ke hoach năm:2023', 'là kế hoạch, của năm 2023', 'fields by their values'],
  ['năm:2021-2025', 'của năm 2021 hoặc 2022 hoặc 2023, …', 'three values, then an ellipsis'],
  ['năm:20', 'của năm “20” (không có giá trị này trong kho)', 'a value that is not there'],
  ['-năm:2023', 'không của năm 2023', 'an excluded field'],
  [
    '(a OR "b c") d',
    `có tiếng “d”, (có tiếng “a” hoặc có cụm “b c”); ${UNMARKED}`,
    'alternatives in brackets',
  ],
  ['a OR b c', `(có tiếng “a” hoặc có đủ các tiếng “b” “c”); ${UNMARKED}`, 'what stands closer together'],
  ['-(a b)', `không (có đủ các tiếng “a” “b”); ${UNMARKED}`, 'not both'],
  ['-(a OR b)', `không (có tiếng “a” hoặc có tiếng “b”); ${UNMARKED}`, 'neither'],
])('%j is read: %s (%s)', (typed, expected) => {
  const query = parseQuery(typed, VALUES);
  expect(readingOf(query, query.tier, VI)).toBe(`Đọc là: văn bản ${expected}.`);
});

test.each([
  ['dân', 2, 'không phân biệt dấu'],
  ['dan', 1, 'đúng dấu'],
  ['dan', 5, 'gần đúng'],
] as const)('%j in tier %i, which was chosen, says so: %s', (typed, tier, label) => {
  expect(readingOf(parseQuery(typed), tier as Tier, VI)).toContain(`so khớp ${label}, theo lựa chọn`);
});

test.each(['', '…', '()', 'OR'])('%j asks for nothing and says nothing', (typed) => {
  expect(readingOf(parseQuery(typed), 1, VI)).toBe('');
});

test('a value is called what readers call it', () => {
  const values = { theme: [{ value: 'ton-giao', label: 'Tôn giáo' }] };
  const query = parseQuery('chủđề:"tôn giáo"', values);
  expect(readingOf(query, query.tier, VI, (_, value) => `<${value}>`)).toBe(
    'Đọc là: văn bản có nhiệm vụ thuộc chủ đề <ton-giao>.',
  );
});
