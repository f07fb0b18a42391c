import WordExtractor from 'word-extractor';
import type { Message } from '../record/message.ts';
import { hasSoundChains } from './compound-file.ts';
import { fromMarkdown, type ReadDocument, unreadable } from './reader.ts';
import { isStamp, withStamps } from './stamps.ts';

const MEDIA_TYPE = 'application/msword';

/** A table of data has at least so many columns, and two rows that follow each other. */
const MIN_COLUMNS = 3;

/** One run of text up to the end of a row, its cells apart. */
interface Row {
  /** Lines that stood before the first cell: text between two tables. */
  readonly before: readonly string[];
  readonly cells: readonly string[];
}

const escaped = (line: string) => line.replace(/^(\s*)([#>|])/u, '$1\\$2');

/**
 * Word 97 ends a cell with a tab, and a row with a tab and a line end; the paragraphs within a cell end as all others.
 * So the last cells of a row are certain, and the first one begins with the line before its tab.
 */
function toRows(body: string): { rows: Row[]; rest: string } {
  const rows: Row[] = [];
  let at = 0;
  for (let end = body.indexOf('\t\n', at); end >= 0; end = body.indexOf('\t\n', at)) {
    const parts = body.slice(at, end).split('\t');
    const lines = (parts[0] ?? '').split('\n');
    const first = lines.pop() ?? '';
    rows.push({ before: lines, cells: [first, ...parts.slice(1)] });
    at = end + 2;
  }
  return { rows, rest: body.slice(at) };
}

/** The text as Markdown: rows of data as `| a | b |`, the cells of a letterhead or a signature each behind a lone `|`. */
function toMarkdown(body: string): string {
  const { rows, rest } = toRows(body);
  const isData = rows.map(({ cells }) => cells.length >= MIN_COLUMNS);
  const out: string[] = [];
  const put = (text: string) => {
    for (const line of text.split('\n')) if (line.trim() !== '') out.push(escaped(line), '');
  };
  rows.forEach((row, index) => {
    const { before, cells } = row;
    const alike = (other: number) =>
      isData[other] === true &&
      rows[other]?.cells.length === cells.length &&
      (rows[Math.max(index, other)]?.before.length ?? 1) === 0;
    if (isData[index] && (alike(index + 1) || alike(index - 1))) {
      put(before.join('\n'));
      const texts = cells.map((cell) =>
        cell
          .trim()
          .split(/\s*\n\s*/u)
          .join(' <br/>')
          .replace(/\|/gu, '\\|'),
      );
      out.push(`| ${texts.join(' | ')} |`);
      return;
    }
    if (cells.length === 1) {
      put([...before, ...cells].join('\n'));
      return;
    }
    // The first cell has no end before it: it is all of the lines above, as a letterhead's is.
    const [first = '', ...others] = cells;
    put([...before, first].join('\n'));
    for (const cell of others) {
      if (cell.trim() === '') continue;
      out.push('|');
      put(cell);
    }
  });
  put(rest.replace(/\t/gu, '  '));
  return out.join('\n');
}

/** Blocks of an official document without a single number: Word numbered them, and word-extractor doesn't. */
const UNNUMBERED_LINES = 30;

/**
 * Reads Word 97–2003. The text only: Word's automatic numbers are not stored in it, and word-extractor doesn't make
 * them, so a document without any numbers of its own says so (`read/numbering-lost`).
 */
export async function readDoc(bytes: Uint8Array): Promise<ReadDocument> {
  let body: string;
  let notes: string;
  let beside: string;
  try {
    if (!hasSoundChains(bytes)) throw new Error('its sectors are in no order');
    const document = await new WordExtractor().extract(Buffer.from(bytes));
    body = document.getBody();
    notes = `${document.getFootnotes()}\n${document.getEndnotes()}`;
    beside = `${document.getHeaders()}\n${document.getTextboxes()}`;
  } catch (error) {
    return unreadable(
      MEDIA_TYPE,
      'read/damaged-file',
      `The file is no Word document that can be read (${error instanceof Error ? error.message.slice(0, 160) : 'unknown error'}). Open it in Word and save it as .docx.`,
    );
  }
  const messages: Message[] = [];
  const kept = notes
    .split('\n')
    .map((note) => note.trim())
    .filter((note) => note !== '');
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  if (
    lines.length > UNNUMBERED_LINES &&
    !lines.some((line) => /^\s*(?:[IVX]{1,5}|\d{1,2})\s?[.)-]/u.test(line))
  ) {
    messages.push({
      ruleId: 'read/numbering-lost',
      severity: 'warning',
      reason:
        "No paragraph bears a number: Word may have numbered them, which this old format doesn't store as text. Save the file as .docx to keep its numbers.",
    });
  }
  const text = [toMarkdown(body), ...kept.map((note, index) => `<sup>${index + 1}</sup> ${note}`)].join(
    '\n\n',
  );
  const stamps = beside
    .split('\n')
    .map((line) => line.trim())
    .filter(isStamp);
  return fromMarkdown(MEDIA_TYPE, withStamps(stamps, text), messages);
}
