import { type MappedText, replaceText, sliceText } from '../text/mapped-text.ts';

/** One line of the file that holds text. */
export interface Line {
  /** Without Markdown marks and white space at its end; the indent and the gaps between columns are kept. */
  readonly content: MappedText;
  readonly indent: number;
  /** Blank lines before it. */
  readonly blanksBefore: number;
  /** A rule (`-----`, `---`) stood between it and the line before. */
  readonly ruleBefore: boolean;
  /** A lone `|` stood before it: it begins another cell of a table that a converter took apart. */
  readonly cellBefore: boolean;
  /** How many of them: two part two rows, or an empty cell stands between. */
  readonly cellMarks: number;
  /** Blank lines between the last of them and the line. */
  readonly blanksAfterMark: number;
  /** Markdown: a strong or emphasised run that began before goes on. */
  readonly continuesRun: boolean;
  /** Markdown: all of it is strong. */
  readonly strong: boolean;
  /** Markdown: an ATX heading. */
  readonly heading: boolean;
  /** A row of a table, its cells parted by ` | `. */
  readonly tableRow: boolean;
  /** In a row: the cells, by index, that belong to the cell above them. */
  readonly merged: readonly number[];
  /** Markdown: it begins with a number in <sup>, as a footnote does. */
  readonly footnote: boolean;
}

/** `-----`, `* * *`, `=====`, `_____`: drawn, not written. A lone `*` is the asterisk below the issuer of a Party paper. */
const RULE = /^[\s*]*(?:[-–—_=~─]\s?){3,}[\s*]*$|^\s*(?:\* ?){2,}\s*$|^\s*o0o\s*$/iu;

/** `<sup>`, `<br/>`, `<b>`: tags that converters leave. Must not match `a < b`. */
const TAG = /<\/?(?:sup|sub|u|b|i|em|strong|span|p|div|center|font|a|br)(?:\s[^<>\n]{0,200})?\/?>/giu;

/** `[text](address)`. */
const LINK = /!?\[([^[\]\n]{0,300})\]\([^()\s]{0,500}\)/gu;

/** A backslash that Markdown needs before a mark: `\*`, `1\.`, `\-`. */
const ESCAPE = /\\([\\`_{}[\]()#+\-.!|>~])/gu;

function withoutMarks(line: MappedText): MappedText {
  if (!/[\\*#<[_`>&]/u.test(line.text)) return line;
  let text = replaceText(line, /^\s*>\s?/gu, '');
  text = replaceText(text, /^\s*#{1,6}\s+/gu, '');
  text = replaceText(text, TAG, (match) => (/^<br/iu.test(match[0]) ? ' ' : ''));
  text = replaceText(text, LINK, (match) => match[1] ?? '');
  text = replaceText(text, /^(\s*)\*(?= +[^\s*])/gu, (match) => `${match[1]}-`);
  text = replaceText(text, /\\?\*/gu, '');
  text = replaceText(text, /(?<![\p{L}\p{N}_])__(?=\S)|(?<=\S)__(?![\p{L}\p{N}_])/gu, '');
  text = replaceText(text, ESCAPE, (match) => match[1] ?? '');
  return replaceText(text, /&nbsp;/gu, ' ');
}

/** Between two cells; `\|` is a bar within one. */
const BAR = /(?<!\\)\|/gu;

/** `| a | b |` as `a | b`; null when it is no row, '' when it only rules or parts cells. */
function tableCells(text: string): string | null {
  const bare = text.trim();
  if (!bare.startsWith('|')) return null;
  const cells = bare
    .replace(/^\||(?<!\\)\|$/gu, '')
    .split(BAR)
    .map((cell) => cell.trim());
  if (cells.every((cell) => /^:?-*:?$/u.test(cell))) return '';
  return cells.length > 1 ? bare : null;
}

/** The cells of a row (`a | ^^ | b`) that say that the cell above them goes on. */
function mergedCells(row: string): number[] {
  if (!row.includes('^^')) return [];
  return row.split(' | ').flatMap((cell, index) => (cell === '^^' ? [index] : []));
}

