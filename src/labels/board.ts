import { NONE } from '../engine/names.ts';
import type { Timing } from '../engine/projection/task-time.ts';
import type { Indicator } from '../record/indicator.ts';
import type { DeadlineState } from '../search/deadline-states.ts';
import type { BoardTable } from '../statistics/board.ts';
import { leadingCells, leadingRows } from '../statistics/leading.ts';
import type { Words } from './words.ts';

/** What a part of the board is called; agencies by the role that they are counted in. */
export function partTitle(name: keyof Words['statistics']['parts'], role: string, words: Words): string {
  const { byCoordinator, parts } = words.statistics;
  return name === 'agencies' && role === 'coordinator' ? byCoordinator : parts[name];
}

/** What the columns of a table are called. */
export function columnLabels({ name, columns }: BoardTable, words: Words): string[] {
  return columns.map(({ value, label }) =>
    name === 'deadlines' ? words.statistics.deadlineStates[value as DeadlineState] : label,
  );
}

/** Tables whose message is in their cells; that of the others is in their rows. */
const BY_CELLS: readonly BoardTable['name'][] = ['agency-theme', 'agency-year'];

/** That no deadline is stated is unknown, too. */
const asUnknown = <Row extends { readonly value: string }>(row: Row): Row =>
  row.value === ('unstated' satisfies Timing) ? { ...row, value: NONE } : row;

/** How many deadlines are overdue, due soon and so on. */
function deadlineSentence({ columns, total }: BoardTable, words: Words): string {
  const L = words.statistics;
  const states = columns
    .filter((column) => column.total > 0)
    .map((column) => `${L.deadlineStates[column.value as DeadlineState]}: ${words.number(column.total)}`);
  return L.deadlines(total, states.join('; '));
}

/** What stands out of a table, in a sentence or one for each role; none where nothing is known. */
export function leadingSentences(table: BoardTable, words: Words): string[] {
  const L = words.statistics;
  if (table.name === 'load')
    return table.columns.flatMap((column, i) => {
      const rows = table.rows.map((row, r) => ({ ...row, total: table.cells[r]?.[i] ?? 0 }));
      const leading = leadingRows(rows);
      return leading ? [L.leadingRole(leading.labels, leading.total, column.label)] : [];
    });
  if (table.name === 'deadlines') return [deadlineSentence(table, words)];
  const leading = BY_CELLS.includes(table.name)
    ? leadingCells(table)
    : leadingRows(table.rows.map(asUnknown));
  return leading ? [L.leading(leading.labels, leading.total, table.total, leading.unknown)] : [];
}

/** `≥ 85`, `70–80`. */
export function indicatorValue({ comparison, value, valueTo }: Indicator, words: Words): string {
  const upTo = valueTo === null ? '' : `–${words.rate(valueTo)}`;
  return `${words.statistics.comparisons[comparison]} ${words.rate(value)}${upTo}`;
}
