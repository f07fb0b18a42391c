/** A line with a strong run, an ATX heading, or a table rule. Must not match `*` alone under an issuer's name. */
const STRONG = /\*\*[^*\n]{1,400}\*\*/u;
const ATX_HEADING = /^#{1,6} +\S/u;

/** From this many marked lines on, a .txt file is taken for Markdown. */
const ENOUGH_MARKED_LINES = 2;

/** True when a text uses Markdown, whatever its file is called (converters of PDF write it into .txt). */
export function looksLikeMarkdown(text: string): boolean {
  let marked = 0;
  for (const line of text.split('\n')) {
    if (!STRONG.test(line) && !ATX_HEADING.test(line)) continue;
    marked++;
    if (marked >= ENOUGH_MARKED_LINES) return true;
  }
  return false;
}
