/**
 * The stamp that a digital signature (chữ ký số) leaves on a page: labelled lines, in this order or another, the values
 * of which may go on over the lines below.
 *
 *     > | Người ký: Sở Nội vụ          Ký bởi: Sở Y tế
 *     > | Email: snv@lamson.example    Ngày ký: 03/02/2025
 *     > | Cơ quan: Tỉnh Lam Sơn        08:15:02 +07:00
 *     > | Thời gian ký: 20.12.2024 15:38:28 +07:00
 */
const LABEL =
  /(?:Người ký(?: số)?|(?:Được )?ký (?:số |điện tử )?bởi|Digitally signed by|Signed by|Thời gian ký|Ngày ký|Date|Email|Cơ quan|Tổ chức|Đơn vị|Chức vụ|Lý do|Vị trí)\s*:/iu;

/** Labels that no line of a letterhead, a list or a signature has. */
const SURE =
  /(?:^|\s{2})(?:(?:Người ký(?: số)?|(?:Được )?ký (?:số |điện tử )?bởi|Digitally signed by|Signed by|Thời gian ký|Ngày ký)\s*:|Signature (?:Not )?Verified)/iu;

/** `20.12.2024 15:38:28 +07:00`, or its half on a line of its own. */
const MOMENT =
  /(?<!\d)\d{1,2}:\d{2}:\d{2}(?:\s*[+-]\d{2}[:']?\d{2}'?)?|^\s*\d{1,2}[./-]\d{1,2}[./-]\d{4}\s*$/u;

const ADDRESS = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w-]/u;

/** Lines of a stamp between two labels: a value goes on over no more. */
const MAX_VALUE_LINES = 2;
/** A stamp has fewer lines. */
const MAX_LINES = 14;

/**
 * The lines that belong to stamps of digital signatures, by index. A stamp begins with a label that nothing else has;
 * what follows it belongs to it as long as a further label, an address or the moment of signing comes.
 */
export function findSignatureStamps(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (let at = 0; at < lines.length; at++) {
    if (!SURE.test(lines[at] ?? '')) continue;
    let last = at;
    for (let next = at + 1; next < Math.min(lines.length, at + MAX_LINES); next++) {
      const line = lines[next] ?? '';
      if (LABEL.test(line) || MOMENT.test(line) || ADDRESS.test(line)) last = next;
      else if (next - last > MAX_VALUE_LINES) break;
    }
    for (let index = at; index <= last; index++) found.add(index);
    at = last;
  }
  return found;
}
