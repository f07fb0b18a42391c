import dingbats from 'dingbat-to-unicode';
import type { ListCounters } from '../list-numbering.ts';
import { DamagedWordFile, OversizedWordFile } from './damaged.ts';
import type { StoryRange, WordFile } from './fib.ts';
import { readFields } from './fields.ts';
import {
  type FormattedRuns,
  type ParagraphModifiers,
  PLAIN_PARAGRAPH,
  readCharacterRuns,
  readParagraphRuns,
} from './formatted-pages.ts';
import { LAST_LIST, type Lists, OLD_LIST } from './lists.ts';
import { type Piece, PieceTable } from './pieces.ts';
import { viewOf } from './plc.ts';
import { type CharacterProperties, type ParagraphProperties, PropertyReader } from './properties.ts';
import { NO_MODIFIERS } from './sprm.ts';
import { readStyles } from './styles.ts';

/** Text of one look. */
export interface TextRun {
  readonly text: string;
  readonly bold: boolean;
  readonly struck: boolean;
  /** Shown in capitals, whatever its letters are. */
  readonly capitals: boolean;
  /** The name of its font; null where the file names none. */
  readonly font: string | null;
}

/** What a paragraph is made of, in order. A note and a box stand where the text refers to them. */
export type Inline =
  | ({ readonly kind: 'text' } & TextRun)
  | { readonly kind: 'line' | 'page' }
  | { readonly kind: 'note' | 'box'; readonly index: number };

/** A paragraph as a reader of the paper sees it. */
export interface Paragraph {
  readonly inlines: readonly Inline[];
  readonly properties: ParagraphProperties;
  /** What Word numbers it with; null for one that bears no number. */
  readonly label: TextRun | null;
  /** It ends a cell; of the depth that its properties tell. */
  readonly cellEnd: boolean;
}

/** A picture in a text. */
export interface Picture {
  readonly linesBefore: number;
  readonly height: number | null;
}

/** What a document holds besides the text that is shown. */
export interface Findings {
  /** Passages that are hidden. */
  readonly hidden: string[];
  /** Passages that tracked changes cross out, and how many they add. */
  readonly deleted: string[];
  insertions: number;
  /** Numbers that Word shows and that could not be worked out. */
  lostNumbers: number;
  /** Fields whose words could not be worked out. */
  unreadFields: number;
  /** Pictures: how many paragraphs with text stand before each, and how high it is, twips; null where that isn't told. */
  readonly pictures: Picture[];
  objects: number;
}

/** What the characters of a story refer to, by position. */
export interface References {
  readonly notes: ReadonlyMap<number, number>;
  readonly boxes: ReadonlyMap<number, readonly number[]>;
  /** The heights of pictures that are anchored there, twips. */
  readonly pictures: ReadonlyMap<number, number>;
}

const NO_REFERENCES: References = { notes: new Map(), boxes: new Map(), pictures: new Map() };

/** Characters that mean something ([MS-DOC] 2.4.2 and 2.8.26). */
const PICTURE = 0x01;
const CELL_MARK = 0x07;
const SHAPE = 0x08;
const TAB = 0x09;
const LINE_BREAK = 0x0b;
const PAGE_BREAK = 0x0c;
const PARAGRAPH_MARK = 0x0d;
const COLUMN_BREAK = 0x0e;
const NONBREAKING_HYPHEN = 0x1e;
const SOFT_HYPHEN = 0x1f;
const FIRST_LETTER = 0x20;
const BRACKET = 0x28;

/** A document has no more parts (paragraphs, runs, lines): 27 pages measured 4,000. Each takes memory. */
const MAX_PARTS = 1_000_000;

/** Fonts of pictures keep these codes for their characters. */
const PICTURE_CODES = /[\uf020-\uf0ff]/gu;

/** A character of a font of pictures as Unicode; null for one that is not listed. */
function pictureOf(font: string, code: number): string | null {
  return dingbats.codePoint(font, code & 0xff)?.string ?? null;
}

