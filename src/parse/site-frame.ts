import type { Message } from '../record/message.ts';
import { isAnnexName } from './constructs/annex.ts';
import { bearsMotto } from './constructs/motto.ts';
import { isRecipientEntry, isRecipientsHeading } from './constructs/recipients.ts';
import { isPersonName, isSignatureLine } from './constructs/signature.ts';
import type { Line } from './lines.ts';

/** A text as a site shows it, without what the site put around it. */
export interface Unframed {
  readonly lines: readonly Line[];
  /** What stood above the letterhead. */
  readonly above: readonly Line[];
  readonly messages: readonly Message[];
}

/**
 * What sites write around a text and no office writes into one: labels of their box of facts, their tools, their
 * rights. Must not match an office's own words (`Tình trạng` in a sentence, `Nơi nhận:`).
 */
const SITE =
  /^(?:(?:Số hiệu|Số\/Ký hiệu|Số ký hiệu|Loại văn bản|Nơi ban hành|Cơ quan ban hành|Người ký|Ngày ban hành|Ngày hiệu lực|Ngày có hiệu lực|Ngày công báo|Số công báo|Ngày đăng|Ngày cập nhật|Cập nhật|Tình trạng|Tình trạng hiệu lực|Lĩnh vực|Trích yếu|Lượt xem|Lượt tải|Chia sẻ|Mã số thuế|Hiệu lực|Ban hành)\s*:|Thuộc tính(?: văn bản)?$|Tóm tắt(?: văn bản)?$|Lược đồ$|Văn bản (?:liên quan|gốc|bị thay thế|thay thế|tiếng Anh|được hướng dẫn)$|Tải (?:về|văn bản|xuống)|Đang tải văn bản|Click (?:vào|trái|phải)|Rà chuột|Trang chủ$|Đăng (?:nhập|ký)$|In (?:trang|bài)|Gửi (?:email|phản hồi)|Chú thích$|FILE (?:ĐƯỢC ĐÍNH KÈM|ATTACHED)|CÁC NỘI DUNG ĐƯỢC SỬA ĐỔI, HƯỚNG DẪN|NỘI DUNG SỬA ĐỔI, HƯỚNG DẪN|Tìm kiếm$|Bình luận$|Bản quyền|Copyright|©|Thưa Quý khách|Đã biết$|Đang cập nhật$)|THƯ VIỆN PHÁP LUẬT|ThuVienPhapLuat|LuatVietnam|Văn bản này chưa cập nhật nội dung Tiếng Anh|Văn bản này thuộc quyền|Bản dịch này thuộc quyền|\[email.protected\]|^Công báo điện tử|Cổng thông tin điện tử.{0,60}(?:ghi rõ nguồn|bản quyền)/u;

/**
 * Below a signature only what no form and no annex has: a form asks for `Số hiệu:`, `Ngày ban hành:`, `Mã số thuế:`,
 * too.
 */
const SITE_BELOW =
  /^(?:(?:Cập nhật|Tình trạng|Tình trạng hiệu lực|Lượt xem|Lượt tải|Chia sẻ|Hiệu lực)\s*:|Thuộc tính văn bản$|Lược đồ$|Văn bản (?:liên quan|gốc|bị thay thế|thay thế|tiếng Anh|được hướng dẫn)$|Tải (?:về|văn bản)|Click (?:vào|trái|phải)|Rà chuột|Trang chủ$|Đăng nhập$|Gửi phản hồi|FILE (?:ĐƯỢC ĐÍNH KÈM|ATTACHED)|NỘI DUNG SỬA ĐỔI, HƯỚNG DẪN|Bình luận$|Bản quyền|Copyright|©|Thưa Quý khách)|THƯ VIỆN PHÁP LUẬT|ThuVienPhapLuat|LuatVietnam|Văn bản này chưa cập nhật nội dung Tiếng Anh|Văn bản này thuộc quyền|Bản dịch này thuộc quyền|\[email.protected\]/u;

/** So many of them make a frame; one alone may be the text's own. */
const ENOUGH = 2;

/** A frame at the top is shorter: lines. */
const MAX_TOP = 260;

