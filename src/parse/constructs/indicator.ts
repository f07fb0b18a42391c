import type { Indicator } from '../../record/indicator.ts';

/** An indicator within the text that was searched. */
export type FoundIndicator = Omit<Indicator, 'span' | 'taskId'> & { readonly at: number };

const COMPARISONS: readonly { readonly pattern: RegExp; readonly comparison: Indicator['comparison'] }[] = [
  { pattern: /^(?:ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn|≥|>=)/iu, comparison: 'at-least' },
  { pattern: /^(?:không quá|tối đa|không vượt quá|không cao hơn|≤|<=)/iu, comparison: 'at-most' },
  { pattern: /^(?:trên|hơn|vượt|>)/iu, comparison: 'more-than' },
  { pattern: /^(?:dưới|thấp hơn|<)/iu, comparison: 'less-than' },
  { pattern: /^(?:khoảng|gần|xấp xỉ)/iu, comparison: 'about' },
];

/** Words that compare; `đạt`, `có`, `đến` only lead to a number and compare nothing. */
const WORDS =
  'ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn|không quá|tối đa|không vượt quá|không cao hơn|trên|hơn|vượt|dưới|thấp hơn|khoảng|gần|xấp xỉ|≥|>=|≤|<=|>|<';

/**
 * A share in per cent, or a number of things with a word that compares it:
 *
 *     > | trên 85% đảng viên      ít nhất 5% biên chế      100% chi bộ      ít nhất 02 mô hình      từ 70 - 80% hộ
 *         ^^^^^^^^                ^^^^^^^^^^^              ^^^^             ^^^^^^^^^^^             ^^^^^^^^^^^^
 *
 * Groups: 1 the comparison, 2 the number, 3 the end of a range, 4 `%`, 5 `trở lên`. Must not match: `trên 20 năm qua`,
 * `Điều 5`, dates and numbers of documents.
 */
const NUMBER = '(\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?|\\d{1,9}(?:,\\d+)?)';
const SHARE = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(${WORDS})\\s*(?:đạt\\s+|là\\s+)?)?(?:từ\\s+)?${NUMBER}(?:\\s?%?\\s?(?:-|–|đến)\\s?${NUMBER})?\\s?(%|phần trăm)(\\s+trở (?:lên|xuống))?`,
  'giu',
);
const COUNT = new RegExp(
  `(?<![\\p{L}\\p{N}])(ít nhất|tối thiểu|không dưới|không ít hơn|không quá|tối đa|không vượt quá)\\s+(?:là\\s+|từ\\s+|có\\s+)?${NUMBER}(?:\\s?(?:-|–|đến)\\s?${NUMBER})?()(?:\\s+(?=\\p{Ll}))`,
  'giu',
);

/** What is counted: the words behind the number that name it. Time is no indicator. */
const COUNTED =
  /^(?:\p{Ll}+)(?: (?!và|hoặc|trong|của|được|theo|tại|ở|cho|để|về|trở|là|có|đến|từ|mỗi|trên|với)\p{Ll}+)?/u;
const TIME = /^(?:năm|tháng|ngày|giờ|phút|quý|tuần|lần thứ|năm qua|khóa)(?!\p{L})/u;

/** A clause that tells what an indicator is about ends here; it is not longer: characters. */
const END = /[;:.,()](?:\s|$)|\s(?=(?:trong đó|và (?:trên|ít nhất|tối thiểu|\d)))/u;
const MAX_TEXT = 160;

/** `1.500` is fifteen hundred, `95,5` ninety-five and a half. */
function numberOf(text: string): number {
  return Number(text.replace(/\./gu, '').replace(',', '.'));
}

function comparisonOf(word: string | undefined, after: string): Indicator['comparison'] {
  if (/trở lên/iu.test(after)) return 'at-least';
  if (/trở xuống/iu.test(after)) return 'at-most';
  if (!word) return 'exactly';
  return COMPARISONS.find(({ pattern }) => pattern.test(word))?.comparison ?? 'exactly';
}

/** Reported, not aimed at: `đã đạt 85%`, `chiếm 12%`. */
const REPORTED = /(?:đã (?:đạt|có|hoàn thành|thực hiện)|chiếm(?: tỷ lệ)?|giảm còn|hiện có|tương đương)\s*$/iu;

/** The indicators (chỉ tiêu) of one block, in order. */
export function findIndicators(text: string): FoundIndicator[] {
  const found: FoundIndicator[] = [];
  for (const [pattern, sign] of [
    [SHARE, /%|phần trăm/iu],
    [COUNT, /ít nhất|tối thiểu|không dưới|không ít hơn|không quá|tối đa|không vượt quá/iu],
  ] as const) {
    if (!sign.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const [whole, word, first = '', last, percent, beyond = ''] = match;
      const at = match.index;
      if (REPORTED.test(text.slice(Math.max(0, at - 30), at))) continue;
      const end = at + whole.length;
      const rest = text.slice(end, end + MAX_TEXT);
      const counted = percent ? '%' : (COUNTED.exec(rest)?.[0] ?? '');
      if (counted === '' || TIME.test(counted)) continue;
      const stop = END.exec(rest)?.index ?? rest.length;
      const words = text.slice(at, end + stop).trimEnd();
      const value = numberOf(first);
      if (!Number.isFinite(value)) continue;
      found.push({
        at,
        text: words,
        value,
        valueTo: last === undefined ? null : numberOf(last),
        unit: counted,
        comparison: comparisonOf(word, beyond),
      });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}
