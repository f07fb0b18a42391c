import { expect, inject, test } from 'vitest';
import { openDoor } from '../../src/engine/door.ts';
import { findNumbered } from '../../src/search/find-document.ts';
import { openCatalogue } from '../../src/search/lexicon.ts';
import { parseQuery } from '../../src/search/query/parse-query.ts';

const { url, searchKey } = inject('engine');
const catalogue = await openCatalogue(openDoor({ url, key: searchKey }, 'public'));
const numbered = async (typed: string) =>
  (await findNumbered(catalogue, parseQuery(typed, catalogue.lexicon.fieldValues))).map(
    ({ number }) => number,
  );

test.each<[typed: string, expected: number[], why?: string]>([
  ['58-CTr/TU', [58]],
  ['58 ctr tu', [58]],
  ['58CTRTU', [58]],
  ['ctr 58', [58]],
  ['CTr-58', [58]],
  ['Chương trình hành động số 58-CTr/TU', [58]],
  ['Chương trình hành động số 58', [58]],
  ['chuong trinh hanh dong 58', [58]],
  ['số 58', [58]],
  ['58', [58]],
  ['Kế hoạch số 89', [89]],
  ['89 KH BDVTU', [89]],
  ['Số 114 -KH/ĐUK', [114]],
  ['114 kh duk', [114]],
  ['KH-114', [114]],
  ['kế hoạch 58', [], 'it is no kế hoạch'],
  ['2023', [], 'a year'],
  ['giai đoạn 2021 - 2025', []],
  ['dân vận 58', [], 'no type is called so'],
  ['58 dân vận', []],
  ['', []],
])('%j is the number of %j', async (typed, expected) => {
  expect(await numbered(typed)).toEqual(expected);
});