/** Where the height of a picture stands in its head, and how much of it is shown ([MS-DOC] 2.9.190, PICF): twips, ‰. */
const PICTURE_HEIGHT = 0x1e;
const PICTURE_SCALE = 0x22;

/** The height of a picture, twips; null where its head lies outside of the data. */
function pictureHeight(data: Uint8Array, at: number): number | null {
  if (at + PICTURE_SCALE + 2 > data.length) return null;
  const view = viewOf(data);
  return (view.getInt16(at + PICTURE_HEIGHT, true) * view.getUint16(at + PICTURE_SCALE, true)) / 1_000;
}

/** Reads the stories of a file. */
export class StoryReader {
  readonly findings: Findings = {
    hidden: [],
    deleted: [],
    insertions: 0,
    lostNumbers: 0,
    unreadFields: 0,
    pictures: [],
    objects: 0,
  };
  readonly #pieces: PieceTable;
  readonly #characters: FormattedRuns<Uint8Array>;
  readonly #paragraphs: FormattedRuns<ParagraphModifiers>;
  readonly #properties: PropertyReader;
  readonly #fonts: readonly string[];
  readonly #lists: Lists;
  readonly #data: Uint8Array;
  /** Paragraphs with text of the story so far. */
  #lines = 0;
  #parts = 0;
  /** What the characters before were, so that a passage is counted once. */
  #before: 'shown' | 'hidden' | 'deleted' | 'inserted' = 'shown';

  constructor(file: WordFile, fonts: readonly string[], lists: Lists) {
    this.#pieces = new PieceTable(file);
    this.#characters = readCharacterRuns(file);
    this.#paragraphs = readParagraphRuns(file);
    this.#properties = new PropertyReader(file, readStyles(file));
    this.#fonts = fonts;
    this.#lists = lists;
    this.#data = file.data;
  }

  /** The level of a heading, 1 to 9, that the style of a paragraph makes; 0 for other paragraphs. */
  headingOf(paragraph: Paragraph): number {
    return this.#properties.headingOf(paragraph.properties.style);
  }

  /** All letters of a story, whether they are shown or not, one string a paragraph. */
  rawLines({ from, to }: StoryRange): string[] {
    return this.#textOf(from, to).split(/[\r\u0007\u000b\u000c]/u);
  }

  #textOf(from: number, to: number): string {
    const parts: string[] = [];
    for (const piece of this.#pieces.within(from, to)) parts.push(this.#pieces.textOf(piece));
    const text = parts.join('');
    if (text.length !== to - from) throw new DamagedWordFile('a part of its text is missing');
    return text;
  }

