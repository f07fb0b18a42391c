/** What is no character of XML 1.0 (production Char): controls, halves of surrogate pairs, U+FFFE and U+FFFF. */
const ILLEGIBLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * A text without what no reader sees and XML can't hold. It is dropped in csv and jsonl too: the same rows stand in
 * every format, and a control before a `=` doesn't hide the formula from who looks at the first letter.
 */
export function legible(text: string): string {
  return text.replace(ILLEGIBLE, '');
}
