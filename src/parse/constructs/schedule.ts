import type { Schedule } from '../../record/task.ts';
import { toIsoDate } from '../../text/dates.ts';
import { withoutEnd } from '../../text/trim.ts';

/** The time of a task as it stands in a text; offsets into the text searched. */
export interface FoundSchedule {
  readonly schedule: Schedule;
  readonly spans: readonly (readonly [number, number])[];
}

const ROMAN: Readonly<Record<string, number>> = {
  I: 1,
  II: 2,
  III: 3,
  IV: 4,
  '1': 1,
  '2': 2,
  '3': 3,
  '4': 4,
};

/** A time that an expression names, from its first to its last part. */
interface Period {
  readonly from: string;
  readonly to: string;
  readonly start: number;
  readonly end: number;
}

/** `ngày 05/12/2022`, `tháng 6/2023`, `tháng 4 năm 2023`, `quý IV/2023`, `6 tháng đầu năm 2024`, `năm 2023`. */
const PERIOD =
  /(?:ngày\s*)?(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})|ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})|tháng\s+(\d{1,2})\s*(?:\/\s*|-\s*|\s*năm\s+)(\d{4})|qu[ýí]\s+(IV|I{1,3}|[1-4])\s*(?:\/\s*|-\s*|,?\s*năm\s*\/?\s*)(\d{4})|(?:(?:6|sáu) tháng|nửa) (đầu|cuối) năm (\d{4})|(?<![\d/.-])(\d{1,2})\s?\/\s?(\d{4})(?![\d/])|(?:năm\s+(?:học\s+)?|^\s*|(?<=\d{4}\s?[-–]\s?)|(?<=đến\s))(\d{4})(?![\d/])/giu;

const pad = (value: number) => String(value).padStart(2, '0');

function periodsIn(text: string): Period[] {
  const periods: Period[] = [];
  for (const match of text.matchAll(PERIOD)) {
    const [
      found,
      d1,
      m1,
      y1,
      d2,
      m2,
      y2,
      worded,
      wordedYear,
      quarter,
      quarterYear,
      half,
      halfYear,
      m3,
      y3,
      year,
    ] = match;
    const month = worded ?? m3;
    const monthYear = wordedYear ?? y3;
    const start = match.index;
    const end = start + found.length;
    if (y1 ?? y2) {
      const date = toIsoDate(Number(y1 ?? y2), Number(m1 ?? m2), Number(d1 ?? d2));
      if (date) periods.push({ from: date, to: date, start, end });
    } else if (month && monthYear) {
      if (Number(month) >= 1 && Number(month) <= 12) {
        const date = `${monthYear}-${pad(Number(month))}`;
        periods.push({ from: date, to: date, start, end });
      }
    } else if (quarter && quarterYear) {
      const last = (ROMAN[quarter.toUpperCase()] ?? 1) * 3;
      periods.push({
        from: `${quarterYear}-${pad(last - 2)}`,
        to: `${quarterYear}-${pad(last)}`,
        start,
        end,
      });
    } else if (half && halfYear) {
      const [from, to] = /đầu/iu.test(half) ? ['01', '06'] : ['07', '12'];
      periods.push({ from: `${halfYear}-${from}`, to: `${halfYear}-${to}`, start, end });
    } else if (year) {
      periods.push({ from: year, to: year, start, end });
    }
  }
  return periods;
}

/** Must not count as a time of the task: terms of office, phases, years in the names of other things. */
const NOT_A_TIME = /(?:nhiệm kỳ|giai đoạn|khóa|khoá|chủ đề|định hướng)[^,;.]{0,20}$/iu;

/** `sau khi có văn bản chỉ đạo của Trung ương`, `sau tổng kết của tỉnh`. */
const CONDITION = /sau (?:khi|tổng kết|hội nghị|đại hội)[^()]{0,200}/iu;

const yearOf = (date: string) => Number(date.slice(0, 4));

/** More years than this are a vision, not the years of a task. */
const MAX_YEARS = 30;

function yearsBetween(from: string | null, to: string | null): number[] {
  const first = from ?? to;
  if (!first) return [];
  const start = yearOf(first);
  const end = from && to ? yearOf(to) : start;
  if (end < start || end - start > MAX_YEARS) return [start];
  return Array.from({ length: end - start + 1 }, (_, index) => start + index);
}

/**
 * What a time expression says. `year` is the year of the plan, for a month or quarter without one; `deadline` says
 * that the words around it make it the end of the work.
 *
 * @example readSchedule('Quý IV/2023 và những năm tiếp theo') // ongoing from 2023-10, open, [2023]
 * @example readSchedule('hoàn thành trong năm 2024') // once, until 2024
 * @example readSchedule('thực hiện từ năm 2024 - năm 2026') // once, 2024 to 2026
 */
