import { findSecrecyMark } from '../parse/constructs/secrecy.ts';

/** Longer lines are no stamp. */
const MAX_STAMP = 60;

/**
 * Whether a line outside of the text (a header, a text box, what stands on every page) is a secrecy mark: `MẬT`,
 * `TỐI MẬT`, `M Ậ T`, `Độ mật: Mật`. Such a line is kept, so that the parser judges it with the head; all others are
 * dropped. Must not match what only contains the word (`LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC`).
 */
export function isStamp(line: string): boolean {
  return line.length <= MAX_STAMP && findSecrecyMark(line.normalize('NFC').trim()) !== null;
}

/** The marks among the lines of whatever stands outside of the text, tidied. */
export function findMarksOutside(lines: readonly string[]): string[] {
  return lines
    .filter((line) => line.length <= MAX_STAMP * 2)
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter(isStamp);
}

/** The text with its stamps above it, where a head bears them; each once. */
export function withStamps(stamps: readonly string[], markdown: string): string {
  return [...new Set(stamps), markdown].join('\n\n');
}
