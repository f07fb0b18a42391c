import { expect, test } from 'vitest';
import { type MentionsMeant, mentionsMeant } from '../../../src/search/query/mentions-meant.ts';
import { parseQuery } from '../../../src/search/query/parse-query.ts';

const VALUES = { type: [{ value: 'kế hoạch', label: 'Kế hoạch', codes: ['KH'] }] };

test.each<[typed: string, meant: MentionsMeant | null, why: string]>([
  ['dân vận khéo', { phrase: 'dân vận khéo', filters: {} }, 'words are a phrase'],
  ['“dân vận khéo”', { phrase: 'dân vận khéo', filters: {} }, 'so is a phrase'],
  ['dân vận năm:2024', { phrase: 'dân vận', filters: { year: ['2024'] } }, 'a field is a filter'],
  ['loại:KH dân vận', { phrase: 'dân vận', filters: { type: ['kế hoạch'] } }, 'by its abbreviation, too'],
  ['dân vận -khéo', null, 'with an exclusion the results are fewer'],
  ['"dân vận" "dân chủ"', null, 'two phrases are not one'],
  ['"dân vận" khéo', null, 'nor are a phrase and a word'],
  ['dân OR vận', null, 'two ways'],
  ['số:58 dân vận', null, 'a number is no filter of mentions'],
  ['loại:xyz dân vận', null, 'a value that is not there'],
  ['năm:2023 năm:2024 dân', null, 'both years at once are no filter'],
  ['năm:1900-2024 dân', null, 'more values than a filter takes'],
  ['', null, 'nothing'],
])('%j: %j (%s)', (typed, meant) => {
  expect(mentionsMeant(parseQuery(typed, VALUES))).toEqual(meant);
});
