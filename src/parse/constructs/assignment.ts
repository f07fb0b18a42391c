import { withoutEnd } from '../../text/trim.ts';

/** A part of a text, with its place. */
export interface Part {
  readonly text: string;
  readonly span: readonly [number, number];
}

/**
 * With what the name of a unit begins (cơ quan, đơn vị, người): `Ban Dân vận`, `các phòng chuyên môn`, `Mọi đảng viên`.
 * Must not match verbs that begin alike: `Ban hành …`, `Lãnh đạo việc …`, `Phòng, chống …`, `Bộ phận` is one.
 */
const UNIT =
  /^(?:(?:[Cc]ác|[Nn]hững|[Mm]ọi|[Tt]oàn thể|[Tt]ập thể|[Tt]ừng|[Mm]ỗi) (?:đồng chí |đ\/c )?\p{L}|(?:[Đđ]ồng chí|Đ\/c) |[Ll]ãnh đạo (?:\p{Lu}|các |cơ quan|đơn vị|sở|phòng)|Ban (?:công tác|chỉ đạo|quản lý|tổ chức|thường trực|thường vụ|chấp hành|dân vận|thanh tra|giám sát|bầu cử|soạn thảo|điều hành|giám đốc|lãnh đạo|biên tập|tuyên giáo)(?!\p{L})|Báo và |(?:Sở|Các sở), (?:ban|ngành)|Tổ (?:kiểm tra|công tác|giúp việc|thư ký|liên ngành|chuyên gia)(?!\p{L})|(?:Ban|ban|Bộ|Sở|sở|Cục|Chi cục|Vụ|Viện|Báo|Đài|Trường|Hội|Đoàn|Tổ|Phòng|Quỹ|Kho|Khối|Công ty|Tập đoàn|Tổng) \p{Lu}|(?:[ỦU]y ban|Uỷ ban|[Vv]ăn phòng|[Đđ]ảng đoàn|[Bb]an [Cc]án sự|[Đđ]ảng [uủỷ]\p{L}?|[Tt]hường trực|Tỉnh [ủu]\p{L}?|Tỉnh đoàn|Thành [ủu]\p{L}?|Huyện [ủu]\p{L}?|[Cc]hi bộ|[Cc]hi [ủu]\p{L}?|[Cc]ấp [ủu]\p{L}?|Công an|Hội đồng|Liên đoàn|Liên hiệp|Mặt trận|UBND|HĐND|UBMTTQ|MTTQ|Trung tâm|Tòa án|Toà án|Viện kiểm sát|Viện Kiểm sát|Thanh tra|Kho bạc|Ngân hàng|Bảo hiểm|Thủ trưởng|Chủ tịch|Phó Chủ tịch|Giám đốc|Phó Giám đốc|Bí thư|Trưởng|Chánh|Công đoàn|Đội ngũ|Bộ phận|[Đđ]ơn vị|[Cc]ơ quan|Người đứng đầu|Cán bộ, đảng viên|Thành viên|Bộ đội|Hiệp hội|Điện lực|Phòng chuyên môn|Trạm|Nhân dân các|Phòng, ban|Bộ trưởng|Thứ trưởng|Thủ tướng|Phó Thủ tướng|Chính phủ|Quốc hội|Tổng Giám đốc|Tổng giám đốc|Tổng Bí thư|Chuyên viên|Công chức|Cán bộ (?:phụ trách|chuyên trách|tham mưu)|Doanh nghiệp|Nhà trường|Hộ gia đình|Tổ bầu cử|Ủy viên|Viện trưởng|Cục trưởng|Vụ trưởng|Thống đốc|Tổng Thanh tra|Tổng Kiểm toán|Liên minh) ?)/u;

/** The name of one unit is shorter: characters. */
const MAX_NAME = 200;

/** No list of units is longer: what is, is a damaged text. */
const MAX_UNITS = 200;

/** Between two names. A comma parts names only where another name begins: `các huyện, thị, thành ủy` is one. */
const NEXT_NAME =
  /^(?:\p{Lu}|các |những |toàn thể |mọi |lãnh đạo |cá nhân |chính quyền |cấp ủy |(?:ban|sở|phòng|ủy ban|công an|đảng ủy|văn phòng|đảng đoàn|huyện ủy|thường trực) (?!Đảng)\p{Lu})/u;

/** `Bộ trưởng các Bộ: Quốc phòng, Công an …`: what follows the colon are the names of one collective. */
const OF_SEVERAL = /(?:[Cc]ác|[Nn]hững) [^;:]{1,60}:/u;

