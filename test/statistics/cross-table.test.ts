import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Count } from '../../src/statistics/count.ts';
import { crossTable } from '../../src/statistics/cross-table.ts';
import {
  DIMENSIONS,
  type Dimension,
  dimensionColumn,
  isOfAgencies,
  type Role,
} from '../../src/statistics/dimension.ts';
import { type LedgerTask, ledgerOf, select } from '../../src/statistics/ledger.ts';

const task = (facts: Partial<LedgerTask>): LedgerTask => ({
  id: 't',
  documentId: 'd1',
  access: 'public',
  issuedOn: null,
  due: null,
  yearBasis: 'none',
  mainTheme: 'none',
  leadNow: ['none'],
  coordinatorNow: ['none'],
  timing: ['unstated'],
  quarter: 'none',
  month: 'none',
  issued: 'none',
  type: 'kế hoạch',
  issuer: 'A',
  province: 'P',
  year: ['none'],
  theme: ['none'],
  lead: ['none'],
  coordinator: ['none'],
  recurrence: 'once',
  status: 'planned',
  ...facts,
});

/** What an attribute of a task has, as a list. */
const valuesOf = (one: LedgerTask, dimension: Dimension): readonly string[] =>
  [one[dimension === 'department' ? 'lead' : dimension]].flat();

interface Options {
  readonly rows: Dimension;
  readonly columns?: Dimension;
  readonly count: Count;
  readonly role: Role;
}

function tableOf(tasks: readonly LedgerTask[], { rows, columns, count, role }: Options) {
  const ledger = ledgerOf(tasks);
  const axis = (dimension: Dimension) => ({
    column: dimensionColumn(ledger, dimension, { role, agencies: 'written' }),
    agencies: isOfAgencies(dimension),
  });
  return crossTable(ledger, select(ledger, []), {
    rows: axis(rows),
    columns: columns && axis(columns),
    count,
    assigned: axis('department').column,
  });
}

const byDepartment = { rows: 'department', count: 'tasks', role: 'lead' } as const;

describe('crossTable', () => {
  test('a task of two agencies is in both rows, and once in the total', () => {
    const table = tableOf([task({ lead: ['A', 'B'] }), task({ lead: ['A'] })], byDepartment);
    expect(table.rows).toEqual([
      { value: 'A', total: 2 },
      { value: 'B', total: 1 },
    ]);
    expect(table.total).toBe(2);
  });

  test('nobody in charge is a row, too, but no assignment', () => {
    const tasks = [task({ lead: ['A', 'B'] }), task({})];
    expect(tableOf(tasks, byDepartment)).toMatchObject({
      total: 2,
      rows: [{}, {}, { value: 'none', total: 1 }],
    });
    const assignments = tableOf(tasks, { ...byDepartment, count: 'assignments' });
    expect(assignments.total).toBe(2);
    expect(assignments.rows.map(({ total }) => total)).toEqual([1, 1, 0]);
  });

  test('documents are counted once, however many tasks they hold', () => {
    const tasks = [task({ lead: ['A'] }), task({ lead: ['A'] }), task({ lead: ['A'], documentId: 'd2' })];
    expect(tableOf(tasks, { ...byDepartment, count: 'documents' })).toMatchObject({
      total: 2,
      rows: [{ total: 2 }],
    });
  });

  test('names that differ in case only are one row, under the commoner spelling', () => {
    const tasks = [
      task({ lead: ['Các phòng'] }),
      task({ lead: ['các phòng'] }),
      task({ lead: ['Các phòng'] }),
    ];
    expect(tableOf(tasks, byDepartment).rows).toEqual([{ value: 'Các phòng', total: 3 }]);
  });

  const tasks = fc.array(
    fc
      .record({
        documentId: fc.constantFrom('d1', 'd2', 'd3'),
        type: fc.constantFrom('kế hoạch', 'none'),
        issuer: fc.constantFrom('X', 'Y'),
        province: fc.constant('P'),
        year: fc.uniqueArray(fc.constantFrom('2023', '2024', 'none'), { minLength: 1 }),
        theme: fc.uniqueArray(fc.constantFrom('t1', 't2', 't3'), { minLength: 1 }),
        lead: fc.uniqueArray(fc.constantFrom('A', 'B', 'none'), { minLength: 1 }),
        coordinator: fc.uniqueArray(fc.constantFrom('A', 'C'), { minLength: 1 }),
        recurrence: fc.constantFrom('once', 'annual'),
        status: fc.constant('planned'),
        quarter: fc.constantFrom('2024-Q1', 'none'),
      })
      .map(task),
    { maxLength: 40 },
  );

  test('every cell is the number of tasks with its row and its column, in any order of the tasks', () => {
    fc.assert(
      fc.property(
        tasks,
        fc.constantFrom(...DIMENSIONS),
        fc.constantFrom(...DIMENSIONS),
        (list, rows, columns) => {
          fc.pre(rows !== columns);
          const options = { rows, columns, count: 'tasks', role: 'lead' } as const;
          const table = tableOf(list, options);
          table.rows.forEach((row, r) => {
            expect(row.total).toBe(list.filter((one) => valuesOf(one, rows).includes(row.value)).length);
            table.columns.forEach((column, c) => {
              const both = list.filter(
                (one) =>
                  valuesOf(one, rows).includes(row.value) && valuesOf(one, columns).includes(column.value),
              );
              expect(table.cells[r]?.[c]).toBe(both.length);
            });
          });
          expect(tableOf([...list].reverse(), options).total).toBe(table.total);
        },
      ),
    );
  });
});
