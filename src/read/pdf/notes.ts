import type { PrintedLine } from './lines.ts';
import { median } from './measures.ts';
import { type Rule, widthOf } from './page-content.ts';

/** A footnote (chú thích cuối trang) of a page. */
export interface Note {
  readonly label: string;
  readonly lines: readonly PrintedLine[];
}

/** Of the size of the text: the letters of a note are smaller. */
const SMALLER = 0.95;
/** Of the width of the text: the rule above the notes is shorter. */
const RULE_WIDTH = 0.55;
/** Points between the rule and what stands below it. */
const BELOW_RULE = 40;
/** The mark of a note in letters of its own size: `1 `, `(1) `, `[1] `. */
const LABEL = /^(?:[([]\s?(\d{1,3}|\*{1,3})\s?[)\]]|(\d{1,3})(?=[ .\p{Lu}]))[.:]?\s*(?=\S)/u;

const labelOf = (line: PrintedLine): string | null => {
  if (line.note !== null) return line.note.replace(/[()]/gu, '');
  const found = LABEL.exec(line.text);
  return found ? (found[1] ?? found[2] ?? null) : null;
};

/**
 * Parts the notes at the foot of a page from its text: what stands below a short rule, or in smaller letters, and begins
 * with the mark of a note. A note goes on over the lines below it.
 */
export function partNotes(
  lines: readonly PrintedLine[],
  rules: readonly Rule[],
  size: number,
): { text: readonly PrintedLine[]; notes: readonly Note[] } {
  const width = widthOf({
    left: Math.min(...lines.map(({ left }) => left)),
    right: Math.max(...lines.map(({ right }) => right)),
    top: 0,
    bottom: 0,
  });
  const separators = rules.filter(
    ({ vertical, from, to }) => !vertical && to - from < width * RULE_WIDTH && to - from > 30,
  );
  // The first line from which on everything is a note.
  let first = lines.length;
  for (let at = lines.length - 1; at > 0; at--) {
    const line = lines[at] as PrintedLine;
    const below = lines.slice(at);
    const above = lines[at - 1] as PrintedLine;
    const ruled = separators.some(
      (rule) => rule.at > above.base && rule.at < line.base && line.base - rule.at < BELOW_RULE,
    );
    const small = median(below.map((one) => one.size)) < size * SMALLER;
    if (labelOf(line) !== null && (line.note !== null || ruled) && (small || ruled)) first = at;
    else if (line.size >= size * SMALLER && !ruled) break;
  }
  if (first === lines.length) return { text: lines, notes: [] };
  const notes: { label: string; lines: PrintedLine[] }[] = [];
  for (const line of lines.slice(first)) {
    const label = labelOf(line);
    const last = notes[notes.length - 1];
    if (label !== null && (line.note !== null || !last || isNext(last.label, label)))
      notes.push({
        label,
        lines: [line.note === null ? { ...line, text: line.text.replace(LABEL, '') } : line],
      });
    else last?.lines.push(line);
  }
  return { text: lines.slice(0, first), notes };
}

/** A number at the beginning of a line is the next note only where it counts on. */
const isNext = (before: string, label: string) =>
  Number(label) === Number(before) + 1 || /^\*+$/u.test(label);