/**
 * Splits a list of units at `;`, `,` and `và` between names, keeping collectives whole.
 *
 * @example 'Các ban Đảng, Văn phòng Tỉnh ủy; các huyện, thị, thành ủy, đảng ủy trực thuộc tỉnh.'
 *   // Các ban Đảng | Văn phòng Tỉnh ủy | các huyện, thị, thành ủy, đảng ủy trực thuộc tỉnh
 */
export function splitUnits(text: string, offset = 0): Part[] {
  const parts: Part[] = [];
  const push = (from: number, to: number) => {
    const raw = text.slice(from, to);
    // `Sở Nội vụ (cơ quan thường trực)`: what stands in brackets says something of the unit
    const bare = withoutEnd(raw.replace(/^[\s:,;-]+/u, ''), /[\s.,;:/]/u).replace(
      /(?<=\p{L}{2})\s{0,3}\([^()]{0,300}\)$/u,
      '',
    );
    if (bare === '' || !/\p{L}/u.test(bare) || parts.length >= MAX_UNITS) return;
    const start = from + raw.indexOf(bare);
    parts.push({ text: bare, span: [offset + start, offset + start + bare.length] });
  };
  let start = 0;
  for (const match of text.matchAll(/;\s*|,\s+|\s+và\s+/gu)) {
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 30);
    const separator = match[0].trim();
    if (
      separator !== ';' &&
      (!NEXT_NAME.test(after) ||
        OF_SEVERAL.test(text.slice(Math.max(start, match.index - MAX_NAME * 2), match.index)))
    )
      continue;
    // `Ban Tuyên giáo và Dân vận`, `Sở Khoa học và Công nghệ`, `Giáo dục và Đào tạo`: one name
    const current = text.slice(Math.max(start, match.index - MAX_NAME), match.index);
    if (separator === 'và' && /^\p{Lu}/u.test(after) && isWithinName(current, after)) continue;
    if (separator === ',' && isWithinList(current, after)) continue;
    if (COLLECTIVE.test(current.trimStart()) && COLLECTIVE_GOES_ON.test(after)) continue;
    push(start, match.index);
    start = match.index + match[0].length;
  }
  push(start, text.length);
  return parts;
}

/** `các cơ quan, tổ chức, cá nhân và hộ gia đình liên quan`: one collective of several kinds. */
const COLLECTIVE = /^(?:[Cc]ác|[Nn]hững|[Mm]ọi) (?!đồng chí)/u;
const COLLECTIVE_GOES_ON =
  /^(?:tổ chức|cá nhân|hộ gia đình|doanh nghiệp|đơn vị|cơ sở|hợp tác xã|đoàn thể|địa phương)(?!\p{L})/u;

/** `Sở Văn hóa, Thể thao và Du lịch`: a comma within the name of a department. */
function isWithinList(before: string, after: string): boolean {
  return (
    /^\s*(?:Sở|Bộ|Ban|Phòng|Báo|Đài|Trung tâm) (?:và )?\p{Lu}/u.test(before) &&
    /^\p{Lu}/u.test(after) &&
    !UNIT.test(after) &&
    !/^(?:Trưởng|Phó|Bí thư|Chi ủy|Chi bộ)/u.test(after)
  );
}

/** The second half of a name has no word for a unit of its own. */
function isWithinName(before: string, after: string): boolean {
  return (
    /(?:^|\s)(?:Ban|Bộ|Sở|Phòng|Cục|Viện|Hội|Đài|Trung tâm|Văn phòng|Báo)(?: [^;]*)?$/u.test(before) &&
    !UNIT.test(after) &&
    !/^(?:Chi |Công an|Tỉnh|Bí thư|Mặt trận)/u.test(after)
  );
}

