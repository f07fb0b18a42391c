import type { IndexMeta } from '../engine/meta.ts';
import { NONE } from '../engine/names.ts';
import type { Language } from '../labels/language.ts';
import { type State, without } from '../search/state.ts';
import type { BoardTable } from '../statistics/board.ts';
import type { Period } from '../statistics/earlier-period.ts';

/** Parameters of the board that say how it is looked at, and nothing of which tasks are meant. */
export const VIEW_PARAMETERS = ['stack', 'step', 'sort'] as const;

/** How a table of the board is drawn (biểu đồ); tables that are not named here are their own picture. */
export const CHARTS = {
  agencies: { kind: 'bars', stacked: true },
  themes: { kind: 'columns', stacked: true },
  deadlines: { kind: 'columns', stacked: true },
  timing: { kind: 'bars', stacked: false },
  load: { kind: 'bars', stacked: false },
  new: { kind: 'columns', stacked: false },
} as const;

/** The charts that events are marked in. */
export const IN_TIME: readonly string[] = ['themes', 'new'];

/** Events with their names in a language. */
export function eventsIn({ events }: Pick<IndexMeta, 'events'>, language: Language) {
  return events.map(({ on, label }) => ({ on, label: label[language] }));
}

/** Rows of a table that are on the page, and drawn; a longer table is a file, or is narrowed. */
export const MOST_ROWS = 15;

/** Tables whose rows are periods, in the order of time. */
const IN_ORDER_OF_TIME: readonly string[] = ['themes', 'deadlines', 'new'];

/**
 * Which rows of a table there is room for, by their index: the first ones, or of periods those around the present day,
 * most of them before it. What is unknown is never cut off.
 *
 * @param sorted whether the reader chose the order: then the first ones are wanted, whatever they are
 */
export function rowsWithRoom(
  { name, rows }: Pick<BoardTable, 'name' | 'rows'>,
  most: number,
  day: string,
  sorted = false,
): number[] {
  const known = [...rows.keys()].filter((i) => rows[i]?.value !== NONE);
  const unknown = [...rows.keys()].filter((i) => rows[i]?.value === NONE);
  const room = Math.max(1, most - unknown.length);
  let first = 0;
  if (!sorted && IN_ORDER_OF_TIME.includes(name)) {
    const present = known.findIndex((i) => (rows[i]?.value ?? '').slice(0, 7) >= day.slice(0, 7));
    const upTo = present < 0 ? known.length : Math.min(known.length, present + Math.ceil(room / 4));
    first = Math.max(0, upTo - room);
  }
  const shown = [...known.slice(first, first + room), ...unknown];
  return sorted ? shown.sort((a, b) => a - b) : shown;
}

/** The state of the board in the same period before. */
export function earlierState(state: State, { filters }: Period): State {
  let next = state;
  for (const [name, values] of Object.entries(filters)) {
    const list = [values].flat() as string[];
    next = without(next, [name]);
    for (const value of list) next.append(name, value);
  }
  return next;
}

/** How the figures of a snapshot are shown. */
export interface Frozen {
  /** The page of the snapshot. */
  readonly path: string;
  /** The figures as they are now; null where that is not known. */
  readonly figures: ReadonlyMap<string, number> | null;
}
