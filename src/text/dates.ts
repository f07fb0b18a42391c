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

/**
 * The ways in which a day is written (cách ghi ngày), as runs of syllables: `19 5 2023`, `19 05 2023`, `19 tháng 5 năm
 * 2023`, with and without zeros before one digit. What stands between the numbers makes no other way.
 *
 * @param syllables a day in one of these ways, in lower case, with marks or without them
 * @returns all ways, that of the syllables among them; none for what is no day of the calendar
 */
export function spellingsOfDay(syllables: readonly string[]): string[][] {
  const numbers =
    syllables.length === 3
      ? syllables
      : syllables.length === 5 &&
          /^th[áa]ng$/u.test(syllables[1] ?? '') &&
          /^n[ăa]m$/u.test(syllables[3] ?? '')
        ? [syllables[0], syllables[2], syllables[4]]
        : [];
  const [day = '', month = '', year = ''] = numbers;
  if (!/^\d{1,2}$/u.test(day) || !/^\d{1,2}$/u.test(month) || !/^\d{4}$/u.test(year)) return [];
  if (!toIsoDate(Number(year), Number(month), Number(day))) return [];
  const ways = (number: string) => [...new Set([String(Number(number)), number.padStart(2, '0')])];
  return ways(day).flatMap((d) =>
    ways(month).flatMap((m) => [
      [d, m, year],
      [d, 'tháng', m, 'năm', year],
    ]),
  );
}

const VIET_NAM_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });

/** The day in Viet Nam at an instant, `YYYY-MM-DD`. */
export function dayInVietNam(instant: Date): string {
  return VIET_NAM_DAY.format(instant);
}

const FIRST_DAY = '0001-01-01';
const LAST_DAY = '9999-12-31';

/** A day whose parts may run over (day 0 is the last of the month before); never beyond the years that are written. */
function dayOf(year: number, month: number, date: number): string {
  const day = new Date(0);
  day.setUTCFullYear(year, month - 1, date); // Date.UTC takes the years up to 99 for those of another century
  if (day.getUTCFullYear() < 1) return FIRST_DAY;
  return day.getUTCFullYear() > 9999 ? LAST_DAY : day.toISOString().slice(0, 10);
}

/** The last day that a date means: of its year, of its month, or itself. */
export function lastDayOf(date: PartialDate): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number?, number?];
  if (day !== undefined) return date;
  return dayOf(year, (month ?? 12) + 1, 0);
}

/** The day so many days later (or before). */
export function daysAfter(day: string, days: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return dayOf(year, month, date + days);
}

/** The same day so many years later (or before); 29 February is 28 where there is none. */
export function yearsAfter(day: string, years: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return (
    toIsoDate(year + years, month, date) ?? lastDayOf(`${year + years}-${String(month).padStart(2, '0')}`)
  );
}

/** The quarter (quý) that a month or a day lies in: `2024-Q1`. */
export function quarterOf(date: PartialDate): string {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** The first and the last day of the quarter that a day lies in. */
export function quarterAround(day: string): readonly [first: string, last: string] {
  const month = Math.ceil(Number(day.slice(5, 7)) / 3) * 3;
  const pad = (value: number) => String(value).padStart(2, '0');
  return [`${day.slice(0, 4)}-${pad(month - 2)}-01`, lastDayOf(`${day.slice(0, 4)}-${pad(month)}`)];
}
