import { canonical } from '../../text/canonical.ts';
import { withoutEnd } from '../../text/trim.ts';
import { provinceIn } from './province.ts';

/** The issuing body (cơ quan ban hành) and the one above it, as the letterhead names them. */
export interface Letterhead {
  readonly issuer: string | null;
  readonly parentBody: string | null;
  /** Indexes of the cells that name them. */
  readonly cells: readonly number[];
}

/** Motto, name of the State, title of Party papers: stand beside the issuer and name nobody. */
const MOTTO =
  /cộng hòa xã hội|chủ nghĩa việt nam|độc lập\s*-\s*tự do|đảng cộng sản việt nam|^hội chủ nghĩa|^cộng hòa xã$|^cộng sản việt nam|^đoàn (?:tncs|thanh niên cộng sản) hồ chí minh$/u;

/** No line of a letterhead is longer, both of its columns together: characters. */
const MAX_CELL = 300;

/** The motto in the same line, where a converter lost the gap between the columns. */
const MOTTO_BESIDE = /\s(?:CỘNG H[ÒO][ÀA]? XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM)[^\n]{0,60}$/u;

/** A line that names a body begins with one of these, in capitals. */
const BODY =
  /^(?:BAN|ỦY BAN|UỶ BAN|TỈNH|THÀNH|HUYỆN|THỊ|QUẬN|XÃ|PHƯỜNG|ĐẢNG|CHI BỘ|SỞ|BỘ|VĂN PHÒNG|HỘI|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|CÔNG AN|MẶT TRẬN|MTTQ|UBND|HĐND|UBMTTQ|ĐOÀN|LIÊN ĐOÀN|TỔNG|CỤC|CHI CỤC|VIỆN|TRƯỜNG|TÒA ÁN|TOÀ ÁN|KIỂM TOÁN|THANH TRA|NGÂN HÀNG|TRUNG TÂM|PHÒNG|BÁO|ĐÀI|BCH|CHỦ TỊCH|HỌC VIỆN|KHO BẠC|BẢO HIỂM|TẬP ĐOÀN|ĐẠI HỌC)(?:\s|$)/u;

/** Goes on with the body above: `ỦY BAN NHÂN DÂN` + `TỈNH ĐẮK LẮK`. Must not match `TỈNH ỦY …`, a body of its own. */
const PLACE =
  /^(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|XÃ|PHƯỜNG|ĐẶC KHU)\s+(?!(?:ỦY|UỶ)(?!\p{L}))/u;

/** Boards of a committee: their name is complete only with the committee's. */
const BOARD =
  /^(?:BAN (?:DÂN VẬN|TỔ CHỨC|TUYÊN GIÁO|NỘI CHÍNH|TUYÊN GIÁO VÀ DÂN VẬN|CÁN SỰ)|VĂN PHÒNG|(?:ỦY|UỶ) BAN KIỂM TRA|BAN THƯỜNG VỤ|BAN THƯỜNG TRỰC|BAN CHẤP HÀNH)(?=$|\s*$)/u;

const COMMITTEE = /^(?:TỈNH|THÀNH|HUYỆN|THỊ|QUẬN|XÃ|ĐẢNG) (?:ỦY|UỶ)/u;

/** The Fatherland Front, whose standing board signs for it. */
const FRONT = /^(?:(?:ỦY|UỶ) BAN )?(?:MẶT TRẬN TỔ QUỐC|MTTQ)/u;

/** Words that keep a capital in the names of bodies, besides the first. */
const CAPITAL_AFTER =
  /(?<=(?:^|(?<!ủy|uỷ) )(?:ban|sở|bộ|phòng|báo|đài|hội) )\p{L}|(?<=(?:^| )(?:tỉnh|huyện|xã|phường|quận|phố|khu|trấn) )(?!ủy|uỷ)\p{L}+(?: \p{L}+)*$/gu;