/** Verbs with which the predicate of a task begins. */
const VERBS =
  'chủ trì|phối hợp|chủ động|có trách nhiệm|chịu trách nhiệm|tăng cường|quan tâm|xây dựng|triển khai|thực hiện|tổ chức|tham mưu|chỉ đạo|lãnh đạo|phải|cần|căn cứ|theo dõi|giúp|cụ thể|kịp thời|chú trọng|tiếp tục|hướng dẫn|tập trung|đẩy mạnh|thường xuyên|ban hành|rà soát|bố trí|nghiên cứu|phát huy|kiểm tra|đôn đốc|tiến hành|báo cáo|nghiêm túc|khẩn trương|quán triệt|nâng cao|đề xuất|trên cơ sở|tuyên truyền|vận động|tham dự|theo chức năng|theo lĩnh vực|theo nhiệm vụ|theo thẩm quyền|theo quy định|theo|đề cao|gương mẫu|làm tốt|định kỳ|đưa|lồng ghép|cân đối|tổng hợp|duy trì|bảo đảm|đảm bảo|là|trực tiếp|hoàn thành|xem xét|phát động|đăng ký|lựa chọn|quyết định|giao|nắm|khen thưởng|phân công|đánh giá|cùng|rút|hỗ trợ|thông tin|có kế hoạch|có văn bản|được|sử dụng|thành lập|kiện toàn|kết hợp|cung cấp|mở|gửi|cử(?! tri)|tiếp nhận|lập (?:kế hoạch|báo cáo|danh sách|hồ sơ|biên bản)|chuẩn bị|thông báo|bổ sung|công bố|bình xét|phê duyệt|thẩm định|cập nhật|niêm yết|tạo điều kiện|đẩy nhanh|xử lý|phân tích|trình (?:Chủ tịch|UBND|Ủy ban|Thủ tướng|cấp|HĐND|Bộ|Ban|Quốc)|ưu tiên|huy động|xuất cấp|giám sát chặt chẽ|nhất là|chịu sự|cấp phát|vận hành';

const PREDICATE = new RegExp(`[,:]?\\s(?=(?:${VERBS})(?![\\p{L}]))`, 'gu');

/** Verbs that are part of a name: `các tổ chức chính trị`, `cơ quan tham mưu`, `đồng chí lãnh đạo Ban`, `Ban Chỉ đạo thực hiện`. */
const IN_NAME_BEFORE =
  /(?:các|,|tổ|cơ quan|phòng|đồng chí|tập thể|chỉ đạo|cán bộ|đơn vị|và|[Cc]ấp ủy|ban|đảng viên|bộ phận)$/iu;
const IN_NAME_AFTER =
  /^(?:tổ chức(?:,| và) cá nhân|tổ chức (?:chính trị|đảng|cơ sở|đoàn|xã hội|hội(?! nghị| thảo| thi| ý)|kinh tế|tôn giáo|thành viên|trong|có liên)|tham mưu giúp việc|giúp việc|lãnh đạo (?:\p{Lu}|các|cơ quan|,)|chỉ đạo cấp|được phân công|kiểm tra (?:\p{Lu}))/u;

/** A subject longer than this is no name of units but a clause. */
const MAX_SUBJECT = 420;

/** The subject of a sentence that orders something, and where its predicate begins. */
export interface Subject {
  readonly units: readonly Part[];
  readonly predicateAt: number;
}

/**
 * The units that a sentence makes responsible: its subject, or whom it gives the task to.
 *
 *     > | Phòng Dân vận các cơ quan nhà nước chủ trì, phối hợp các phòng …
 *         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 *     > | Giao Ban Tuyên giáo Đảng ủy Khối chủ trì …
 *              ^^^^^^^^^^^^^^^^^^^^^^^^^^^
 *     > | Căn cứ Kế hoạch này, các chi ủy, đảng ủy cơ sở … cụ thể thành …
 *                              ^^^^^^^^^^^^^^^^^^^^^^^^^^
 *
 * Null for a sentence that begins with a verb (`Tham mưu Ban Thường vụ …`): whoever is advised is no lead.
 */
