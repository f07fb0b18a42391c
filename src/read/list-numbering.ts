import { toLetters, toRoman } from './markup.ts';

/** A list has nine levels, 0 to 8 (ECMA-376 part 1, 17.9.6; [MS-DOC] 2.9.150). */
export const LAST_LEVEL = 8;

/** One level of a list that Word numbers. */
export interface Level {
  readonly start: number;
  /** As ECMA-376 names it (ST_NumberFormat): `decimal`, `upperRoman`, `bullet`, `none`. */
  readonly format: string;
  /** `%1.%2.`: each `%n` stands for the number of level n. */
  readonly text: string;
  /** Numbers of the levels above in Arabic figures, whatever their own format. */
  readonly legal: boolean;
  /** The number itself is hidden text. */
  readonly hidden: boolean;
  /** The level whose next unit starts this one anew; null for the level above, 0 for never. */
  readonly restartAfter: number | null;
}

/** A list (w:num, LFO): what it is counted by, and the levels that it numbers otherwise. */
export interface List {
  readonly counter: string;
  readonly levels: ReadonlyMap<number, Level>;
  readonly startOverrides: ReadonlyMap<number, number>;
}

/** Counts the paragraphs of lists, in the order of the text. Follows ECMA-376 part 1, 17.9. */
export class ListCounters {
  /** The numbers that are reached, by the definition that lists share. */
  readonly #counters = new Map<string, (number | undefined)[]>();
  readonly #started = new Set<string>();

  /** The label of the next paragraph at a level of a list; null where the list shows none there. */
  next(id: string, list: List, level: number): string | null {
    const definition = list.levels.get(level);
    if (!definition) return null;
    const counters = this.#counters.get(list.counter) ?? [];
    this.#counters.set(list.counter, counters);
    const begun = `${id}/${level}`;
    const override = this.#started.has(begun) ? undefined : list.startOverrides.get(level);
    this.#started.add(begun);
    const current = counters[level];
    counters[level] = override ?? (current === undefined ? definition.start : current + 1);
    for (let deeper = level + 1; deeper < counters.length; deeper++) {
      const after = list.levels.get(deeper)?.restartAfter ?? null;
      if (after === null || (after !== 0 && level < after)) counters[deeper] = undefined;
    }
    if (definition.hidden) return null;
    if (definition.format === 'none') return definition.text === '' ? null : definition.text;
    if (definition.format === 'bullet') return /^[+\-–—]$/u.test(definition.text) ? definition.text : '-';
    return definition.text.replace(/%([1-9])/gu, (_, digit: string) => {
      const at = Number(digit) - 1;
      const shown = list.levels.get(at);
      const value = counters[at] ?? shown?.start ?? 1;
      return format(value, definition.legal && at < level ? 'decimal' : (shown?.format ?? 'decimal'));
    });
  }
}

function format(value: number, style: string): string {
  switch (style) {
    case 'upperRoman':
      return toRoman(value);
    case 'lowerRoman':
      return toRoman(value).toLowerCase();
    case 'upperLetter':
      return toLetters(value).toUpperCase();
    case 'lowerLetter':
      return toLetters(value);
    case 'decimalZero':
      return value < 10 ? `0${value}` : String(value);
    default:
      return String(value);
  }
}