/** The first line of a letterhead's right cell, in both regimes, also when a margin broke it. */
const MOTTO = /^(?:CỘNG(?: H[OÒÓỌ]\p{Lu}*| HO[ÀA])?|CỘNG H(?:ÒA|OÀ) XÃ HỘI.*|ĐẢNG(?: CỘNG(?: SẢN.*)?)?)$/u;
const NUMBER = /^(?:Số|Luật số|Nghị quyết số)\s*:?\s*(?:\d|\/|[.…])/u;

const textOf = (line: Line | undefined) => line?.content.text.trim() ?? '';

/** Above the motto stand the lines that name the issuer, all in capitals, and nothing else. */
function letterheadAt(lines: readonly Line[]): number {
  const within = lines.slice(0, MAX_TOP);
  let at = within.findIndex(
    (line, index) => MOTTO.test(textOf(line)) && !/^ĐẢNG$/u.test(textOf(within[index + 1])),
  );
  if (at < 0) at = within.findIndex((line) => NUMBER.test(textOf(line)));
  if (at < 0) return -1;
  let first = at;
  for (let index = at - 1; index >= 0 && index > at - 8; index--) {
    const text = textOf(lines[index]);
    if (text !== text.toUpperCase() || SITE.test(text) || !/\p{L}|\*/u.test(text)) break;
    first = index;
  }
  return first;
}

/** Behind a signature: nothing of these is a site's. */
const isTail = (text: string) =>
  isPersonName(text) || isSignatureLine(text) || isRecipientEntry(text) || isRecipientsHeading(text);

/** `Công điện 231/CĐ-TTg chủ động phòng, tránh …`: a rubric of the site. */
const NAMES_IT = /^\p{Lu}[\p{L} ]{2,40}\s(?:số\s)?\d{1,6}\s?[-/]/u;

/** How far before the first word of a site its frame may begin: the name of the text, a rubric. */
const LEAD = 4;

/** Where the frame below the text begins; the number of lines without one. */
function bottomAt(lines: readonly Line[], from: number): number {
  let signed = -1;
  for (let index = from; index < lines.length; index++) {
    const text = textOf(lines[index]);
    if (isRecipientsHeading(text) || (signed < 0 && isSignatureLine(text))) signed = index;
    if (signed < 0 || !SITE_BELOW.test(text)) continue;
    const rest = lines.slice(index, index + 60).filter((line) => SITE_BELOW.test(textOf(line))).length;
    if (rest < ENOUGH) continue;
    // A letterhead or an annex below: more of the file is a document's, and is not thrown away with the frame.
    if (lines.slice(index).some((line) => bearsMotto(textOf(line)) || isAnnexName(textOf(line))))
      return lines.length;
    let first = index;
    for (let before = index - 1; before > signed && before >= index - LEAD; before--) {
      const line = lines[before] as Line;
      // Only what names the document once more belongs to it: notes may stand below the signature.
      if (isTail(textOf(line)) || line.tableRow || !NAMES_IT.test(textOf(line))) break;
      first = before;
      if (line.cellBefore) break; // the cell of the signature ended here
    }
    return first;
  }
  return lines.length;
}

/**
 * Takes away what a site wrote around a copied text: a box of facts and notices above the letterhead, links and
 * notices below the signature. Only where at least two of its words say that it is there.
 */
export function withoutSiteFrame(lines: readonly Line[]): Unframed {
  const letterhead = letterheadAt(lines);
  const above = lines.slice(0, Math.max(0, letterhead)).filter((line) => SITE.test(textOf(line))).length;
  const top = above >= ENOUGH ? letterhead : 0;
  const bottom = bottomAt(lines, top);
  if (top === 0 && bottom === lines.length) return { lines, above: [], messages: [] };
  const count = top + lines.length - bottom;
  return {
    lines: lines.slice(top, bottom),
    above: lines.slice(0, top),
    messages: [
      {
        ruleId: 'lines/site-frame',
        severity: bottom < lines.length ? 'warning' : 'info',
        reason: `${count} lines that a web site put around the text were left out. Compare the ends of the text with the original.`,
        actual: `${top} above, ${lines.length - bottom} below`,
      },
    ],
  };
}
