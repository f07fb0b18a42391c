import { expect, test } from 'vitest';
import { leadingCells, leadingRows } from '../../src/statistics/leading.ts';

const row = (value: string, total: number) => ({ value, label: value.toUpperCase(), total });

test('the largest row leads, all of them where several are as large; what is unknown is told apart', () => {
  expect(leadingRows([row('a', 2), row('none', 9), row('b', 3), row('c', 3)])).toEqual({
    labels: ['B', 'C'],
    total: 3,
    unknown: 9,
  });
});

test('where nothing is known nothing leads', () => {
  expect(leadingRows([])).toBeNull();
  expect(leadingRows([row('none', 9), row('a', 0)])).toBeNull();
});

test('the largest cell of what is known in both directions leads', () => {
  const table = {
    rows: [row('a', 7), row('none', 9)],
    columns: [row('x', 2), row('none', 14)],
    cells: [
      [2, 5],
      [0, 9],
    ],
    rowTotals: [7, 9],
    columnTotals: [2, 14],
    total: 16,
  };
  expect(leadingCells(table)).toEqual({ labels: ['A · X'], total: 2, unknown: 0 });
});
