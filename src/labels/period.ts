import type { Label } from '../engine/meta.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const ROMAN = ['I', 'II', 'III', 'IV'];

/** What a year, a quarter (quý) or a month is called: `2024`, `2024-Q1`, `2024-03`. Undefined for anything else. */
export function periodLabel(value: string): Label | undefined {
  const [, year, quarter, month] = /^(\d{4})(?:-Q([1-4])|-(\d{2}))?$/u.exec(value) ?? [];
  if (quarter) return { vi: `Quý ${ROMAN[Number(quarter) - 1]}/${year}`, en: `Q${quarter} ${year}` };
  if (month && MONTHS[Number(month) - 1])
    return { vi: `Tháng ${Number(month)}/${year}`, en: `${MONTHS[Number(month) - 1]} ${year}` };
  return year && !month ? { vi: `Cả năm ${year}`, en: `All of ${year}` } : undefined;
}
