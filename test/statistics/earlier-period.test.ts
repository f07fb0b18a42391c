import { describe, expect, test } from 'vitest';
import { taskFilters } from '../../src/search/filters.ts';
import { earlierPeriod } from '../../src/statistics/earlier-period.ts';

const earlier = (filters: object) => earlierPeriod(taskFilters.parse(filters));

describe('the same period before', () => {
  test('is a year before, whatever the time is named by', () => {
    expect(earlier({ year: ['2024'] })).toEqual({ filters: { year: ['2023'] }, years: 1 });
    expect(earlier({ quarter: ['2024-Q1', '2024'] })?.filters).toEqual({ quarter: ['2023-Q1', '2023'] });
    expect(earlier({ month: ['2024-02'], from: '2024-02-29', to: '2024-12-31' })?.filters).toEqual({
      month: ['2023-02'],
      from: '2023-02-28',
      to: '2023-12-31',
    });
  });

  test('of several years is as many before as they span; what is excluded moves along', () => {
    expect(earlier({ year: ['2023', '2024'] })).toEqual({ filters: { year: ['2021', '2022'] }, years: 2 });
    expect(earlier({ year: ['2024', '!2025', '!none'] })?.filters).toEqual({
      year: ['2023', '!2024', '!none'],
    });
    expect(earlier({ quarter: ['2023', '2024-Q1'] })?.filters).toEqual({ quarter: ['2021', '2022-Q1'] });
    expect(earlier({ dueFrom: '2023-01-01', dueTo: '2024-12-31' })).toEqual({
      filters: { dueFrom: '2021-01-01', dueTo: '2022-12-31' },
      years: 2,
    });
  });

  test('is none where no time is chosen, or one that has none before it', () => {
    expect(earlier({})).toBeNull();
    expect(earlier({ theme: ['ton-giao'], year: ['!2024'] })).toBeNull();
    expect(earlier({ year: ['none'] })).toBeNull();
    expect(earlier({ month: ['none'] })).toBeNull();
    expect(earlier({ from: '2023-01-01' })).toBeNull();
    expect(earlier({ year: ['2024'], dueTo: '2024-06-30' })).toBeNull();
    expect(earlier({ year: ['0001'] })).toBeNull();
  });
});
