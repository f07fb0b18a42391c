import { expect, test } from 'vitest';
import { hasFilters, narrowed, opened } from '../../src/search/state.ts';

const state = (text: string) => new URLSearchParams(text);

test('narrowing takes the place of several values, keeps what is excluded, and never widens a time', () => {
  const begun = state('theme=a&theme=b&theme=!c&dueTo=2023-06-30&dueFrom=2023-02-01&page=3');
  expect(
    narrowed(begun, [
      ['theme', 'a'],
      ['dueTo', '2023-12-31'],
      ['dueFrom', '2023-03-01'],
      ['quarter', '!none'],
    ]).toString(),
  ).toBe(state('dueTo=2023-06-30&dueFrom=2023-03-01&theme=a&theme=!c&quarter=!none').toString());
  expect(begun.get('page')).toBe('3');
});

test('a filter that is opened keeps what it excludes', () => {
  expect(opened(state('theme=a&theme=!c&year=2023'), ['theme']).toString()).toBe('year=2023&theme=%21c');
});

test('a figure is chosen when all of its filters are', () => {
  expect(hasFilters(state('a=1&b=2'), [['a', '1']])).toBe(true);
  expect(
    hasFilters(state('a=1'), [
      ['a', '1'],
      ['b', '2'],
    ]),
  ).toBe(false);
  expect(hasFilters(state('a=1'), [])).toBe(false);
});