/** Abbreviations in the names of bodies, which stay in capitals. */
const ABBREVIATION = /(?<!\p{L})(?:tncs|mttq|ubmttq|ubnd|hđnd|bch|btv|tw|lhpn|lđlđ|ccb)(?!\p{L})/gu;

/**
 * The name as running text writes it: as the document itself does where it names the body, else with capitals where
 * names of bodies have them.
 */
export function toRunningText(name: string, text: string, folded = canonical(text)): string {
  const wanted = canonical(name);
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const found = text.slice(at, at + wanted.length);
    if (found !== found.toUpperCase() && /^\p{Lu}/u.test(found)) return found;
  }
  const province = provinceIn(name);
  let lower = name
    .toLowerCase()
    .replace(ABBREVIATION, (found) => found.toUpperCase())
    .replace(CAPITAL_AFTER, (part) =>
      /^(?:ủy|uỷ)$/u.test(part)
        ? part
        : part
            .split(' ')
            .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
            .join(' '),
    );
  if (province) lower = lower.slice(0, lower.length - province.length) + province;
  lower = lower
    .replace(
      /(?:tỉnh|thành|huyện|quận|thị|đảng) (?:ủy|uỷ)(?!\p{L})/gu,
      (found) => found.charAt(0).toUpperCase() + found.slice(1),
    )
    .replace(/trung ương/giu, 'Trung ương')
    .replace(/mặt trận tổ quốc việt nam/giu, 'Mặt trận Tổ quốc Việt Nam');
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}

/**
 * The issuer in the cells of a letterhead, which are in the order of the text (the left column before the right one
 * of the same line):
 *
 *     > | TỈNH ỦY BÌNH THUẬN        ĐẢNG CỘNG SẢN VIỆT NAM
 *         ^^^^^^^^^^^^^^^^^^ parent
 *     > | BAN DÂN VẬN
 *         ^^^^^^^^^^^ issuer
 *
 * The last body is the issuer, the one before it its parent. `folded` is `text` in canonical form, where it is known. Null where no line names a body.
 */
export function findLetterhead(cells: readonly string[], text: string, folded = canonical(text)): Letterhead {
  const bodies: { name: string; cells: number[] }[] = [];
  let open = false; // the cell before named a body that may go on here
  cells.forEach((cell, index) => {
    if (cell.length > MAX_CELL) {
      open = false;
      return;
    }
    const name = withoutEnd(cell.replace(MOTTO_BESIDE, '').replace(/^[^\p{L}\d(]+/u, ''), /[*_\-–—\s]/u);
    if (
      name === '' ||
      name !== name.toUpperCase() ||
      /\d/u.test(name) ||
      !/\p{Lu}{2}/u.test(name) ||
      name.length > 120
    ) {
      if (!/^[*\-–—_\s]*$/u.test(name)) open = false;
      return;
    }
    if (MOTTO.test(canonical(name))) return;
    const last = bodies[bodies.length - 1];
    if (last && open && (PLACE.test(name) || !BODY.test(name))) {
      last.name += ` ${name}`;
      last.cells.push(index);
    } else if (BODY.test(name)) {
      bodies.push({ name, cells: [index] });
      open = true;
    } else {
      open = false;
    }
  });
  const own = bodies.slice(-2);
  const issuer = own[own.length - 1];
  const parent = own.length > 1 ? own[0] : undefined;
  if (!issuer) return { issuer: null, parentBody: null, cells: [] };
  let complete = issuer.name;
  if (parent && BOARD.test(issuer.name)) {
    if (COMMITTEE.test(parent.name) || FRONT.test(parent.name)) complete += ` ${parent.name}`;
    else if (/^BAN CHẤP HÀNH TRUNG ƯƠNG/u.test(parent.name)) complete += ' TRUNG ƯƠNG';
  }
  return {
    issuer: toRunningText(complete, text, folded),
    parentBody: parent ? toRunningText(parent.name, text, folded) : null,
    cells: own.flatMap((body) => body.cells),
  };
}
