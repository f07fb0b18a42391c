import { NONE } from '../engine/names.ts';
import type { DeadlineState } from '../search/deadline-states.ts';
import type { Axis } from './cross-table.ts';

/** Colours that are told apart, the last of which is for what is unknown (../shared/look.md, series 1 to 8). */
const COLOURS = 8;

/** Deadlines have theirs whatever there is of them: what is overdue is seen at once. */
const OF_DEADLINES: Readonly<Record<DeadlineState, number>> = { done: 3, overdue: 6, soon: 2, later: 1 };

/**
 * Which colour and pattern each series of a chart has, 1 to 8; 0 for what is drawn as one, because more colours could not
 * be told apart. The largest have one.
 *
 * @param counts by which the largest are found: those of the whole board, so that a theme looks the same in all charts
 */
export function swatchesOf(series: readonly Axis[], counts: Readonly<Record<string, number>>): number[] {
  if (series.every(({ value }) => value in OF_DEADLINES))
    return series.map(({ value }) => OF_DEADLINES[value as DeadlineState]);
  const ranked = Object.entries(counts)
    .filter(([value]) => value !== NONE)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([value]) => value);
  const own = [...ranked, ...series.map(({ value }) => value).filter((value) => value !== NONE)];
  const chosen = [...new Set(own)].slice(0, COLOURS - 1);
  return series.map(({ value }) => (value === NONE ? COLOURS : chosen.indexOf(value) + 1));
}
