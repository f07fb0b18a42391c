import { lineSeparator } from '../../text/normalise/spacing.ts';
import { isStamp } from '../stamps.ts';
import { toColumns } from './columns.ts';
import { withoutFurniture } from './furniture.ts';
import { findGapTable } from './gap-tables.ts';
import { LETTER_WIDTH, type PrintedLine, toPrintedLine, toPrintedLines } from './lines.ts';
import { median, percentile, pitchOf } from './measures.ts';
import { type Note, partNotes } from './notes.ts';
import type { PageContent, TurnedText } from './page-content.ts';
import { findTables, type RuledTable, type TableCell } from './tables.ts';

/** The text of the pages, and what of them is no text. */
export interface PagesText {
  /**
   * A line a printed line, a blank line where a paragraph begins, columns parted by three spaces or more, `**` around
   * lines that are bold throughout, `| a | b |` for the rows of ruled tables, notes behind `<sup>`.
   */
  readonly markdown: string;
  /** Lines outside of the text that may be secrecy marks. */
  readonly stamps: readonly string[];
  /** Headers and footers that were left out, each once. */
  readonly furniture: readonly string[];
  /** Slanted texts that were left out: watermarks, stamps; each once. */
  readonly slanted: readonly string[];
}

/** Of the usual distance between two lines: more parts two paragraphs. */
const PARAGRAPH_GAP = 1.35;
/** Of the size of the letters: an indent of the first line, and how far from the margin a full line may end. */
const INDENT = 0.8;
const RAGGED = 2.5;
/** Of the width of the page: what begins further right stands in the right column of a letterhead or a signature. */
const RIGHT_COLUMN = 0.45;
/** Of the width of the page: how far from its middle a line is still set in the middle. */
const CENTRED = 0.03;
/** With fewer lines, a page has the margins of all. */
const OWN_MARGINS = 8;
const MAX_INDENT = 60;

/** The end of a sentence or of an entry: a note of the paragraph may follow. */
const FINAL = /[.;:!?…]["”)]*$/u;
/** A line that begins a paragraph by its own words. */
const BEGINS_ITSELF = /^(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|\p{L})[.)]\s|^[-+•–]\s|^Điều \d/u;

/** A page of text has fewer lines. */
const MOST_LINES = 500;

/** What follows each other on a page: lines in one column, or a table. */
type Region =
  | { readonly lines: readonly PrintedLine[]; readonly inColumn: boolean }
  | { readonly table: Table };

/** Rows of cells, with the edges of their columns. */
type Table = Pick<RuledTable, 'columns' | 'rows'>;

interface PageParts {
  readonly page: PageContent;
  readonly tables: readonly RuledTable[];
  readonly lines: readonly PrintedLine[];
  /** Texts that run upwards or downwards, and stand in no table. */
  readonly turned: readonly TurnedText[];
}

const isSlanted = ({ angle }: TurnedText) => angle % 90 !== 0;

/** Writes the text of the pages. */
export function pagesToMarkdown(pages: readonly PageContent[]): PagesText {
  const parts = pages.map((page): PageParts => {
    const turned = page.turned.filter((one) => !isSlanted(one)); // a watermark across a table is in no cell of it
    const { tables, rest, restTurned } = findTables(page.rules, page.glyphs, turned);
    const lines = toPrintedLines(rest).filter(({ text, note }) => text !== '' || note !== null);
    return { page, tables, lines, turned: restTurned };
  });
  const { pages: texts, removed } = withoutFurniture(
    parts.map(({ page, lines }) => ({ height: page.height, lines })),
  );
  const writer = new Writer(texts);
  for (const [index, { page, tables, turned }] of parts.entries()) {
    const lines = texts[index] ?? [];
    const { text, notes } = partNotes(lines, page.rules, writer.size);
    const labels = new Set(notes.map(({ label }) => label));
    const printed = labels.size === 0 ? text : text.map((line) => toPrintedLine(line.glyphs, labels));
    const regions = regionsOf(printed, tables, writer.pitch, labels);
    for (const region of regions) {
      if ('table' in region) writer.table(region.table);
      else writer.lines(region.lines, page.width, region.inColumn);
    }
    for (const { text: side } of turned) writer.paragraph(side);
    writer.notes(notes);
  }
  const slanted = pages.flatMap(({ turned }) => turned.filter(isSlanted).map(({ text }) => text));
  const lone = parts.flatMap(({ lines }) => loneLetters(lines));
  return {
    markdown: writer.finish(),
    stamps: [...slanted, ...lone].filter(isStamp),
    furniture: removed,
    slanted: [...new Set(slanted)],
  };
}