export function findSubject(sentence: string, offset = 0): Subject | null {
  let at = 0;
  const order = /^(?:Giao cho|Giao|Đề nghị|Yêu cầu|Phân công)\s*:?\s+/u.exec(sentence);
  if (order) at = order[0].length;
  else if (
    /^(?:Căn cứ|Trên cơ sở|Theo|Định kỳ|H[àằ]ng năm|Trong quá trình|Kết thúc|Sau khi|Khi|Trước khi|Để)(?!\p{L})/u.test(
      sentence,
    )
  ) {
    const comma = [...sentence.slice(0, MAX_SUBJECT).matchAll(/,\s+/gu)].find((match) => {
      const rest = sentence.slice(match.index + match[0].length);
      return UNIT.test(rest) && !/^(?:Kế hoạch|Chương trình|Chỉ thị)/u.test(rest);
    });
    if (!comma) return null;
    at = comma.index + comma[0].length;
  } else {
    // `Sau hội nghị: Ban Thường trực lập báo cáo …`, `Đối với đơn thư …: Ban Thường trực phải chuyển …`
    const occasion =
      /^(?:Nội dung|(?:Sau|Nếu|Đối với|Trường hợp|Khi|Về|Trước|Riêng|Từ ngày) [^:;.]{3,200}):\s+/u.exec(
        sentence,
      );
    if (occasion && UNIT.test(sentence.slice(occasion[0].length))) at = occasion[0].length;
  }
  const rest = sentence.slice(at, at + MAX_SUBJECT);
  if (!UNIT.test(rest) || THINGS.test(rest) || /^Lãnh đạo (?:Đảng|Nhà nước)(?!\p{L})/u.test(rest))
    return null;
  // `Sở Nội vụ: Phối hợp với …`. Must not match `Bộ trưởng các Bộ: Quốc phòng, Công an chủ động …`.
  const runIn =
    /^((?:(?!các (?:Bộ|bộ|tỉnh|thành phố|sở|Sở|xã|phường|địa phương|đơn vị|cơ quan)[^:]{0,40}:)[^:.;]){3,200}):\s/u.exec(
      rest,
    );
  for (const match of rest.matchAll(PREDICATE)) {
    const before = rest.slice(0, match.index);
    const after = rest.slice(match.index + match[0].length);
    if (runIn && (runIn[1] as string).length <= match.index) break;
    const insideName = IN_NAME_BEFORE.test(before) && IN_NAME_AFTER.test(after);
    const named = /(?:cơ quan|phòng|đơn vị|ban) $/iu.test(`${before} `) && /^tham mưu/u.test(after);
    if (insideName || named || IN_NAME_AFTER.test(after)) continue;
    if (/^(?:Tổ|Đoàn|Ban|Phòng|Hội đồng)$/u.test(before)) continue; // `Tổ kiểm tra liên ngành`: a name has begun
    // `Cục Kinh tế - Quản lý đầu tư xây dựng chủ trì`, `lĩnh vực xây dựng, giao thông`: a noun
    if (/^xây dựng(?:\s*(?:[,;:]|$)|\s+(?:và|chủ trì|phối hợp|có trách nhiệm)(?!\p{L}))/u.test(after))
      continue;
    if (/Ban [Cc]hỉ đạo$/u.test(before) || (/Ban$/u.test(before) && /^chỉ đạo/u.test(after))) continue;
    if (/\.\s/u.test(before)) return null;
    return {
      units: splitUnits(before, offset + at),
      predicateAt: offset + at + match.index + match[0].length,
    };
  }
  if (runIn) {
    return { units: splitUnits(runIn[1] as string, offset + at), predicateAt: offset + at + runIn[0].length };
  }
  return null;
}

/** What a unit does, behind its name. */
const ACTS =
  /^(?:chủ trì|tiến hành|rà soát|tham mưu|xây dựng|hướng dẫn|tổng hợp|ban hành|thúc đẩy|triển khai|báo cáo|theo dõi)(?!\p{L})/u;

/** `Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành`: who leads and who helps, in one value. */
export function splitRoles(text: string, offset = 0): { leads: Part[]; coordinators: Part[] } {
  const helps = /[,;]?\s*\(?phối hợp(?: thực hiện)?(?:\s+(?:cùng\s+)?với)?\)?[\s:]/iu.exec(text);
  const leadText = helps ? text.slice(0, helps.index) : text;
  // `Sở Nội vụ tiến hành rà soát các văn bản`: what they do stands behind who they are
  // (`các phòng theo chức năng`, `các đảng viên được phân công` are all name).
  const found = findSubject(leadText, offset);
  const subject = found && ACTS.test(leadText.slice(found.predicateAt - offset)) ? found : null;
  const names = leadText.replace(/[,;]?\s*(?:chủ trì|là cơ quan chủ trì|thực hiện)\s*$/iu, '');
  const leads = subject ? [...subject.units] : splitUnits(names, offset);
  if (!helps) return { leads, coordinators: [] };
  const at = helps.index + helps[0].length;
  return { leads, coordinators: leadingUnits(text.slice(at), offset + at) };
}

/** `phối hợp với …`: what follows is the list of partners. */
const WITH = /phối hợp(?: chặt chẽ| tốt| đồng bộ)?(?:,? cùng)?(?: với)?\s+(?!giữa)/giu;

/** `chương trình phối hợp (…) giữa A và B`, `công tác phối hợp giữa A với B`: B, and A where no `với` parts them. */
const BETWEEN = /(?:chương trình|công tác) phối hợp [^.;:()]{0,60}?giữa\s+([^.;:()]{2,80}?)\s(với|và)\s+/giu;

/** Characters that a list of partners may take. */
const MAX_PARTNERS = 300;

/** Where the list of partners ends. */
const END_OF_PARTNERS = new RegExp(
  `[.;:()“"]|,?\\s(?:để|trong|về|năm|nhằm|gắn|khi|trên|tham gia|phát triển|bằng|bảo vệ|và (?=${VERBS}))|,?\\s(?=(?:${VERBS})(?![\\p{L}]))`,
  'gu',
);

