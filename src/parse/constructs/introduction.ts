/** A value with its place in the text searched. */
export interface FoundText {
  readonly value: string;
  readonly span: readonly [number, number];
}

/** With what the issuer says that it draws the document up. */
const DRAWS_UP =
  /\s(?:phối hợp [^.;:]{2,60}? )?(?:xây dựng|ban hành|đề ra|lập)\s+(?:nội dung )?(?:kế hoạch|chương trình(?: hành động)?|hướng dẫn|đề án|phương án)(?![\p{L}])/giu;

/** `lãnh đạo Ban Dân vận Tỉnh ủy` speaks for the body: the body is the issuer. */
const BODY_BEFORE =
  /(?:^|[,;.]\s+)(?:lãnh đạo |tập thể lãnh đạo )?((?:Ban|Ủy ban|Uỷ ban|UBND|Đảng ủy|Đảng uỷ|Tỉnh ủy|Thành ủy|Huyện ủy|Thường trực|Sở|Bộ|Hội|Văn phòng|Chi bộ|Công an|Liên đoàn|Tỉnh đoàn|Đoàn|Mặt trận|Hội đồng)\s?[^,;.:]{0,110})$/u;

/**
 * The issuer, where the letterhead is lost:
 *
 *     > | … ; Ban Dân vận Tỉnh ủy xây dựng kế hoạch thực hiện như sau:
 *             ^^^^^^^^^^^^^^^^^^^
 *
 * Must not match bodies that are told to draw a plan up: only the introduction is searched, and the first one holds.
 */
export function findInferredIssuer(introduction: string): FoundText | null {
  for (const match of introduction.matchAll(DRAWS_UP)) {
    const before = introduction.slice(Math.max(0, match.index - 200), match.index);
    const body = BODY_BEFORE.exec(before)?.[1];
    if (!body) continue;
    const value = body.replace(/\s+phối hợp.*$/u, '').trim();
    const start = match.index - body.length;
    return { value, span: [start, start + value.length] };
  }
  return null;
}

/** `xây dựng kế hoạch thực hiện công tác dân vận năm 2024, như sau:` Group 1 the type, group 2 the title. */
const NAMES_ITSELF =
  /(?:xây dựng|ban hành|đề ra)\s+(kế hoạch|chương trình hành động|chương trình|hướng dẫn)\s+((?:thực hiện|triển khai|công tác|tổ chức|về)\s(?!như sau|với các nội dung)[^.;:]{5,250}?)(?=,?\s+(?:như sau|với|cụ thể|gồm)|:)/iu;

/** Type and title where both are lost, as the introduction says them; null unless it says more than `thực hiện như sau`. */
export function findInferredTitle(
  introduction: string,
): { type: string; title: string; span: readonly [number, number] } | null {
  const match = NAMES_ITSELF.exec(introduction);
  if (!match) return null;
  const [found, type = '', title = ''] = match;
  const start = match.index + found.length - title.length;
  return { type: type.toLowerCase(), title, span: [start, start + title.length] };
}
