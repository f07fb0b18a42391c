/**
 * A writer of Word 97 files for tests ([MS-CFB], [MS-DOC]): what Word writes and LibreOffice doesn't (text of one byte a
 * character, fast saves, long lists of modifiers), and files that no program writes.
 */

/** Modifiers as bytes: `sprm(0x0835, 1)` is bold. */
export function sprm(code: number, ...operand: number[]): number[] {
  return [code & 0xff, code >> 8, ...operand];
}

const u16 = (value: number) => [value & 0xff, (value >> 8) & 0xff];
const u32 = (value: number) => [...u16(value & 0xffff), ...u16((value >>> 16) & 0xffff)];

export interface TestRun {
  readonly text: string;
  /** Of its characters (CHPX). */
  readonly modifiers?: readonly number[];
  /** Of the paragraph that its mark, the last character, ends (PAPX). */
  readonly paragraph?: readonly number[];
  /** The text is stored with one byte a character. */
  readonly compressed?: boolean;
  /** A list of modifiers for all of the piece, as a fast save leaves it; or one of the short form. */
  readonly ofPiece?: readonly number[];
  readonly prm?: number;
}

export interface TestFile {
  readonly runs: readonly TestRun[];
  /** Runs are stored from the last to the first, as after many fast saves. */
  readonly scattered?: boolean;
  readonly data?: readonly number[];
  readonly identity?: number;
  readonly version?: number;
  readonly flags?: number;
  /** The name of the stream of the text. */
  readonly stream?: string;
  /** More characters in the main text than there are. */
  readonly more?: number;
}

const SECTOR = 512;
const TEXT_AT = 2_048;

function padded(bytes: readonly number[], multiple: number, least = 0): Uint8Array {
  const length = Math.max(least, Math.ceil(bytes.length / multiple) * multiple);
  const whole = new Uint8Array(length);
  whole.set(bytes);
  return whole;
}

/** A page of formatting (FKP): runs of bytes, and what each refers to, laid out from the end of the page. */
function page(
  runs: readonly { from: number; to: number; content: readonly number[] }[],
  place: number,
): Uint8Array {
  const bytes = new Uint8Array(SECTOR);
  const view = new DataView(bytes.buffer);
  bytes[SECTOR - 1] = runs.length;
  let free = SECTOR - 2;
  for (const [index, { from, to, content }] of runs.entries()) {
    view.setUint32(index * 4, from, true);
    view.setUint32(index * 4 + 4, to, true);
    if (content.length === 0) continue;
    free = (free - content.length) & ~1;
    bytes.set(content, free);
    bytes[(runs.length + 1) * 4 + index * place] = free / 2;
  }
  return bytes;
}

/** The streams of a document, by name. */
export function wordStreams(file: TestFile): Map<string, Uint8Array> {
  const order = file.scattered ? [...file.runs.keys()].reverse() : [...file.runs.keys()];
  const places = new Map<number, { at: number; length: number }>();
  const text: number[] = [];
  for (const index of order) {
    const { text: characters, compressed } = file.runs[index] as TestRun;
    if (!compressed && text.length % 2 === 1) text.push(0);
    const at = TEXT_AT + text.length;
    for (const unit of characters.split('').map((one) => one.charCodeAt(0)))
      text.push(...(compressed ? [unit] : u16(unit)));
    places.set(index, { at, length: characters.length });
  }
  const ranges = [...places]
    .map(([index, { at, length }]) => {
      const run = file.runs[index] as TestRun;
      return { run, from: at, to: at + length * (run.compressed ? 1 : 2) };
    })
    .sort((a, b) => a.from - b.from);
  const pages: Uint8Array[] = [];
  const textSectors = Math.ceil((TEXT_AT + text.length) / SECTOR);
  const write = (place: number, contentOf: (run: TestRun) => number[]) => {
    const numbers: number[] = [];
    const ends: number[] = [ranges[0]?.from ?? 0];
    for (let i = 0; i < ranges.length; i += 4) {
      const part = ranges.slice(i, i + 4);
      numbers.push(textSectors + pages.length);
      ends.push(part.at(-1)?.to ?? 0);
      pages.push(
        page(
          part.map(({ run, from, to }) => ({ from, to, content: contentOf(run) })),
          place,
        ),
      );
    }
    return [...ends.flatMap(u32), ...numbers.flatMap(u32)];
  };
  const characters = write(1, ({ modifiers = [] }) =>
    modifiers.length === 0 ? [] : [modifiers.length, ...modifiers],
  );
  const paragraphs = write(13, ({ paragraph = [] }) => {
    const content = [...u16(0), ...paragraph];
    if (content.length % 2 === 0) content.push(0);
    return [(content.length + 1) / 2, ...content];
  });

  // Pieces, one a run, with their modifiers.
  const lists = file.runs.flatMap(({ ofPiece }) => (ofPiece ? [ofPiece] : []));
  let at = 0;
  const positions = [0, ...file.runs.map(({ text: own }) => (at += own.length))];
  const pieces = file.runs.flatMap((run, index) => {
    const offset = places.get(index)?.at ?? 0;
    const prm = run.ofPiece ? (lists.indexOf(run.ofPiece) << 1) | 1 : (run.prm ?? 0);
    return [...u16(0), ...(run.compressed ? u32((offset * 2) | 0x40000000) : u32(offset)), ...u16(prm)];
  });
  const plc = [...positions.flatMap(u32), ...pieces];
  const clx = [...lists.flatMap((list) => [1, ...u16(list.length), ...list]), 2, ...u32(plc.length), ...plc];
  // A sheet with one style, which says nothing.
  const style = [
    ...u16(0),
    ...u16(0xfff1),
    ...u16(2),
    ...u16(0),
    ...u16(0),
    ...u16(0),
    ...u16(0),
    ...u16(2),
    ...u16(0),
    ...u16(0),
  ];
  const sheet = [...u16(18), ...u16(1), ...u16(10), ...new Array(14).fill(0), ...u16(style.length), ...style];

  const table: number[] = [];
  const put = (bytes: readonly number[]): [number, number] => {
    const from = table.length;
    table.push(...bytes);
    return [from, bytes.length];
  };
  const header = new Uint8Array(TEXT_AT);
  const fib = new DataView(header.buffer);
  fib.setUint16(0, file.identity ?? 0xa5ec, true);
  fib.setUint16(2, file.version ?? 0xc1, true);
  fib.setUint16(0x0a, file.flags ?? 0x0200, true);
  fib.setUint16(0x20, 14, true);
  fib.setUint16(0x3e, 22, true);
  fib.setUint32(0x4c, at + (file.more ?? 0), true);
  fib.setUint16(0x98, 93, true);
  for (const [place, bytes] of [
    [1, sheet],
    [12, characters],
    [13, paragraphs],
    [33, clx],
  ] as const) {
    const [from, length] = put(bytes);
    fib.setUint32(0x9a + place * 8, from, true);
    fib.setUint32(0x9a + place * 8 + 4, length, true);
  }
  const body = [...header, ...padded(text, SECTOR), ...pages.flatMap((one) => [...one])];
  return new Map([
    [file.stream ?? 'WordDocument', padded(body, SECTOR, 4_096)],
    ['1Table', padded(table, SECTOR, 4_096)],
    ['Data', padded(file.data ?? [], SECTOR, 4_096)],
  ]);
}