/** The list that begins a text, up to the verb or the purpose behind it. */
function leadingUnits(rest: string, offset: number): Part[] {
  let end = rest.length;
  for (const stop of rest.matchAll(END_OF_PARTNERS)) {
    const before = rest.slice(0, stop.index);
    const after = rest.slice(stop.index + stop[0].length);
    if (IN_NAME_AFTER.test(after) || (/(?:cơ quan|phòng|đơn vị)$/iu.test(before) && /^tham mưu/u.test(after)))
      continue;
    end = stop.index;
    break;
  }
  return splitUnits(rest.slice(0, end), offset);
}

/** The units that a task's own text makes coordinate. `Phối hợp tham mưu …` names nobody and gives none. */
export function findPartners(text: string, offset = 0): Part[] {
  const partners: Part[] = [];
  for (const match of text.matchAll(WITH)) {
    const at = match.index + match[0].length;
    const rest = text.slice(at, at + MAX_PARTNERS);
    if (UNIT.test(rest) || /^\p{Lu}/u.test(rest)) partners.push(...leadingUnits(rest, offset + at));
  }
  for (const match of text.matchAll(BETWEEN)) {
    const [found, first = '', word] = match;
    const at = match.index + found.length;
    if (word === 'và' && UNIT.test(first))
      partners.push(...splitUnits(first, offset + at - found.length + found.lastIndexOf(first)));
    partners.push(...leadingUnits(text.slice(at, at + MAX_PARTNERS), offset + at));
  }
  return partners.sort((a, b) => a.span[0] - b.span[0]);
}

/** Begin a heading that gives its units something to do: `Giao Sở Nội vụ:`, `Đối với các xã`. */
const ASSIGNS = /^(?:Đối với|Giao(?: cho)?|Đề nghị|Yêu cầu|Phân công|Trách nhiệm(?: của)?)\s*:?\s+/u;

/** Things, not units, that headings name in the plural. */
const THINGS =
  /^(?:[Cc]ác|[Nn]hững) (?:nhiệm vụ|giải pháp|nội dung|chỉ tiêu|hoạt động|mục tiêu|yêu cầu|biện pháp|bước|chính sách|loại|công trình|phong trào|quy định|nguyên tắc|hình thức|dự án|tiêu chí|điều kiện|trường hợp|văn bản|vấn đề|khoản|mốc|đợt|lĩnh vực|công việc|chương trình|tài liệu|bảng|mẫu|biên bản|báo cáo|hồ sơ|kết quả|ý kiến|khiếu nại|kiến nghị|thông tin|đơn thư|số liệu|dữ liệu|nguồn|quy trình|thủ tục|mô hình|sản phẩm|dịch vụ)(?!\p{L})/u;

/** A heading that names units: without the word that assigns, with its place in the heading. */
export interface UnitHeading {
  readonly text: string;
  readonly at: number;
  /** Nothing but names stands in it; else a clause follows them, and only its neighbours tell that it names units. */
  readonly certain: boolean;
}

/**
 * The units that a heading names, so that what stands below it is theirs; null for any other heading.
 *
 *     > | 3. Sở Nội vụ      d) Giao Ban Quản lý các khu công nghiệp:      5. Các đơn vị cấp nước sử dụng …
 *            ^^^^^^^^^              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not certain
 */
export function findUnitHeading(heading: string): UnitHeading | null {
  const at = ASSIGNS.exec(heading)?.[0].length ?? 0;
  let text = withoutEnd(heading.slice(at), /[\s:.;]/u);
  if (!UNIT.test(text) || text.length > MAX_UNIT_HEADING || THINGS.test(text)) return null;
  // `Giao Ban Quản lý … chỉ đạo các đơn vị … có trách nhiệm:`: the names end where their clause begins
  const subject = findSubject(`${text} `);
  const last = subject?.units.at(-1);
  // A collective with a clause of its own (`Các đơn vị sử dụng đất`) is a name; what leads to a list is a sentence.
  const isName = /^(?:[Cc]ác|[Nn]hững|[Mm]ọi) /u.test(text) && !/:\s*$/u.test(heading);
  if (last && (at > 0 || !isName)) text = text.slice(0, last.span[1]);
  else text = text.replace(/,? (?:có|chịu) trách nhiệm.*$/u, '');
  return { text, at, certain: at > 0 || subject === null };
}

/** A heading that names units is shorter: characters. */
const MAX_UNIT_HEADING = 250;
