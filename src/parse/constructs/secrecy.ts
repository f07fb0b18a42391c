/**
 * A secrecy mark (dấu chỉ độ mật) as a line or cell of its own:
 *
 *     > | MẬT      TỐI MẬT      (Tuyệt mật)      Độ mật: Tối mật      M Ậ T
 *         ^^^      ^^^^^^^       ^^^^^^^^^                ^^^^^^^
 *
 * Must not match running text: `bí mật nhà nước`, `bảo mật thông tin`.
 */
const MARK = /^[([*]?\s*(?:độ mật\s*:?\s*)?(tuyệt\s+mật|tối\s+mật|mật)\s*[)\]*.]?$/iu;

/** The secrecy mark that a line is, in capitals; null for any other line. */
export function findSecrecyMark(line: string): string | null {
  const text = line.normalize('NFC').trim();
  const closed = /^(?:\p{L}\s+){2,}\p{L}$/u.test(text)
    ? text
        .replace(/\s{2,}/gu, '_')
        .replace(/\s/gu, '')
        .replace(/_/gu, ' ')
    : text;
  const spaced = closed === 'TỐIMẬT' ? 'TỐI MẬT' : closed === 'TUYỆTMẬT' ? 'TUYỆT MẬT' : closed;
  return MARK.exec(spaced)?.[1]?.toUpperCase().replace(/\s+/gu, ' ') ?? null;
}
