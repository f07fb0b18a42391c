import type { CompoundFile } from './compound-file.ts';
import { DamagedWordFile, UnsupportedWordFile } from './damaged.ts';

/** The structures that are read, by their place among the pairs of offset and length in the FIB ([MS-DOC] 2.5.6 ff.). */
const PLACES = {
  Stshf: 1,
  PlcffndRef: 2,
  PlcffndTxt: 3,
  PlcfandRef: 4,
  PlcfBteChpx: 12,
  PlcfBtePapx: 13,
  SttbfFfn: 15,
  Clx: 33,
  PlcSpaMom: 40,
  PlcfendRef: 46,
  PlcfendTxt: 47,
  DggInfo: 50,
  PlcftxbxTxt: 56,
  PlfLst: 73,
  PlfLfo: 74,
} as const;
export type Structure = keyof typeof PLACES;

/** The stories of a document, in the order in which their characters are counted ([MS-DOC] 2.4.1). */
const STORIES = [
  'main',
  'footnotes',
  'headers',
  'macros',
  'annotations',
  'endnotes',
  'textBoxes',
  'headerTextBoxes',
] as const;
export type StoryName = (typeof STORIES)[number];

/** Character positions, `[from, to)`, of a story. */
export interface StoryRange {
  readonly from: number;
  readonly to: number;
}

/** How Word 97 and later begin this stream; and Word 6 and 95. */
const WORD_97 = 0xa5ec;
const WORD_6 = 0xa5dc;
/** Of a file that Word 97 or later wrote; the bytes behind it are laid out otherwise in older ones. */
const FIRST_VERSION = 0x00c0;

const ENCRYPTED = 0x0100;
const TABLE_1 = 0x0200;

/** Where the pairs of offset and length begin, and their number before them. */
const PAIRS = 0x9a;
const PAIR_COUNT = 0x98;
const FIRST_COUNT = 0x4c;

/** The streams of a Word file, and where in them its structures lie: its File Information Block ([MS-DOC] 2.5.1). */
export class WordFile {
  /** Text, and the pages of formatting. */
  readonly text: Uint8Array;
  /** Long lists of properties, and pictures; empty where there are none. */
  readonly data: Uint8Array;
  readonly stories: Readonly<Record<StoryName, StoryRange>>;
  readonly #table: Uint8Array;
  readonly #header: DataView;

  /** Throws `UnsupportedWordFile` with what to do for a file of another program, an older Word, or with a password. */
  constructor(file: CompoundFile) {
    const text = file.stream('WordDocument');
    if (!text) throw foreign(file);
    this.text = text;
    this.#header = new DataView(text.buffer, text.byteOffset, text.byteLength);
    const identity = this.#header.getUint16(0, true);
    const version = this.#header.getUint16(2, true);
    if (identity === WORD_6 || (identity === WORD_97 && version < FIRST_VERSION))
      throw new UnsupportedWordFile(
        'The file is of Word 6 or Word 95, a format that is not read. Open it in Word or LibreOffice and save it as .docx.',
      );
    if (identity !== WORD_97) throw new DamagedWordFile('it does not begin as a Word document');
    const flags = this.#header.getUint16(0x0a, true);
    if (flags & ENCRYPTED) throw new UnsupportedWordFile(PASSWORD);
    const table = file.stream(flags & TABLE_1 ? '1Table' : '0Table');
    if (!table) throw new DamagedWordFile('the stream of its tables is missing');
    this.#table = table;
    this.data = file.stream('Data') ?? new Uint8Array(0);
    let from = 0;
    const stories = STORIES.map((name, index): [StoryName, StoryRange] => {
      const length = this.#header.getInt32(FIRST_COUNT + index * 4, true);
      if (length < 0) throw new DamagedWordFile('a part of its text has no length');
      const story = { from, to: from + length };
      from = story.to;
      return [name, story];
    });
    this.stories = Object.fromEntries(stories) as Record<StoryName, StoryRange>;
  }

  /** The bytes of a structure; empty where the file has none. */
  structure(name: Structure): Uint8Array {
    const [from, length] = this.#placeOf(name);
    if (length === 0) return new Uint8Array(0);
    if (from + length > this.#table.length) throw new DamagedWordFile(`${name} lies outside of the file`);
    return this.#table.subarray(from, from + length);
  }

  /** The bytes behind a structure, which it tells the number of itself. */
  behind(name: Structure): Uint8Array {
    const [from, length] = this.#placeOf(name);
    return this.#table.subarray(from + length);
  }

  #placeOf(name: Structure): [from: number, length: number] {
    const place = PLACES[name];
    if (place >= this.#header.getUint16(PAIR_COUNT, true)) return [0, 0];
    const at = PAIRS + place * 8;
    return [this.#header.getUint32(at, true), this.#header.getUint32(at + 4, true)];
  }
}

const PASSWORD =
  'The file is protected by a password and was not read. Open it in Word, take the password away, and save it as .docx.';

/** What a compound file is that holds no Word document. */
function foreign(file: CompoundFile): UnsupportedWordFile {
  if (file.stream('EncryptedPackage')) return new UnsupportedWordFile(PASSWORD);
  const kind =
    file.stream('Workbook') || file.stream('Book')
      ? 'a sheet of Excel'
      : file.stream('PowerPoint Document')
        ? 'a presentation of PowerPoint'
        : 'of another program than Word';
  return new UnsupportedWordFile(
    `The file is ${kind}, a format that is not read. Save its text as .docx, .pdf or UTF-8 text.`,
  );
}
