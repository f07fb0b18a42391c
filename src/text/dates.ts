/** A calendar date as far as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Never an instant, so no time zone. */
export type PartialDate = string;

/**
 * `ngày 17/11/2022`, `ngày 05-5-2023`, `17.11.2022`. Day, month, year.
 * Must not match inside a document number (`15/2022/NĐ-CP` has no third number).
 */
export const NUMERIC_DATE = /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/u;

/** `ngày 19 tháng 5 năm 2023`, also with dots and spaces left to fill in (then the day is missing). */
export const WORDED_DATE = /ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/iu;

/** `YYYY-MM-DD` if there is such a day in the calendar, else null (31/2, month 13, year 0). */
export function toIsoDate(year: number, month: number, day: number): string | null {
  if (![year, month, day].every(Number.isInteger)) return null; // places left to fill in
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** A date found in a text. */
export interface FoundDate {
  readonly date: string;
  /** Offsets within the text searched. */
  readonly span: readonly [number, number];
}

/** The first date in a text in either spelling; null if there is none or it is not in the calendar. */
export function findDate(text: string): FoundDate | null {
  for (const pattern of [WORDED_DATE, NUMERIC_DATE]) {
    const match = pattern.exec(text);
    if (!match) continue;
    const date = toIsoDate(Number(match[3]), Number(match[2]), Number(match[1]));
    if (date) return { date, span: [match.index, match.index + match[0].length] };
  }
  return null;
}
