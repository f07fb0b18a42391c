import type { Block } from '../record/block.ts';
import type { Citation } from '../record/citation.ts';
import type { Span } from '../record/span.ts';
import { canonical } from '../text/canonical.ts';

/** Words behind which the name of a law does not go on. */
const STOP =
  '(?:và\\s+(?:các|văn bản|Luật|Bộ luật|pháp luật|Nghị định)|của|ngày|năm|số|về|được|có|quy định|do|theo|tại|để|trong|thì|là|hướng dẫn|gắn|đã|khi|từ|với|cho|không|bao gồm|như|trên|khóa|phải|nếu|vào|thuộc|nguồn|ban hành)(?!\\p{L})';

/** `Luật Phòng, chống tham nhũng`: a comma within the first words belongs to the name. */
const LAW = new RegExp(
  `(?<!\\p{L})(?:Bộ luật|Luật) (?!(?:số|này|sửa đổi)(?!\\p{L}))\\p{Lu}\\p{L}*(?: (?!${STOP})\\p{L}+){0,1}(?:,(?= \\p{Ll})(?: (?!${STOP})\\p{L}+){1,12}|(?: (?!${STOP})\\p{L}+){0,14})`,
  'gu',
);

/**
 * Documents that are named without a number, where the name says which one it is:
 *
 *     > | Nghị quyết Trung ương 4 (khóa XI, XII)      Điều lệ Đảng      Luật Tổ chức chính quyền địa phương
 *         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^      ^^^^^^^^^^^^      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 *
 * Must not match: `Nghị quyết của Trung ương`, `nghị quyết đại hội đảng cấp cơ sở`, `Kế hoạch này`, `Luật số …`.
 */
const NAMED: readonly { readonly type: string; readonly pattern: RegExp }[] = [
  {
    type: 'nghị quyết',
    pattern: /Nghị quyết Trung ương \d{1,2}(?:,? ?\(?kh[óo][áa]?a? [IVX]+(?:, ?[IVX]+)*\)?)?/gu,
  },
  {
    type: 'nghị quyết',
    pattern: /Nghị quyết Hội nghị Trung ương (?:lần thứ \p{L}+|\d{1,2})(?: \(?kh[óo][áa]?a? [IVX]+\)?)?/gu,
  },
  { type: 'nghị quyết', pattern: /Nghị quyết Đại hội (?:XIV|XIII|XII|XI|X)(?: của)? Đảng/gu },
  {
    type: 'nghị quyết',
    pattern:
      /Nghị quyết Đại hội (?:Đảng|đại biểu)[^,;.()“"\n]{0,60}? lần thứ [IVX]+(?:,? nhiệm kỳ \d{4} ?[-–] ?\d{4})?/gu,
  },
  { type: 'đề án', pattern: /(?<!\p{L})Đề án [“"][^”"\n]{8,200}[”"]/gu },
  {
    type: 'chiến lược',
    pattern:
      /(?<!\p{L})Chiến lược (?:quốc gia|phát triển|bảo vệ|cải cách)(?: (?!giai đoạn|đến|định hướng|của|được|do|theo|trên|trong|và (?:các|những))[\p{L}]+(?:,(?= \p{Ll}))?){2,14}/gu,
  },
  { type: 'điều lệ', pattern: /Điều lệ Đảng(?! viên)/gu },
  {
    type: 'luật',
    pattern: LAW,
  },
];

/** The first word of any of them. */
const NAMES_ONE = /Nghị quyết|Đề án|Chiến lược|Điều lệ|Luật|Bộ luật/u;

/** Named citations of a text, one per name, with all their mentions. */
export function findNamedCitations(text: string, blocks: readonly Pick<Block, 'span'>[]): Citation[] {
  const found = new Map<string, Citation>();
  for (const { span } of blocks) {
    const part = text.slice(span[0], span[1]);
    if (!NAMES_ONE.test(part)) continue;
    for (const { type, pattern } of NAMED) {
      for (const match of part.matchAll(pattern)) {
        // `Luật Việc làm số 74/2025/QH15` is cited by its number.
        if (
          /^\s*,?\s*số\s*:?\s*\d/u.test(
            part.slice(match.index + match[0].length, match.index + match[0].length + 20),
          )
        )
          continue;
        const name = match[0].replace(/[\s,]+$/u, '').replace(/\s+(?:và|các|đã|khi|từ|với|cho)$/u, '');
        const place: Span = [span[0] + match.index, span[0] + match.index + name.length];
        const key = canonical(name);
        const known = found.get(key);
        if (known) known.mentions.push(place);
        else {
          found.set(key, {
            text: name,
            type,
            number: null,
            symbol: null,
            issuedOn: null,
            issuer: null,
            mentions: [place],
            targetId: null,
          });
        }
      }
    }
  }
  return [...found.values()];
}
