import type { Signer } from '../../record/metadata.ts';

/**
 * On whose behalf (thay mặt, ký thay, thừa lệnh):
 *
 *     > | T/M BAN THƯỜNG VỤ     KT. CHỦ TỊCH     TL. BỘ TRƯỞNG
 *         ^^^                   ^^^              ^^^
 */
const ON_BEHALF = /^(?:T\/M|TM\.?|K\/T|KT\.?|T\/L|TL\.?|TUQ\.?|Q\.)\s*(?=\p{Lu}{2})/u;

/** `TRƯỞNG BAN`, `PHÓ CHỦ TỊCH`: capitals that name a post. Must not match a heading such as `PHỤ LỤC`. */
const POSITION =
  /^(?:QUYỀN |PHÓ |PHÓ TỔNG )?(?:TRƯỞNG|CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|TỔNG|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|CHÁNH|VỤ TRƯỞNG|CỤC TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|CHỦ NHIỆM|THƯỜNG TRỰC|ỦY VIÊN|UỶ VIÊN|THỐNG ĐỐC|CHI CỤC|THỐNG|ĐẠI TÁ|TRUNG TƯỚNG|THIẾU TƯỚNG|TỔ TRƯỞNG|THƯ KÝ|PHÓ)/u;

/** `Đặng Văn A`, with academic titles before: two to six syllables, each with a capital. */
const NAME = /^(?:(?:GS|PGS|TS|ThS|BS|Ths|Ts)\.\s*)*(\p{Lu}\p{Ll}{0,6}(?: \p{Lu}\p{Ll}{0,6}){1,5})$/u;

/** Where a post begins behind the name of a body. */
const LOST_BREAK = /\s(?=(?:PHÓ )?(?:BÍ THƯ|CHỦ TỊCH|TRƯỞNG BAN|GIÁM ĐỐC)(?:$| THƯỜNG TRỰC$))/u;

/** Lines between a post and a name: room for signature and seal. More is no longer the signature. */
const REACH = 8;

/** True for a line that belongs to a signature block by its form. */
export function isSignatureLine(text: string): boolean {
  return ON_BEHALF.test(text) || (text === text.toUpperCase() && POSITION.test(text) && text.length < 80);
}

/** True for what can be the name of a person. */
export function isPersonName(text: string): boolean {
  return NAME.test(text);
}

/** Sentence case as posts are written in running text: `PHÓ BÍ THƯ` is `Phó Bí thư`, `TRƯỞNG BAN` is `Trưởng Ban`. */
function toSentenceCase(text: string): string {
  const capital = (found: string) => found.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
  return capital(text.toLowerCase()).replace(
    /(?<=^(?:Phó|Quyền) )\p{L}+|(?<=^(?:Phó )?[Tt]rưởng )ban/gu,
    capital,
  );
}

/** A signer and where the parts stand, as indexes into the lines. */
export interface FoundSigner {
  readonly signer: Signer;
  readonly first: number;
  readonly last: number;
}

/**
 * The signer (người ký) in the lines of a tail, recipients left out. One name or none: what follows the first
 * block (a second signature of a joint paper, a site's footer) is not looked at.
 */
export function findSigner(lines: readonly string[]): FoundSigner | null {
  const first = lines.findIndex(isSignatureLine);
  if (first < 0) return null;
  let onBehalfOf: string | null = null;
  const positions: string[] = [];
  for (let i = first; i < lines.length && i < first + REACH; i++) {
    const line = (lines[i] ?? '').replace(/^\((?:Đã ký|đã ký)\)\s*/u, '');
    const name = NAME.exec(line)?.[1];
    if (name && (positions.length > 0 || onBehalfOf)) {
      return {
        signer: {
          name,
          position: positions.length > 0 ? toSentenceCase(positions.join(' ')) : null,
          onBehalfOf,
        },
        first,
        last: i,
      };
    }
    if (line !== line.toUpperCase() || !/\p{Lu}{2}/u.test(line)) continue;
    if (ON_BEHALF.test(line)) {
      // `T/M TỈNH ỦY BÍ THƯ`: a line break that was lost between the body and the post
      const post = /^T\/?M/u.test(line) ? LOST_BREAK.exec(line) : null;
      const behalf = post ? line.slice(0, post.index) : line;
      onBehalfOf = onBehalfOf ? `${onBehalfOf} ${behalf}` : behalf;
      if (post) positions.push(line.slice(post.index + 1));
    } else if (onBehalfOf && positions.length === 0 && !POSITION.test(line)) {
      onBehalfOf = `${onBehalfOf} ${line}`; // `TM. ỦY BAN NHÂN` + `DÂN`
    } else {
      positions.push(line);
    }
  }
  return null;
}