/** A compound file of streams, each of 4,096 bytes or more. */
export function compoundFile(streams: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const END = 0xfffffffe;
  const sectors: Uint8Array[] = [];
  const next: number[] = [];
  const add = (bytes: Uint8Array): number => {
    const first = sectors.length;
    for (let from = 0; from < bytes.length; from += SECTOR) {
      sectors.push(bytes.subarray(from, from + SECTOR));
      next.push(from + SECTOR < bytes.length ? sectors.length : END);
    }
    return first;
  };
  const names = [...streams.keys()];
  const entry = (name: string, kind: number, right: number, child: number, start: number, size: number) => {
    const bytes = new Uint8Array(128);
    const view = new DataView(bytes.buffer);
    for (const [index, letter] of [...name].entries()) view.setUint16(index * 2, letter.charCodeAt(0), true);
    view.setUint16(64, (name.length + 1) * 2, true);
    bytes[66] = kind;
    bytes[67] = 1;
    view.setUint32(68, 0xffffffff, true);
    view.setUint32(72, right, true);
    view.setUint32(76, child, true);
    view.setUint32(116, start, true);
    view.setUint32(120, size, true);
    return [...bytes];
  };
  const entries = [
    entry('Root Entry', 5, 0xffffffff, 1, END, 0),
    ...names.map((name, index) => {
      const bytes = streams.get(name) as Uint8Array;
      return entry(
        name,
        2,
        index + 1 < names.length ? index + 2 : 0xffffffff,
        0xffffffff,
        add(bytes),
        bytes.length,
      );
    }),
  ];
  const directory = add(padded(entries.flat(), SECTOR));
  const tableSectors = Math.ceil((sectors.length + 8) / 127);
  const first = sectors.length;
  for (let i = 0; i < tableSectors; i++) next.push(0xfffffffd);
  const table = padded(next.flatMap(u32), SECTOR).fill(0xff, next.length * 4);
  const header = new Uint8Array(SECTOR).fill(0xff, 76);
  const view = new DataView(header.buffer);
  header.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(24, 0x3e, true);
  view.setUint16(26, 3, true);
  view.setUint16(28, 0xfffe, true);
  view.setUint16(30, 9, true);
  view.setUint16(32, 6, true);
  view.setUint32(44, tableSectors, true);
  view.setUint32(48, directory, true);
  view.setUint32(56, 4_096, true);
  view.setUint32(60, END, true);
  view.setUint32(68, END, true);
  for (let i = 0; i < tableSectors; i++) view.setUint32(76 + i * 4, first + i, true);
  const file = new Uint8Array((1 + sectors.length + tableSectors) * SECTOR);
  file.set(header);
  for (const [index, sector] of sectors.entries()) file.set(sector, (index + 1) * SECTOR);
  file.set(table.subarray(0, tableSectors * SECTOR), (first + 1) * SECTOR);
  return file;
}

/** A Word 97 file. */
export const wordFile = (file: TestFile): Uint8Array => compoundFile(wordStreams(file));
