/**
 * The name of the State or of the Party in the right column of a letterhead (quốc hiệu; tiêu đề "Đảng Cộng sản Việt
 * Nam"), in capitals; HÒA also with the tone of the old spelling.
 */
const MOTTO = /CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM/u;
const ALONE = /^(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI(?: CHỦ NGHĨA VIỆT NAM)?|ĐẢNG CỘNG SẢN VIỆT NAM)$/u;

/** True for a line that has it, whatever stands beside it. */
export function bearsMotto(text: string): boolean {
  return MOTTO.test(text);
}

/** True for a cell that is nothing else. */
export function isMotto(text: string): boolean {
  return ALONE.test(text);
}
