import { describe, expect, test } from 'vitest';
import { taskTime } from '../../src/engine/projection/task-time.ts';
import { NO_SCHEDULE, type Schedule } from '../../src/record/task.ts';

const schedule = (facts: Partial<Schedule>): Schedule => ({ ...NO_SCHEDULE, ...facts });
const PLAN_OF_2024 = { subjectYear: 2024, issuedOn: '2023-12-20' };
const ISSUED_2023 = { subjectYear: null, issuedOn: '2023-05-19' };
const UNKNOWN = { subjectYear: null, issuedOn: null };

describe('the year of a task', () => {
  test.each([
    ['as written', { text: 'Quý IV/2023', years: [2023] }, PLAN_OF_2024, ['2023'], 'stated'],
    ['as the plan completes it', { text: 'trong quý II', years: [2024] }, PLAN_OF_2024, ['2024'], 'plan'],
    ['of the plan, where nothing is written', { years: [2024] }, PLAN_OF_2024, ['2024'], 'plan'],
    ['of the plan, for ongoing work, too', { text: 'thường xuyên' }, PLAN_OF_2024, ['2024'], 'plan'],
    ['of issue, where the plan is of no year', { text: 'thường xuyên' }, ISSUED_2023, ['2023'], 'issued'],
    ['unknown', {}, UNKNOWN, ['none'], 'none'],
    [
      'several, as written',
      { text: '2024 - 2026', years: [2024, 2025, 2026] },
      UNKNOWN,
      ['2024', '2025', '2026'],
      'stated',
    ],
  ] as const)('%s', (_, facts, document, year, basis) => {
    expect(
      taskTime(schedule({ ...facts, years: [...('years' in facts ? facts.years : [])] }), document),
    ).toMatchObject({
      year,
      yearBasis: basis,
    });
  });
});

describe('the deadline of a task', () => {
  test.each([
    ['2023-02-14', { due: '2023-02-14', quarter: '2023-Q1', month: '2023-02' }],
    ['2024-02', { due: '2024-02-29', quarter: '2024-Q1', month: '2024-02' }],
    ['2023-12', { due: '2023-12-31', quarter: '2023-Q4', month: '2023-12' }],
    // a year alone is no quarter's and no month's
    ['2025', { due: '2025-12-31', quarter: '2025', month: '2025' }],
    [null, { due: null, quarter: 'none', month: 'none' }],
  ])('%s', (to, expected) => {
    expect(taskTime(schedule({ to }), UNKNOWN)).toMatchObject(expected);
  });

  test('a task may have one and wait for a condition; work without one is ongoing, annual or unstated', () => {
    const timing = (facts: Partial<Schedule>) => taskTime(schedule(facts), UNKNOWN).timing;
    expect(timing({ to: '2023', condition: 'sau khi có văn bản' })).toEqual(['dated', 'conditional']);
    expect(timing({ recurrence: 'ongoing' })).toEqual(['ongoing']);
    expect(timing({ recurrence: 'annual', to: '2023-11' })).toEqual(['dated', 'annual']);
    expect(timing({ recurrence: 'once' })).toEqual(['unstated']);
  });
});
