import type { Layout } from '../layout.ts';
import type { Line } from '../lines.ts';
import { findMarker } from './marker.ts';

/** The abstract (trích yếu) is a sentence: a printed page has more lines than this, an abstract less. */
const MAX_LINES = 14;

/** With what the introduction begins. Must not match an abstract, which begins in small letters or in capitals. */
const INTRODUCTION =
  /^(?:Thực hiện|Căn cứ|Nhằm|Để|Triển khai|Xét|Theo|Ngày|Kính gửi|Trong|Tiếp tục|Sau|Thời gian qua|Qua|Với|Tại|Phát huy)(?:\s|$)/u;

/**
 * `Triển khai Tháng hành động …` as a paragraph of its own: an abstract has no full stop, and the introduction stands
 * below it.
 */
function isAbstract(text: string, next: Line | undefined): boolean {
  if (/[.;,:]$/u.test(text) || !next || next.blanksBefore === 0) return false;
  const below = next.content.text.trim();
  return INTRODUCTION.test(below) || (findMarker(below)?.level ?? null) !== null;
}

/** The authority that a decision names below its abstract: `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …`. */
const AUTHORITY =
  /^(?:CHỦ TỊCH|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|BỘ TRƯỞNG|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|GIÁM ĐỐC|TỔNG KIỂM TOÁN|ỦY BAN THƯỜNG VỤ|UỶ BAN THƯỜNG VỤ|THỐNG ĐỐC|CỤC TRƯỞNG|BAN CHẤP HÀNH|HỘI ĐỒNG|TỔNG GIÁM ĐỐC|VIỆN TRƯỞNG|CHÁNH ÁN)/u;

const isCapitals = (text: string) => text === text.toUpperCase() && /\p{Lu}{2}/u.test(text);

/**
 * How many of the lines below the name of the type are the abstract:
 *
 *     > | KẾ HOẠCH
 *     > | thực hiện Chương trình hành động của Tỉnh ủy
 *         ^
 *     > | -----
 *
 * It ends at a rule, where the case or the weight of the letters changes, or where the introduction begins.
 * 0 when there is none.
 */
export function countTitleLines(lines: readonly Line[], layout: Layout): number {
  const rule = lines.slice(0, MAX_LINES).findIndex((line, index) => index > 0 && line.ruleBefore);
  let count = 0;
  for (const [index, line] of lines.slice(0, MAX_LINES).entries()) {
    const text = line.content.text.trim();
    const before = lines[index - 1];
    const marker = findMarker(text);
    if (line.ruleBefore && (index > 0 || rule < 0) && count > 0) break;
    if (
      (marker && marker.level !== null && marker.kind !== 'bracketed') ||
      /^Kính gửi|^\(?(?:Ban hành )?[Kk]èm theo/u.test(text)
    )
      break;
    if (index > 0 && AUTHORITY.test(text) && line.strong) break;
    if (index > 0 && AUTHORITY.test(text) && isCapitals(text) && line.blanksBefore > 0) break;
    if (before) {
      const first = (lines[0] as Line).content.text.trim();
      const sameRun = line.continuesRun && line.blanksBefore === 0;
      if (isCapitals(first) && !isCapitals(text) && !sameRun) break;
      if ((lines[0] as Line).strong && !line.strong && !sameRun && !isCapitals(text)) break;
      const goesOn = /[,;]$/u.test(before.content.text.trim()) || /^(?:\p{Ll}|\(\d)/u.test(text);
      if (
        !layout.doubleSpaced &&
        line.blanksBefore > 0 &&
        !(goesOn && !INTRODUCTION.test(text)) &&
        !(line.strong && before.strong) &&
        !isCapitals(text) &&
        rule < 0
      )
        break;
      if (rule < 0 && INTRODUCTION.test(text) && !line.strong) break;
    } else if (
      INTRODUCTION.test(text) &&
      !line.strong &&
      line.blanksBefore > 0 &&
      rule < 0 &&
      !isAbstract(text, lines[index + 1])
    ) {
      break;
    }
    count++;
  }
  return count;
}