  /**
   * The paragraphs of a story as shown: without what is hidden, deleted, or the instruction of a field.
   *
   * @param counters of its lists: the text boxes of a document count together, and apart from the text
   */
  paragraphs(
    { from, to }: StoryRange,
    counters: ListCounters,
    references: References = NO_REFERENCES,
  ): Paragraph[] {
    this.#lines = 0;
    const text = this.#textOf(from, to);
    const fields = readFields(text);
    this.findings.lostNumbers += fields.numbers;
    this.findings.unreadFields += fields.unread;
    const paragraphs: Paragraph[] = [];
    let inlines: Inline[] = [];
    let start = from;
    for (const piece of this.#pieces.within(from, to)) {
      for (let at = piece.from; at < piece.to; at++) {
        const code = text.charCodeAt(at - from);
        if (code !== PARAGRAPH_MARK && code !== CELL_MARK && code !== PAGE_BREAK) continue;
        const place = piece.at + (at - piece.from) * piece.bytes;
        const run = this.#paragraphs.at(place);
        // A break between pages stands within a paragraph; one between sections ends it.
        if (code === PAGE_BREAK && run?.to !== place + piece.bytes) continue;
        const properties = this.#properties.paragraph(run?.properties ?? PLAIN_PARAGRAPH, piece.modifiers);
        this.#write(
          inlines,
          { from: start, to: at },
          text,
          from,
          fields.instructions,
          properties,
          references,
        );
        this.#endWord();
        start = at + 1;
        const mark = this.#ofPlace(place, piece, properties);
        const inCell = code === CELL_MARK || properties.innerCellEnd || properties.innerRowEnd;
        if ((mark.hidden || mark.deleted) && !inCell && code === PARAGRAPH_MARK) {
          // The text runs on. Word draws the two words side by side; a search must not take them for one.
          if (mark.hidden && inlines.length > 0) this.#put(inlines, ' ', mark);
          continue;
        }
        this.#countPart();
        if (inlines.some(({ kind }) => kind === 'text')) this.#lines++;
        paragraphs.push({
          inlines,
          properties,
          label: this.#labelOf(properties, mark, inlines, counters),
          cellEnd: (code === CELL_MARK && !properties.rowEnd) || properties.innerCellEnd,
        });
        inlines = [];
      }
    }
    if (start < to || inlines.length > 0) {
      const properties = this.#properties.paragraph(PLAIN_PARAGRAPH, NO_MODIFIERS);
      this.#write(inlines, { from: start, to }, text, from, fields.instructions, properties, references);
      paragraphs.push({ inlines, properties, label: null, cellEnd: false });
    }
    return paragraphs;
  }

  #ofPlace(place: number, piece: Piece, { style }: ParagraphProperties): CharacterProperties {
    const run = this.#characters.at(place);
    return this.#properties.characters(style, run?.properties ?? NO_MODIFIERS, piece.modifiers);
  }

  /** Adds what is shown of a range of characters. */
  #write(
    inlines: Inline[],
    range: StoryRange,
    text: string,
    textFrom: number,
    instructions: Uint8Array,
    paragraph: ParagraphProperties,
    references: References,
  ): void {
    for (const piece of this.#pieces.within(range.from, range.to)) {
      for (let at = piece.from; at < piece.to; ) {
        const place = piece.at + (at - piece.from) * piece.bytes;
        const run = this.#characters.at(place);
        const next = run?.to ?? this.#characters.nextFrom(place);
        const to = Math.min(piece.to, at + Math.max(1, Math.ceil((next - place) / piece.bytes)));
        const properties = this.#ofPlace(place, piece, paragraph);
        this.#writeRun(inlines, { from: at, to }, text, textFrom, instructions, properties, references);
        at = to;
      }
    }
  }

  #writeRun(
    inlines: Inline[],
    { from, to }: StoryRange,
    text: string,
    textFrom: number,
    instructions: Uint8Array,
    properties: CharacterProperties,
    references: References,
  ): void {
    const { findings } = this;
    const shown = !properties.hidden && !properties.deleted;
    let letters = '';
    const flush = () => {
      if (letters !== '') this.#put(inlines, letters, properties);
      letters = '';
    };
    for (let at = from; at < to; at++) {
      if (instructions[at - textFrom] === 1) continue;
      const code = text.charCodeAt(at - textFrom);
      if (code > FIRST_LETTER) this.#count(properties, text[at - textFrom] as string);
      if (!shown) {
        if (code <= FIRST_LETTER) this.#endWord();
        continue;
      }
      const note = references.notes.get(at);
      if (note !== undefined) {
        flush();
        this.#add(inlines, { kind: 'note', index: note });
      }
      if (code === BRACKET && properties.symbol) {
        flush();
        const font = this.#fonts[properties.symbol.font] ?? '';
        const { code: symbol } = properties.symbol;
        const picture = pictureOf(font, symbol) ?? (symbol < 0xe000 ? String.fromCharCode(symbol) : '');
        this.#put(inlines, picture, properties);
        continue;
      }
      if (code >= FIRST_LETTER) {
        letters += text[at - textFrom];
        continue;
      }
      switch (code) {
        case TAB:
          letters += '\t';
          break;
        case NONBREAKING_HYPHEN:
          letters += '\u2011';
          break;
        case SOFT_HYPHEN:
          letters += '\u00ad';
          break;
        case LINE_BREAK:
        case COLUMN_BREAK:
          flush();
          this.#add(inlines, { kind: 'line' });
          break;
        case PAGE_BREAK:
          flush();
          this.#add(inlines, { kind: 'page' });
          break;
        case SHAPE:
          flush();
          if (references.pictures.has(at)) this.#addPicture(references.pictures.get(at) ?? null);
          for (const box of references.boxes.get(at) ?? []) this.#add(inlines, { kind: 'box', index: box });
          break;
        case PICTURE:
          if (properties.object) findings.objects++;
          else if (properties.picture !== null && !properties.formData)
            this.#addPicture(pictureHeight(this.#data, properties.picture));
          break;
      }
    }
    flush();
  }

  /** Words of a passage that is not shown stay apart, also over the ends of paragraphs. */
  #endWord(): void {
    const now = this.#before;
    const passages = now === 'hidden' || now === 'deleted' ? this.findings[now] : null;
    passages?.push(`${passages.pop() ?? ''} `);
  }

  #addPicture(height: number | null): void {
    this.findings.pictures.push({ linesBefore: this.#lines, height });
  }

  #countPart(): void {
    this.#parts++;
    if (this.#parts > MAX_PARTS) throw new OversizedWordFile('its text has no end');
  }

  #add(inlines: Inline[], inline: Inline): void {
    this.#countPart();
    inlines.push(inline);
  }

  /** Counts the passages that are not shown, or not accepted yet. */
  #count(properties: CharacterProperties, letter: string): void {
    const { findings } = this;
    const now = properties.deleted
      ? 'deleted'
      : properties.hidden
        ? 'hidden'
        : properties.inserted
          ? 'inserted'
          : 'shown';
    const begins = now !== this.#before;
    this.#before = now;
    const passages = now === 'hidden' || now === 'deleted' ? findings[now] : null;
    passages?.push((begins ? '' : (passages.pop() ?? '')) + letter);
    if (begins && now === 'inserted') findings.insertions++;
  }

  #put(inlines: Inline[], text: string, properties: CharacterProperties): void {
    if (text === '') return;
    const beyond = /[^\u0000-\u007f]/u.test(text);
    const font = this.#fonts[beyond ? properties.fontBeyondAscii : properties.font] ?? null;
    const pictured =
      font === null
        ? text
        : text.replace(PICTURE_CODES, (character) => pictureOf(font, character.charCodeAt(0)) ?? character);
    this.#add(inlines, {
      kind: 'text',
      text: pictured,
      bold: properties.bold,
      struck: properties.struck,
      capitals: properties.capitals || properties.smallCapitals,
      font,
    });
  }

  /** The number of a paragraph. Word counts those that are empty, too, and shows it where there is text. */
  #labelOf(
    { list, level }: ParagraphProperties,
    mark: CharacterProperties,
    inlines: readonly Inline[],
    counters: ListCounters,
  ): TextRun | null {
    if (list === 0 || list > OLD_LIST) return null;
    const first = inlines.find((one) => one.kind === 'text' && one.text.trim() !== '');
    const found = list <= LAST_LIST ? this.#lists.get(list) : undefined;
    const definition = found?.levels.get(level);
    if (!found || !definition) {
      if (first) this.findings.lostNumbers++;
      return null;
    }
    const label = counters.next(String(list), found, level);
    if (label === null || label === '' || first?.kind !== 'text') return null;
    if (!definition.known) this.findings.lostNumbers++;
    const font = this.#fonts[definition.font ?? mark.font] ?? null;
    return { text: label, bold: first.bold, struck: false, capitals: false, font };
  }
}
