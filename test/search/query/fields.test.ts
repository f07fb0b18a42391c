import { describe, expect, test } from 'vitest';
import { FIELD_LABELS, fieldCalled, valuesCalled, yearsOf } from '../../../src/search/query/fields.ts';
import { FIELDS } from '../../../src/search/query/tree.ts';

const THEMES = [
  { value: 'dan-van-kheo', label: 'Dân vận khéo' },
  { value: 'dan-van', label: 'Dân vận' },
  { value: 'ton-giao', label: 'Tôn giáo, dân tộc' },
  { value: 'hoa', label: 'Hòa giải' },
];

test('each field is called as the portal writes it', () => {
  for (const field of FIELDS) expect(fieldCalled(FIELD_LABELS[field])).toBe(field);
});

test.each<[string, string | undefined, string]>([
  ['Cơ  Quan', 'issuer', 'capitals and spaces'],
  ['chude', 'theme', 'neither marks nor space'],
  ['unit', 'department', 'English'],
  ['ngày', undefined, 'there is none'],
  ['', undefined, 'nothing'],
  ['constructor', undefined, 'a name that every object has'],
])('a field called %j is %j (%s)', (name, field) => {
  expect(fieldCalled(name)).toBe(field);
});

describe('valuesCalled', () => {
  test.each([
    ['dân vận', ['dan-van'], 'the one that is called so, not those that have it in their name'],
    ['dân', ['dan-van-kheo', 'dan-van', 'ton-giao'], 'else all that have it in their name'],
    ['dan van kheo', ['dan-van-kheo'], 'unmarked'],
    ['DÂNVẬNKHÉO', ['dan-van-kheo'], 'run together, in capitals'],
    ['dan-van-kheo', ['dan-van-kheo'], 'the value itself'],
    ['dẫn vẫn', [], 'marks that are typed count'],
    ['tôn giáo dân tộc', ['ton-giao'], 'punctuation does not'],
    ['hoà giải', ['hoa'], 'nor does where the tone is written'],
    ['dâ', [], 'no half syllables'],
    ['', [], 'nothing is called nothing'],
    ['…', [], 'nor punctuation'],
  ])('%j: %j (%s)', (typed, expected) => {
    expect(valuesCalled(THEMES, typed)).toEqual(expected);
  });
});

describe('yearsOf', () => {
  test.each<[string, string[] | null, string]>([
    ['2023', ['2023'], 'a year'],
    ['2021-2023', ['2021', '2022', '2023'], 'a range'],
    ['2021–2022', ['2021', '2022'], 'with a dash'],
    ['2022..2021', ['2021', '2022'], 'turned round'],
    ['2023-2023', ['2023'], 'of one'],
    ['1899', null, 'before all documents'],
    ['20233', null, 'five digits'],
    ['2021-', null, 'half a range'],
    ['năm 2023', null, 'words'],
    ['', null, 'nothing'],
  ])('%j: %j (%s)', (typed, expected) => {
    expect(yearsOf(typed)).toEqual(expected);
  });

  test('the widest range is two hundred years', () => {
    expect(yearsOf('1900-2099')).toHaveLength(200);
  });
});
