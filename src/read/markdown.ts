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

/** A text in Markdown without what no rendering of it shows. */
export interface ShownMarkdown {
  /** As long as the text that was given: blanks stand for what was taken out, so that offsets hold. */
  readonly text: string;
  readonly comments: number;
  readonly deletions: number;
}

/** Takes out comments (`<!-- … -->`) and what is marked as deleted (`<del>…</del>`). */
export function withoutUnshown(text: string): ShownMarkdown {
  let shown = text;
  const takeOut = (from: string, to: string): number => {
    const parts: string[] = [];
    let count = 0;
    let at = 0;
    for (;;) {
      const start = shown.indexOf(from, at);
      const end = start < 0 ? -1 : shown.indexOf(to, start + from.length);
      if (end < 0) break; // what is never closed is text
      parts.push(shown.slice(at, start), shown.slice(start, end + to.length).replace(/[^\n]/gu, blanks));
      count++;
      at = end + to.length;
    }
    if (count > 0) shown = parts.join('') + shown.slice(at);
    return count;
  };
  const comments = takeOut('<!--', '-->');
  const deletions = takeOut('<del>', '</del>');
  return { text: shown, comments, deletions };
}

/** As many spaces as the character has units of UTF-16. */
const blanks = (character: string) => ' '.repeat(character.length);
