/** Longer lines are no stamp. */
const MAX_STAMP = 60;

/**
 * Whether a line outside of the text (a header, a text box, what stands on every page) may be a secrecy mark: `MẬT`,
 * `TỐI MẬT`, `M Ậ T`. Such a line is kept, so that the parser judges it with the head; all others are dropped.
 */
export function isStamp(line: string): boolean {
  return line.length <= MAX_STAMP && /(?<!\p{L})M\s*[Ậ]\s*T(?!\p{L})/u.test(line.normalize('NFC'));
}

/** The text with its stamps above it, where a head bears them; each once. */
export function withStamps(stamps: readonly string[], markdown: string): string {
  return [...new Set(stamps), markdown].join('\n\n');
}