/**
 * Lines of a text. Afterwards:
 * 1. every line holds text: blank lines, rules and lone cell marks are only remembered by the line after them;
 * 2. no Markdown mark is left in a Markdown text;
 * 3. no line ends with white space;
 * 4. in a text that was copied from printed pages, the numbers of pages that stand alone between lines are gone.
 *
 * @param printed the text may hold numbers of pages: a text file, not what a reader took out of a file with pages
 */
export function toLines(source: MappedText, markdown: boolean, printed = true): Line[] {
  const lines: Line[] = [];
  let blanksBefore = 0;
  let ruleBefore = false;
  let cellMarks = 0;
  let blanksAfterMark = 0;
  let open = false; // within a strong run
  let page = 0;
  let start = 0;
  while (start <= source.text.length) {
    const lineFeed = source.text.indexOf('\n', start);
    const end = lineFeed < 0 ? source.text.length : lineFeed;
    const raw = source.text.slice(start, end);
    const from = start;
    start = end + 1;
    const bare = raw.trim();
    if (bare === '') {
      blanksBefore++;
      blanksAfterMark++;
      open = false;
      continue;
    }
    if (RULE.test(bare) || /^[-*\s]*$/u.test(bare)) {
      if (/[-–—_=~─]/u.test(bare)) ruleBefore = true;
      if (markdown && (bare.match(/\*\*/gu)?.length ?? 0) % 2 === 1) open = !open;
      continue;
    }
    // A page number is one more than the one before, alone on its line.
    const number = /^[-–]?\s*(\d{1,3})\s*[-–]?$/u.exec(bare)?.[1];
    if (
      printed &&
      number !== undefined &&
      cellMarks === 0 &&
      (Number(number) === page + 1 || (page === 0 && Number(number) === 2))
    ) {
      page = Number(number);
      continue;
    }
    if (/^\|[\s|]*$/u.test(bare)) {
      cellMarks += bare.match(/\|/gu)?.length ?? 1;
      blanksAfterMark = 0;
      open = false;
      continue;
    }
    const row = markdown ? tableCells(bare) : null;
    if (row === '') continue;
    let content = sliceText(source, from, from + raw.trimEnd().length);
    const continuesRun = markdown && open;
    let strong = false;
    let merged: readonly number[] = [];
    const heading = markdown && /^\s*#{1,6}\s+\S/u.test(raw);
    const footnote = markdown && /^\s*\*{0,2}<sup>\s*\(?\d{1,3}\)?\s*<\/sup>/iu.test(raw);
    if (markdown) {
      const toggles = raw.match(/\*\*/gu)?.length ?? 0;
      const closes = open !== (toggles % 2 === 1);
      strong = (open || bare.startsWith('**')) && (closes || /\*\*\s*$/u.test(bare)) && toggles <= 2;
      if (toggles % 2 === 1) open = !open;
      else if ((raw.match(/\*/gu)?.length ?? 0) % 2 === 1 && /^\s*\*[^\s*]/u.test(raw)) open = true;
      else if (open && (raw.match(/\*/gu)?.length ?? 0) % 2 === 1) open = false;
      if (row !== null) {
        content = replaceText(content, / {2,}/gu, ' '); // so that what follows is linear
        // A bar within a cell parts nothing: its full-width twin is seen alike, and never taken for the end of the cell.
        content = replaceText(content, /\\\|/gu, '｜');
        content = replaceText(content, /^\s*\|\s*|\s*\|\s*$/gu, '');
        content = replaceText(content, /\s*(?<!\\)\|\s*/gu, ' | ');
        merged = mergedCells(content.text);
        if (merged.length > 0) content = replaceText(content, /(?<=^|\| )\^\^(?= \||$)/gu, '');
      }
      content = withoutMarks(content);
      const kept = content.text.trimEnd().length;
      if (content.text.trim() === '') {
        continue;
      }
      if (kept < content.text.length) content = sliceText(content, 0, kept);
    }
    lines.push({
      content,
      indent: content.text.length - content.text.trimStart().length,
      blanksBefore,
      ruleBefore,
      cellBefore: cellMarks > 0,
      cellMarks,
      blanksAfterMark,
      continuesRun,
      strong,
      heading,
      tableRow: row !== null,
      merged,
      footnote,
    });
    blanksBefore = 0;
    ruleBefore = false;
    cellMarks = 0;
    blanksAfterMark = 0;
  }
  return lines;
}
