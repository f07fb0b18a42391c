import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { HiddenMarkup, styleSheetsOf } from './hidden-markup.ts';
import { findMarksOutside } from './stamps.ts';
import { countWords, NOTHING_WITHHELD, type Withheld } from './withheld.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Never part of a document: code, forms and the navigation of the site that shows it. */
const IGNORED = new Set(
  'script style noscript template head nav aside button select input textarea iframe object svg canvas audio video img dialog datalist rp annotation annotation-xml'.split(
    ' ',
  ),
);

/** Elements that begin a line of their own. */
const BLOCKS = new Set(
  'address article blockquote body caption center dd div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

const STRONG = new Set(['b', 'strong', 'th']);

/** One printed line: its text, whether all of it is strong, and whether a paragraph begins with it. */
interface MarkupLine {
  text: string;
  strong: boolean;
  plain: boolean;
  begins: boolean;
  prefix: string;
}

/** How markup is read. */
export interface MarkupOptions {
  /** Notes by the fragment that references point at: `footnote-1`. */
  readonly notes?: ReadonlyMap<string, { readonly label: string; readonly text: string }>;
  /** White space is as it is printed: tabs and wide gaps part columns. In HTML, white space is one space. */
  readonly columns?: boolean;
}

/** A page as Markdown, and what it holds besides. */
export interface ReadMarkup {
  readonly markdown: string;
  readonly withheld: Withheld;
  /** Secrecy marks in what is not shown, and in the names of pictures. */
  readonly stamps: readonly string[];
  /** Words that are struck through and can be read. */
  readonly struckWords: number;
  /** Rules of its style sheets that hide something, nobody knows what. */
  readonly unjudgedRules: number;
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

const isElement = (node: Node): node is Element => 'tagName' in node;

function elementsOf(node: Element, names: ReadonlySet<string>): Element[] {
  const found: Element[] = [];
  const walk = (parent: Element) => {
    for (const child of parent.childNodes) {
      if (!isElement(child)) continue;
      if (names.has(child.tagName)) found.push(child);
      else if (child.tagName !== 'table') walk(child);
    }
  };
  walk(node);
  return found;
}

const ROW = new Set(['tr']);
const CELL = new Set(['td', 'th']);

/** What tells a table that only sets a letterhead or a signature in two columns. */
const LAYOUT =
  /CỘNG H(?:ÒA|OÀ) X|ĐẢNG CỘNG SẢN|Nơi nhận|(?:^| )(?:TM|T\/M|KT|K\/T|TL|T\/L|TUQ)\.? \p{Lu}{2}|(?:^| )Số ?:? ?\d{0,6} ?[-/] ?\p{Lu}/u;
const MAX_LAYOUT_ROWS = 6;

/** A table of data has at least so many rows and columns. */
const MIN_ROWS = 2;
const MIN_COLUMNS = 2;

/** Elements nested deeper are only text. */
const MAX_DEPTH = 200;

/** No table is wider: a forged `colspan` must not make one. */
const MAX_SPAN = 60;

/** A column that is reached by a tab or by many spaces: so wide is the gap before it, and before one at the right. */
const GAP = '    ';
const RIGHT_GAP = ' '.repeat(30);
/** As many spaces at the beginning of a line have nothing at their left. */
const RIGHT_SPACES = 26;

/** A mark, or the name of a number, that a tab moves the text away from: no column. */
const MARK =
  /^(?:[-–+•]|\p{L}{1,5}[.)]|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|Điều \d{1,3}\.?|Số ?:?)[ \t\u00a0]+(?=\S)/iu;

/** A printed line with its white space: gaps where columns begin, single spaces elsewhere. */
function withColumns(line: string): string {
  const bare = line.replace(/^[ \t\u00a0]+|[ \t\u00a0]+$/gu, '');
  const indent = line.slice(0, line.length - line.trimStart().length);
  const mark = MARK.exec(bare)?.[0] ?? '';
  const rest = bare
    .slice(mark.length)
    .replace(/[ \u00a0]*\t[ \t\u00a0]*|[ \u00a0]{3,}/gu, GAP)
    .replace(/(?<! ) {2}(?! )/gu, ' ');
  const right = indent.includes('\t') || indent.length >= RIGHT_SPACES;
  return (right ? RIGHT_GAP : '') + (mark === '' ? '' : `${mark.trim()} `) + rest;
}

class Writer {
  readonly #lines: MarkupLine[] = [];
  readonly #options: MarkupOptions;
  readonly #noted = new Set<string>();
  #pendingNotes: string[] = [];
  #line: MarkupLine = Writer.#empty(true, '');
  #strong = 0;
  #pre = 0;
  #depth: number;

  constructor(options: MarkupOptions, depth = 0) {
    this.#options = options;
    this.#depth = depth;
  }

  static #empty(begins: boolean, prefix: string): MarkupLine {
    return { text: '', strong: true, plain: false, begins, prefix };
  }

  breakLine(begins: boolean, prefix = ''): void {
    const kept = this.#line.text.trim();
    if (kept !== '') this.#lines.push(this.#line);
    // A break within an empty line changes nothing but what the line is to be.
    const starts = begins || (kept === '' && this.#line.begins);
    this.#line = Writer.#empty(starts, prefix || (kept === '' ? this.#line.prefix : ''));
    if (begins && kept !== '') this.#flushNotes();
  }

  #flushNotes(): void {
    const notes = this.#pendingNotes;
    this.#pendingNotes = [];
    for (const text of notes) this.raw(text);
  }

  /** A line that is written as it is. */
  raw(text: string): void {
    this.#lines.push({ text, strong: false, plain: true, begins: true, prefix: '' });
  }

  write(raw: string): void {
    if (this.#pre > 0) {
      for (const [index, part] of raw.split('\n').entries()) {
        if (index > 0) this.breakLine(false);
        this.#append(part);
      }
      return;
    }
    this.#append(raw.replace(this.#options.columns ? /[\r\n\f]+/gu : /[ \t\r\n\f]+/gu, ' '));
  }

  #append(text: string): void {
    if (text === '') return;
    const line = this.#line;
    if (this.#options.columns) {
      if (text.trim() !== '' && this.#strong === 0) line.strong = false;
      line.text += text;
      return;
    }
    if (text.trim() !== '') {
      if (this.#strong === 0) line.strong = false;
      line.text += line.text.endsWith(' ') ? text.trimStart() : text;
    } else if (line.text !== '' && !line.text.endsWith(' ')) line.text += ' ';
  }

  note(reference: string): boolean {
    const note = this.#options.notes?.get(reference);
    if (!note) return false;
    if (!this.#noted.has(reference)) {
      this.#noted.add(reference);
      this.#pendingNotes.push(`<sup>${note.label}</sup> ${note.text}`);
    }
    return true;
  }

  visit(node: Node): void {
    if (node.nodeName === '#text' && 'value' in node) {
      this.write(node.value);
      return;
    }
    if (!isElement(node)) return;
    const name = node.tagName;
    if (IGNORED.has(name)) return;
    if (this.#depth >= MAX_DEPTH) {
      this.write(textOf(node));
      return;
    }
    if (name === 'br') {
      this.breakLine(false);
      return;
    }
    if (name === 'a' && this.note((attribute(node, 'href') ?? '').replace(/^#/u, ''))) return;
    if (name === 'table') {
      this.#depth++;
      this.#table(node);
      this.#depth--;
      return;
    }
    this.#depth++;
    const strong = STRONG.has(name) || /^h[1-6]$/u.test(name);
    if (strong) this.#strong++;
    if (name === 'pre') this.#pre++;
    const block = BLOCKS.has(name);
    if (block) this.breakLine(true, /^h[1-6]$/u.test(name) ? `${'#'.repeat(Number(name[1]))} ` : '');
    if (name === 'ol' || name === 'ul') this.#list(node);
    else for (const child of node.childNodes) this.visit(child);
    if (block) this.breakLine(true);
    if (name === 'pre') this.#pre--;
    if (strong) this.#strong--;
    this.#depth--;
  }

  #list(list: Element): void {
    const ordered = list.tagName === 'ol';
    const type = attribute(list, 'type') ?? '1';
    let number = Number(attribute(list, 'start') ?? '1');
    if (!Number.isSafeInteger(number)) number = 1;
    for (const item of list.childNodes) {
      if (!isElement(item)) continue;
      this.breakLine(true);
      if (item.tagName === 'li') {
        const value = Number(attribute(item, 'value') ?? Number.NaN);
        if (Number.isSafeInteger(value)) number = value;
        this.write(ordered ? `${ordinal(number++, type)} ` : '- ');
        for (const child of item.childNodes) {
          // The first block of an item stands on the line of its mark.
          if (isElement(child) && child.tagName === 'p' && child === item.childNodes.find(isElement))
            for (const inner of child.childNodes) this.visit(inner);
          else this.visit(child);
        }
      } else this.visit(item);
      this.breakLine(true);
    }
  }

  #table(table: Element): void {
    this.breakLine(true);
    for (const child of table.childNodes)
      if (isElement(child) && child.tagName === 'caption') this.visit(child);
    const rows = elementsOf(table, ROW).map((row) => elementsOf(row, CELL));
    const widest = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
    const text = textOf(table).replace(/\s+/gu, ' ');
    const isLayout =
      rows.length < MIN_ROWS ||
      widest < MIN_COLUMNS ||
      (rows.length <= MAX_LAYOUT_ROWS && widest <= 4 && LAYOUT.test(text));
    if (isLayout) {
      for (const cells of rows) {
        for (const cell of cells) {
          if (widest > 1 && textOf(cell).trim() !== '') this.raw('|');
          for (const child of cell.childNodes) this.visit(child);
          this.breakLine(true);
        }
      }
      this.breakLine(true);
      return;
    }
    const notes: string[] = [];
    const open: number[] = []; // rows that a cell above still takes, by column
    for (const cells of rows) {
      const texts: string[] = [];
      const take = () => {
        while ((open[texts.length] ?? 0) > 0) {
          open[texts.length] = (open[texts.length] ?? 0) - 1;
          texts.push('^^');
        }
      };
      for (const cell of cells) {
        take();
        const inner = new Writer(this.#options, this.#depth);
        for (const child of cell.childNodes) inner.visit(child);
        const { content, notes: below } = inner.cell();
        for (const note of below) notes.push(note);
        const down = Math.min(Number(attribute(cell, 'rowspan') ?? '1') || 1, 10_000);
        const across = Math.min(Number(attribute(cell, 'colspan') ?? '1') || 1, MAX_SPAN);
        if (texts.length >= MAX_SPAN) {
          texts[MAX_SPAN - 1] = `${texts[MAX_SPAN - 1]} ${content}`.trim(); // nothing is lost of a row without end
          continue;
        }
        for (let i = 0; i < across && texts.length < MAX_SPAN; i++) {
          open[texts.length] = Math.max(0, down - 1);
          texts.push(i === 0 ? content : '');
        }
      }
      take();
      if (texts.some((value) => value !== '' && value !== '^^')) this.raw(`| ${texts.join(' | ')} |`);
    }
    for (const note of notes) this.raw(note);
    this.#line = Writer.#empty(true, '');
  }

  /** What was written as the content of one cell, its paragraphs on one line. */
  cell(): { content: string; notes: readonly string[] } {
    this.breakLine(false);
    const notes = this.#pendingNotes;
    return {
      content: this.#lines
        .map(({ text, plain }) =>
          // The rows of a table within a table: their cells, one behind the other.
          plain
            ? text
                .replace(/(?<!\\)\|(?: \^\^(?= \|))?/gu, ' ')
                .replace(/ {2,}/gu, ' ')
                .trim()
            : text
                .trim()
                .replace(/[ \t]{2,}|\t/gu, ' ')
                .replace(/\|/gu, '\\|'),
        )
        .filter((text) => text !== '')
        .join(' <br/>'),
      notes,
    };
  }

  /** The lines as Markdown. */
  finish(): string {
    this.breakLine(true);
    this.#flushNotes();
    const out: string[] = [];
    let inTable = false;
    for (const { text, strong, plain, begins, prefix } of this.#lines) {
      const isRow = plain && text.startsWith('| ');
      if (begins && out.length > 0 && !(isRow && inTable)) out.push('');
      inTable = isRow;
      if (plain) out.push(text);
      else {
        const line = this.#options.columns ? withColumns(text) : text.trim();
        // the asterisk below an issuer is no mark of a list where a column follows it
        const bare = line.trim().replace(/^([#>|]|\*(?= {4}))/u, '\\$1');
        const indent = line.slice(0, line.length - line.trimStart().length);
        out.push(`${indent}${prefix}${strong && !/\*/u.test(bare) ? `**${bare}**` : bare}`);
      }
    }
    return out.join('\n');
  }
}

/** The mark of an item in an ordered list of HTML: `type` is 1, a, A, i or I. */
function ordinal(value: number, type: string): string {
  if (type === 'a' || type === 'A') {
    const letter = toLetters(value);
    return type === 'a' ? `${letter})` : `${letter.toUpperCase()}.`;
  }
  if (type === 'i' || type === 'I') return `${type === 'i' ? toRoman(value).toLowerCase() : toRoman(value)}.`;
  return `${value}.`;
}

/** 1 → a, 27 → aa. */
export function toLetters(value: number): string {
  if (value < 1) return String(value);
  const count = Math.min(10, Math.ceil(value / 26));
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(count);
}

/** 4 → IV. Outside of 1–3999: the number itself. */
export function toRoman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  const units: readonly [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = value;
  let roman = '';
  for (const [size, sign] of units) {
    while (rest >= size) {
      roman += sign;
      rest -= size;
    }
  }
  return roman;
}

/** All text below a node, also of what is never part of a document. */
function allTextOf(node: Element): string {
  const parts: string[] = [];
  const rest: Node[] = [node];
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (next.nodeName === '#text' && 'value' in next) parts.push(next.value);
    else if (isElement(next))
      for (let i = next.childNodes.length - 1; i >= 0; i--) rest.push(next.childNodes[i] as Node);
  }
  return parts.join('');
}

/** The text below a node. Not recursive: a file may nest its elements deeper than a stack goes. */
function textOf(node: Node): string {
  const parts: string[] = [];
  const rest: Node[] = [node];
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (next.nodeName === '#text' && 'value' in next) parts.push(next.value);
    else if (isElement(next) && !IGNORED.has(next.tagName)) {
      if (BLOCKS.has(next.tagName) || next.tagName === 'br') parts.push(' ');
      for (let i = next.childNodes.length - 1; i >= 0; i--) rest.push(next.childNodes[i] as Node);
    }
  }
  return parts.join('');
}

/** Comments that programs write: conditions, the ends of what was copied. */
const OF_PROGRAMS = /^\s*(?:\[|<!\[|(?:Start|End)Fragment\b)/iu;
/** So many words are a remark of somebody; fewer name a part of the page. */
const REMARK_WORDS = 3;

/** Whether a comment of the source says something to people. */
function isRemark(comment: string): boolean {
  if (OF_PROGRAMS.test(comment)) return false;
  const words = comment.replace(/<[^>]*>/gu, ' ');
  return countWords(words) >= REMARK_WORDS || /[^\u0000-\u007f]/u.test(words.replace(/\P{L}/gu, ''));
}

const STRUCK = new Set(['s', 'strike']);

/**
 * Takes out of a page what is not shown (chữ ẩn), is struck out as deleted, or is a comment; what is inserted stays. Gives
 * how much of it there was.
 */
function takeOutUnshown(root: { childNodes: Node[] }): Omit<ReadMarkup, 'markdown'> {
  const hidden = new HiddenMarkup(styleSheetsOf(root));
  const withheld = { ...NOTHING_WITHHELD };
  const unshown: string[] = [];
  let struckWords = 0;
  const hide = (text: string) => {
    const words = countWords(text);
    unshown.push(text);
    if (words > 0) withheld.hiddenPassages++;
    withheld.hiddenWords += words;
  };
  const rest: { parent: { childNodes: Node[] }; visible: boolean }[] = [{ parent: root, visible: true }];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { parent, visible } = next;
    parent.childNodes = parent.childNodes.filter((node) => {
      if (node.nodeName === '#comment' && 'data' in node) {
        unshown.push(node.data);
        if (isRemark(node.data)) withheld.comments++;
        return false;
      }
      if (node.nodeName === '#text' && 'value' in node) {
        if (visible) return true;
        hide(node.value);
        return false;
      }
      if (!isElement(node)) return true;
      for (const name of ['alt', 'title']) unshown.push(attribute(node, name) ?? '');
      if (IGNORED.has(node.tagName)) {
        if (node.tagName === 'svg') unshown.push(allTextOf(node));
        return true;
      }
      const { unshown: why, visible: own } = hidden.of(node);
      if (why === 'hidden') hide(textOf(node));
      else if (why === 'deleted') withheld.deletions++;
      else if (why === 'comment') withheld.comments++;
      if (why) {
        unshown.push(textOf(node));
        return false;
      }
      if (node.tagName === 'ins') withheld.insertions++;
      if (STRUCK.has(node.tagName)) struckWords += countWords(textOf(node));
      rest.push({ parent: node, visible: own ?? visible });
      return true;
    });
  }
  return {
    withheld,
    stamps: findMarksOutside(unshown.flatMap((text) => [text, ...text.split('\n')])),
    struckWords,
    unjudgedRules: hidden.unjudged,
  };
}

/**
 * HTML as the Markdown that the parser reads: one line a printed line, a blank line between paragraphs, `**` around
 * lines that are strong throughout, `| a | b |` for rows of data, a lone `|` before each cell of a table that only
 * sets columns, `^^` where a cell of the row above goes on, `<sup>n</sup> …` for notes. What a page doesn't show is left
 * out, and counted. Nothing of the markup itself comes through: the result is text, and as untrusted as the file.
 */
export function readMarkup(html: string, options: MarkupOptions = {}): ReadMarkup {
  const page = parse(html);
  const besides = takeOutUnshown(page);
  const writer = new Writer(options);
  for (const node of page.childNodes) writer.visit(node as Node);
  return { markdown: writer.finish(), ...besides };
}

/** `readMarkup` for a page of which all is shown. */
export function htmlToMarkdown(html: string, options: MarkupOptions = {}): string {
  return readMarkup(html, options).markdown;
}