/** Letters that stand alone on lines that follow each other, as one run: a stamp that was drawn letter by letter. */
function loneLetters(lines: readonly PrintedLine[]): string[] {
  const runs: PrintedLine[][] = [[]];
  for (const line of lines) {
    const lone = line.glyphs.filter(({ text }) => text.trim() !== '').length === 1;
    if (lone) runs[runs.length - 1]?.push(line);
    else runs.push([]);
  }
  return runs.map((run) =>
    [...run]
      .sort((a, b) => a.left - b.left)
      .map(({ text }) => text)
      .join(''),
  );
}

/** Lines and tables of a page in the order in which they are read. */
function regionsOf(
  lines: readonly PrintedLine[],
  tables: readonly RuledTable[],
  pitch: number,
  notes: ReadonlySet<string>,
): Region[] {
  const regions: Region[] = [];
  const put = (own: readonly PrintedLine[]): void => {
    if (own.length === 0) return;
    const table = own.length > MOST_LINES ? null : findGapTable(own, pitch, notes);
    if (table) {
      put(own.slice(0, table.from));
      regions.push({ table });
      put(own.slice(table.to));
      return;
    }
    const columns = toColumns(own, notes);
    for (const { lines: column } of columns) regions.push({ lines: column, inColumn: columns.length > 1 });
  };
  let at = 0;
  for (const table of tables) {
    let to = at;
    while (to < lines.length && (lines[to]?.base ?? 0) < (table.box.top + table.box.bottom) / 2) to++;
    put(lines.slice(at, to));
    regions.push({ table });
    at = to;
  }
  put(lines.slice(at));
  return regions;
}

/** A table that may go on over the page. */
interface OpenTable {
  readonly columns: readonly number[];
  rows: TableCell[][];
}

class Writer {
  /** The usual size of the letters: points. */
  readonly size: number;
  /** The usual distance from base line to base line: points. */
  readonly pitch: number;
  readonly #all: readonly PrintedLine[];
  readonly #out: string[] = [];
  #pending: Note[] = [];
  #open: OpenTable | null = null;
  #last = '';

