import { DamagedWordFile } from './damaged.ts';
import type { WordFile } from './fib.ts';
import { viewOf } from './plc.ts';

/** A style as it is stored: what it is based on, and its own modifiers. */
export interface Style {
  /** Its number among Word's own styles (sti): 1 to 9 are headings. */
  readonly builtIn: number;
  readonly base: number | null;
  readonly paragraph: Uint8Array;
  readonly character: Uint8Array;
}

/** The styles of a file by number ([MS-DOC] 2.9.271, STSH), and the fonts of what no style gives one. */
export interface StyleSheet {
  readonly styles: readonly (Style | null)[];
  readonly font: number;
  readonly fontBeyondAscii: number;
}

const NO_BASE = 0xfff;
const PARAGRAPH_STYLE = 1;
const CHARACTER_STYLE = 2;
const TABLE_STYLE = 3;
const NONE = new Uint8Array(0);

function readStyle(bytes: Uint8Array, headBytes: number): Style {
  const view = viewOf(bytes);
  const kind = view.getUint16(2, true) & 0xf;
  const base = view.getUint16(2, true) >> 4;
  const lists = view.getUint16(4, true) & 0xf;
  // Its name, with a length before it and a zero behind it.
  let at = headBytes + 2 + view.getUint16(headBytes, true) * 2 + 2;
  const parts: Uint8Array[] = [];
  for (let i = 0; i < lists && at + 2 <= bytes.length; i++) {
    const length = view.getUint16(at, true);
    parts.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
    if (at % 2 === 1) at++;
  }
  if (kind === TABLE_STYLE) parts.shift();
  const [first = NONE, second = NONE] = parts;
  return {
    builtIn: view.getUint16(0, true) & 0xfff,
    base: base === NO_BASE ? null : base,
    // The modifiers of a paragraph stand behind the number of the style itself.
    paragraph: kind === PARAGRAPH_STYLE ? first.subarray(2) : NONE,
    character: kind === PARAGRAPH_STYLE ? second : kind === CHARACTER_STYLE ? first : NONE,
  };
}

/** Reads the styles of a file. */
export function readStyles(file: WordFile): StyleSheet {
  const bytes = file.structure('Stshf');
  if (bytes.length === 0) throw new DamagedWordFile('its styles are missing');
  const view = viewOf(bytes);
  const head = view.getUint16(0, true);
  const count = view.getUint16(2, true);
  const headBytes = view.getUint16(4, true);
  const styles: (Style | null)[] = [];
  let at = 2 + head;
  for (let i = 0; i < count && at + 2 <= bytes.length; i++) {
    const length = view.getUint16(at, true);
    styles.push(length === 0 ? null : readStyle(bytes.subarray(at + 2, at + 2 + length), headBytes));
    at += 2 + length;
  }
  return { styles, font: view.getUint16(14, true), fontBeyondAscii: view.getUint16(18, true) };
}