export function readSchedule(expression: string, year: number | null = null, deadline = false): Schedule {
  let text = expression.trim();
  const found = CONDITION.exec(text)?.[0];
  const condition = found === undefined ? null : withoutEnd(found, /[\s,.;:]/u);
  // What a line or a column says of time may be a phase, which a sentence only names.
  const said = (condition ? text.replace(condition, '') : text).replace(/^giai đoạn\s+/iu, '');
  const dated = withYears(
    year === null
      ? said
      : said
          .replace(
            /(tháng\s+\d{1,2}|qu[ýí]\s+(?:IV|I{1,3}|[1-4]))(?![\dIVX]|\s*[/\d-]|,?\s*năm|\s*(?:đầu|cuối))/giu,
            `$1/${year}`,
          )
          .replace(/(ngày\s+\d{1,2}\/\d{1,2})(?![\d/])/giu, `$1/${year}`),
  );
  const periods = periodsIn(dated).filter((period) => !NOT_A_TIME.test(dated.slice(0, period.start)));
  const first = periods[0];
  const last = periods[periods.length - 1];
  text = withoutEnd(expression.trim(), /[\s.;,]/u);
  const base = { text: text === '' ? null : text, condition };
  if (
    /thường xuyên|liên tục|hàng ngày|hằng ngày|hàng tháng|hằng tháng|hàng quý|hằng quý|\d tháng (?:một |1 )?lần/iu.test(
      said,
    )
  ) {
    return {
      ...base,
      recurrence: 'ongoing',
      from: first?.from ?? null,
      to: null,
      years: first ? [yearOf(first.from)] : [],
    };
  }
  if (!first || !last) {
    const annual = /h[àằ]ng năm|mỗi năm|định kỳ/iu.test(said);
    return { ...base, recurrence: annual ? 'annual' : 'unspecified', from: null, to: null, years: [] };
  }
  if (/tiếp theo/iu.test(said)) {
    return { ...base, recurrence: 'ongoing', from: first.from, to: null, years: [yearOf(first.from)] };
  }
  const before = dated.slice(0, first.start).toLowerCase();
  const isRange = first !== last && /(?:^|\s)(?:đến|-|–|tới)/u.test(dated.slice(first.end, last.start));
  if (isRange) {
    const [from, to] = [first.from, last.to];
    return { ...base, recurrence: 'once', from, to, years: yearsBetween(from, to) };
  }
  // `từ ngày 15/3/2026 đến ngày bầu cử`: it ends, on a day that is not said.
  const ends = /^\s*(?:đến|tới)\s/u.test(dated.slice(first.end));
  if (/(?:^|[\s(])từ\s*(?:đầu\s*)?$/u.test(before) && ends && first === last) {
    return { ...base, recurrence: 'once', from: first.from, to: null, years: [yearOf(first.from)] };
  }
  if (/(?:^|[\s(])từ\s*(?:đầu\s*)?$/u.test(before)) {
    return { ...base, recurrence: 'ongoing', from: first.from, to: null, years: [yearOf(first.from)] };
  }
  if (
    deadline ||
    /(?:^|\s)hết\s*$|hoàn thành|xong|trước|chậm nhất|đến(?: hết)?\s*(?:ngày\s*)?$|muộn nhất/u.test(before)
  ) {
    return { ...base, recurrence: 'once', from: null, to: last.to, years: yearsBetween(null, last.to) };
  }
  const [from, to] = [first.from, last.to < first.from ? first.to : last.to];
  return { ...base, recurrence: 'once', from, to, years: yearsBetween(from, to) };
}

/** `từ ngày 01/12 đến ngày 10/12/2025`, `quý III - quý IV/2025`: what a range ends with holds for its beginning. */
function withYears(text: string): string {
  return text
    .replace(
      /(qu[ýí]\s+)(IV|I{1,3}|[1-4])\s*[-–]\s*(IV|I{1,3}|[1-4])(\s*(?:\/|,?\s*năm)\s*\d{4})/giu,
      '$1$2$4 - $1$3$4',
    )
    .replace(
      /(\d{1,2}\/\d{1,2})(?=\s*(?:đến|tới|-|–|,|và)\s*(?:hết\s+)?(?:ngày\s+)?\d{1,2}\/\d{1,2}\/(\d{4}))/gu,
      '$1/$2',
    )
    .replace(
      /((?:tháng\s+\d{1,2}|qu[ýí]\s+(?:IV|I{1,3}|[1-4])))(?=\s*(?:đến|tới|-|–|,|và)\s*(?:hết\s+)?(?:tháng|qu[ýí])\s+(?:IV|I{1,3}|\d{1,2})\s*(?:\/|năm\s+)\s*(\d{4}))/giu,
      '$1/$2',
    );
}

/** With what a time expression begins, in brackets, after a colon, or as a sentence of its own. */
const BEGINS =
  /^(?:(?:đây là )?nhiệm vụ thường xuyên|(?:được )?thực hiện (?:từ|trong|năm|thường xuyên|vào|quý|tháng|h[àằ]ng năm|định kỳ|đến)|hoàn thành (?:từ|trong|trước|vào|năm|quý|tháng|đến|ngày|chậm nhất|xong)|xong (?:trước|trong)|thường xuyên(?:$|[;,.)]| trong)|(?:từ|trong|vào|trước|đến|đầu|cuối|hết|chậm nhất|tháng|quý|năm|ngày)\s[^()]*\d|h[àằ]ng năm$|sau (?:khi|tổng kết) )/iu;

/** What says a time at all: nothing else makes brackets or a sentence a schedule. */
function isTime(text: string): boolean {
  if (text.length > 250 || !BEGINS.test(text.trim())) return false;
  const schedule = readSchedule(text);
  return schedule.recurrence !== 'unspecified' || schedule.condition !== null;
}

const BRACKETS = /\(([^()]{3,250})\)/gu;

/** A time that closes the task behind a colon: `…: Trong quý IV/2023.` */
const AFTER_COLON = /:\s+([^:.]{3,140}(?:\.\d[^:.]{0,20})?)\.?$/u;

/** Longer is no time that closes a task: characters. */
const CLOSING_LENGTH = 220;

/** A last sentence of its own: `Hoàn thành trong tháng 4/2023.`, `Thời gian thực hiện: Quý I/2024.` */
const LAST_SENTENCE =
  /(?<=[.;]\s)((?:Hoàn thành|Thực hiện|Thời gian(?: thực hiện| hoàn thành)?:|Thời hạn(?: hoàn thành)?:|Xong)\s[^.;]{3,140})\.?$/iu;

/** A deadline that closes the sentence: `hoàn thành trước ngày 30/6/2024.` An adverb further inside is none. */
const CLOSING =
  /(?<=[\s,;(])((?:(?:hoàn thành|xong)\s)?(?:trước|chậm nhất(?: là)?(?: vào)?|muộn nhất)\s(?:ngày|tháng|quý|năm)\s[^.;()]{4,40})\)?[.;]*(?:\/\.)?$/iu;

/** Two days, wherever they stand: `từ ngày 15/01/2026 đến hết ngày 15/02/2026`. */
const RANGE =
  /\s(từ ngày\s\d{1,2}\/\d{1,2}(?:\/\d{4})?\s(?:đến|tới)\s(?:hết\s)?ngày\s\d{1,2}\/\d{1,2}\/\d{4})/iu;

/** A day of every year or month: `báo cáo trước ngày 15/12 hằng năm`. */
const EACH_YEAR =
  /(?:^|\s)((?:trước|chậm nhất(?: là)?(?: vào)?)\sngày\s\d{1,2}(?:\/\d{1,2})?\sh[àằ]ng\s(?:năm|tháng|quý))/iu;

/** A month or a quarter that closes the task: `… ở các xã ven sông trong quý II/2025.` */
const LAST_WORDS =
  /\s((?:trong|vào|từ)\s(?:tháng\s\d{1,2}|qu[ýí]\s(?:IV|I{1,3}|[1-4]))\s?(?:\/|-|,?\snăm\s)\s?\d{4})[.;]*(?:\/\.)?$/iu;

/** A day by which something is to be handed in, wherever it stands: `báo cáo … trước ngày 15/11/2025 để tổng hợp`. */
const DUE =
  /(?:hoàn thành|báo cáo|gửi|trình|xong|ban hành|thực hiện)[^.;]{0,160}?\s((?:trước|chậm nhất(?: là)?(?: vào)?|muộn nhất)\s(?:ngày\s\d{1,2}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?|\stháng\s\d{1,2}\snăm\s)\d{4}|(?:tháng|quý)\s[\dIV]{1,3}\s?(?:\/|\snăm\s)\s?\d{4}))/iu;