  constructor(pages: readonly (readonly PrintedLine[])[]) {
    this.#all = pages.flat();
    this.size = median(this.#all.map((line) => line.size));
    this.pitch = pitchOf(pages);
  }

  /** Lines of one column. The first of them may go on with the paragraph before. */
  lines(lines: readonly PrintedLine[], pageWidth: number, inColumn: boolean): void {
    this.#closeTable();
    const { size, pitch } = this;
    const own = lines.length > OWN_MARGINS || inColumn ? lines : this.#all;
    const margin = percentile(
      own.map((line) => line.left),
      0.15,
    );
    const edge = percentile(
      own.map((line) => line.right),
      0.85,
    );
    const width = inColumn ? edge - margin : pageWidth;
    const origin = inColumn ? margin : 0;
    const middle = (margin + edge) / 2;
    const isCentred = (line: PrintedLine) =>
      line.left > margin + size * 2 &&
      Math.abs((line.left + line.right) / 2 - middle) < width * CENTRED &&
      line.right < edge - size;
    let before: PrintedLine | null = null;
    for (const line of lines) {
      const gap = before ? line.base - before.base : pitch;
      const indented = line.left > margin + size * INDENT;
      const hangs =
        before !== null && Math.abs(before.left - line.left) < 2 && before.right > edge - size * RAGGED;
      const begins =
        gap > pitch * PARAGRAPH_GAP ||
        line.note !== null ||
        (indented && !hangs && !(isCentred(line) && before !== null && isCentred(before)));
      if (begins || (before === null && (BEGINS_ITSELF.test(line.text) || FINAL.test(this.#last))))
        this.#flushNotes();
      if (begins) this.#blank();
      const column = line.left - origin > width * RIGHT_COLUMN && !isCentred(line);
      const indent = column
        ? ' '.repeat(Math.min(MAX_INDENT, Math.round((line.left - margin) / (size * LETTER_WIDTH))))
        : '';
      const text = line.text.replace(/^([#>|])/u, '\\$1');
      if (line.note !== null) this.#put(`<sup>${line.note}</sup> ${text}`);
      else this.#put(indent + (line.strong && !text.includes('*') ? `**${text}**` : text));
      this.#last = line.text;
      before = line;
    }
  }

  /** A paragraph of its own. */
  paragraph(text: string): void {
    this.#closeTable();
    this.#flushNotes();
    this.#blank();
    this.#put(text.replace(/^([#>|])/u, '\\$1'));
    this.#last = '';
    this.#blank();
  }

  /** Notes of a page: they stand behind the paragraph that goes on over it. */
  notes(notes: readonly Note[]): void {
    this.#pending.push(...notes);
  }

  /** A table; one with the columns of the table that ended the page before goes on with it. */
  table(table: Table): void {
    const open = this.#open;
    if (open && sameColumns(open.columns, table.columns)) {
      goOn(open.rows, withoutHead(table.rows, open.rows));
      return;
    }
    this.#closeTable();
    this.#flushNotes();
    this.#blank();
    const rows = table.rows.map((row) => [...row]);
    this.#open = { columns: table.columns, rows };
  }

  finish(): string {
    this.#closeTable();
    this.#flushNotes();
    return this.#out
      .join('\n')
      .replace(/\n{3,}/gu, '\n\n')
      .trimEnd();
  }

  #put(line: string): void {
    this.#out.push(line);
  }

  #blank(): void {
    if (this.#out.length > 0 && this.#out[this.#out.length - 1] !== '') this.#out.push('');
  }

  #closeTable(): void {
    if (!this.#open) return;
    for (const row of this.#open.rows) this.#put(toRow(row));
    this.#open = null;
    this.#blank();
    this.#last = '.';
  }

  #flushNotes(): void {
    for (const { label, lines } of this.#pending) {
      this.#blank();
      const text = lines.reduce(
        (sum, line) => (sum === '' ? line.text : `${sum}${lineSeparator(sum, line.text)}${line.text}`),
        '',
      );
      this.#put(`<sup>${label}</sup> ${text.replace(/ {2,}/gu, ' ')}`);
    }
    if (this.#pending.length > 0) this.#blank();
    this.#pending = [];
  }
}

/** Points: the same column on two pages. */
const SAME_COLUMN = 6;

function sameColumns(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((at, index) => Math.abs(at - (b[index] ?? 0)) <= SAME_COLUMN);
}

const textOf = (cell: TableCell | undefined) =>
  cell === undefined || typeof cell === 'string' ? '' : cell.text;

/** The rows below the head that a producer repeats on each page. */
function withoutHead(
  rows: readonly (readonly TableCell[])[],
  before: readonly (readonly TableCell[])[],
): readonly (readonly TableCell[])[] {
  let same = 0;
  while (
    same < rows.length - 1 &&
    same < before.length &&
    rows[same]?.every((cell, column) => textOf(cell) === textOf(before[same]?.[column])) &&
    rows[same]?.some((cell) => textOf(cell) !== '')
  )
    same++;
  return rows.slice(same);
}

/** Of the rows: so many have a first cell where it numbers them. */
const NUMBERED_ROWS = 0.7;

/** Puts the rows of the next page behind those before; a row that the page cut is one again. */
function goOn(rows: TableCell[][], more: readonly (readonly TableCell[])[]): void {
  const [first, ...others] = more;
  const last = rows[rows.length - 1];
  const numbered = rows.filter((row) => textOf(row[0]) !== '').length >= rows.length * NUMBERED_ROWS;
  if (first && last && numbered && textOf(first[0]) === '' && first.some((cell) => textOf(cell) !== '')) {
    for (const [column, cell] of first.entries()) {
      const text = textOf(cell);
      const head = textOf(last[column]);
      if (text !== '')
        last[column] = { text: head === '' ? text : `${head}${lineSeparator(head, text)}${text}` };
    }
  } else if (first) rows.push([...first]);
  for (const row of others) rows.push([...row]);
}

function toRow(row: readonly TableCell[]): string {
  const cells = row.map((cell) =>
    cell === 'as above' ? '^^' : cell === 'as at left' ? '' : cell.text.replace(/\|/gu, '\\|'),
  );
  return `| ${cells.join(' | ')} |`;
}
