import { DamagedWordFile } from './damaged.ts';
import type { WordFile } from './fib.ts';
import { lastUpTo, readPlc, viewOf } from './plc.ts';
import { NO_MODIFIERS, shortModifier } from './sprm.ts';

/** A stretch of text that lies in one place of the file. */
export interface Piece {
  /** Character positions, `[from, to)`. */
  readonly from: number;
  readonly to: number;
  /** Where it begins, and how many bytes a character takes. */
  readonly at: number;
  readonly bytes: 1 | 2;
  /** Modifiers of all of it: what was changed after a fast save. */
  readonly modifiers: Uint8Array;
}

const COMPRESSED = 0x40000000;
const PIECE_BYTES = 8;

/** The text of a file by character positions ([MS-DOC] 2.4.1): the pieces of its Clx. */
export class PieceTable {
  readonly #pieces: readonly Piece[];
  readonly #starts: readonly number[];
  readonly #text: Uint8Array;

  constructor(file: WordFile) {
    this.#text = file.text;
    const clx = file.structure('Clx');
    const view = viewOf(clx);
    const lists: Uint8Array[] = [];
    let at = 0;
    while (view.getUint8(at) === 1) {
      const length = view.getUint16(at + 1, true);
      lists.push(clx.subarray(at + 3, at + 3 + length));
      at += 3 + length;
    }
    if (view.getUint8(at) !== 2) throw new DamagedWordFile('the table of its text is missing');
    const length = view.getUint32(at + 1, true);
    if (at + 5 + length > clx.length) throw new DamagedWordFile('the table of its text is cut short');
    const { positions, data } = readPlc(clx.subarray(at + 5, at + 5 + length), PIECE_BYTES);
    // Each byte is one character at most: a table that says more would fill the memory.
    if ((positions.at(-1) ?? 0) > file.text.length)
      throw new DamagedWordFile('its text is longer than the file');
    this.#pieces = data.map((piece, index) => {
      const place = piece.getUint32(2, true);
      const compressed = (place & COMPRESSED) !== 0;
      const offset = place & 0x3fffffff;
      const prm = piece.getUint16(6, true);
      const from = positions[index] as number;
      const to = positions[index + 1] as number;
      const bytes = compressed ? 1 : 2;
      const start = compressed ? offset >>> 1 : offset;
      if (start + (to - from) * bytes > file.text.length)
        throw new DamagedWordFile('a piece of its text lies outside of the file');
      const modifiers = prm & 1 ? (lists[prm >> 1] ?? NO_MODIFIERS) : shortModifier(prm);
      return { from, to, at: start, bytes, modifiers };
    });
    this.#starts = this.#pieces.map(({ from }) => from);
    if (this.#pieces.length > 0 && this.#starts[0] !== 0)
      throw new DamagedWordFile('its text has no beginning');
  }

  /** The pieces that a range of characters lies in, cut to it. */
  *within(from: number, to: number): Generator<Piece> {
    for (let index = lastUpTo(this.#starts, from); index < this.#pieces.length; index++) {
      const piece = this.#pieces[index];
      if (!piece || piece.from >= to) return;
      const start = Math.max(from, piece.from);
      const end = Math.min(to, piece.to);
      if (start < end)
        yield { ...piece, from: start, to: end, at: piece.at + (start - piece.from) * piece.bytes };
    }
  }

  /** The characters of a piece: one unit for each position. */
  textOf(piece: Piece): string {
    const bytes = this.#text.subarray(piece.at, piece.at + (piece.to - piece.from) * piece.bytes);
    return decoder(piece.bytes).decode(bytes);
  }
}

const decoder = (bytes: 1 | 2) =>
  new TextDecoder(bytes === 1 ? 'windows-1252' : 'utf-16le', { ignoreBOM: true });