/**
 * The time that a task's own text says; null where it says none. Two deadlines are joined with ` | `.
 * `year` as in readSchedule.
 */
export function findOwnSchedule(text: string, year: number | null = null): FoundSchedule | null {
  const found: { text: string; span: readonly [number, number] }[] = [];
  let condition: string | null = null;
  for (const match of text.matchAll(BRACKETS)) {
    const inner = match[1] as string;
    if (!isTime(inner)) continue;
    const schedule = readSchedule(inner, year);
    const rest = text.slice(match.index + match[0].length);
    if (schedule.recurrence === 'unspecified' && AFTER_COLON.test(rest.slice(-CLOSING_LENGTH))) {
      condition = schedule.condition; // `(sau tổng kết của tỉnh): Quý IV/2023`: the time follows
      continue;
    }
    found.push({ text: inner.trim(), span: [match.index + 1, match.index + 1 + inner.length] });
  }
  if (found.length === 0) {
    const sentence = text.length > 600 ? text.length - 600 : 0; // what closes a task is at its end
    const end = text.slice(sentence);
    const closes = /trước|chậm nhất/iu.test(end);
    for (const pattern of closes ? [AFTER_COLON, LAST_SENTENCE, CLOSING] : [AFTER_COLON, LAST_SENTENCE]) {
      const match = pattern.exec(end);
      const value = match?.[1];
      if (!match || value === undefined) continue;
      const words = value.replace(/^Th[ờ]i (?:gian|hạn)[^:]{0,20}:\s*/iu, '');
      if (pattern !== CLOSING && !isTime(words)) continue;
      if (pattern === CLOSING && periodsIn(value).length === 0) continue;
      const start = sentence + match.index + match[0].indexOf(value) + (value.length - words.length);
      found.push({ text: words.trim(), span: [start, start + words.length] });
      break;
    }
  }
  if (found.length === 0) {
    const due = DUE.exec(text) ?? RANGE.exec(text) ?? EACH_YEAR.exec(text) ?? LAST_WORDS.exec(text);
    const value = due?.[1];
    if (due && value !== undefined) {
      const start = due.index + due[0].lastIndexOf(value);
      found.push({ text: value, span: [start, start + value.length] });
    }
  }
  const [first] = found;
  if (!first) return null;
  const all = found.map((entry) => readSchedule(entry.text, year));
  const schedule = all[0] as Schedule;
  const spans = found.map((entry) => entry.span);
  if (all.length === 1)
    return { schedule: { ...schedule, condition: schedule.condition ?? condition }, spans };
  const years = [...new Set(all.flatMap((one) => one.years))].sort((a, b) => a - b);
  const froms = all.map((one) => one.from).filter((from) => from !== null);
  const tos = all.map((one) => one.to).filter((to) => to !== null);
  return {
    schedule: {
      text: found.map((entry) => entry.text).join(' | '),
      recurrence: schedule.recurrence,
      from: froms.length === all.length ? (froms.sort()[0] ?? null) : null,
      to: tos.length === all.length ? (tos.sort().at(-1) ?? null) : null,
      years,
      condition: schedule.condition ?? condition,
    },
    spans,
  };
}

/** The sentence begins with it: `Hằng năm tổ chức sơ kết …`. */
export function isAnnualByAdverb(text: string): boolean {
  return /^(?:định kỳ )?(?:h[àằ]ng|mỗi) năm(?!\p{L})/iu.test(text);
}

/** The first action is done all the time: `Thường xuyên theo dõi …`, `Thực hiện thường xuyên việc …`. */
export function isOngoingByVerb(predicate: string): boolean {
  return /^(?:tiếp tục )?(?:thực hiện )?thường xuyên\s/iu.test(predicate);
}

/** Years of the work itself, as milestones: `Đến năm 2025, cơ bản hoàn thiện …; đến năm 2026 thực hiện …`. */
const MILESTONE =
  /(?:^|[.;]\s)đến (?:hết |cuối )?năm (\d{4}),? (?=cơ bản|hoàn|thực hiện|phấn đấu|có|đạt|tỷ lệ|\d)/giu;

/** The years that a task sets as milestones in its text. */
export function findMilestones(text: string): number[] {
  return [...new Set(Array.from(text.matchAll(MILESTONE), (match) => Number(match[1])))].sort(
    (a, b) => a - b,
  );
}

/** A clause whose work is done every year; a rating, an award, a title of every year is not. */
export function isAnnualWork(text: string): boolean {
  if (/^h[àằ]ng năm,/iu.test(text)) return true;
  return text
    .split(/[;.]/u)
    .some(
      (clause) =>
        /h[àằ]ng năm/iu.test(clause) &&
        /kiểm tra|giám sát|sơ kết|tổng kết|hội nghị|đối thoại|chương trình|kế hoạch|khảo sát|rà soát/iu.test(
          clause,
        ) &&
        !/xếp loại[^,]{0,60}h[àằ]ng năm|hoàn thành[^,]{0,40}h[àằ]ng năm|khen thưởng[^,]{0,60}h[àằ]ng năm|tiêu biểu[^,]{0,80}h[àằ]ng năm|biên chế[^,]{0,60}h[àằ]ng năm/iu.test(
          clause,
        ),
    );
}
