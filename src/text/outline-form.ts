import { fold } from './fold.ts';

/** One byte for each UTF-16 unit, filled as units are met; 0 stands for one that was not yet. */
const BYTES = new Uint8Array(0x1_0000);

/** i and y are one here, since the folded form takes them for one in some syllables; the letters of a pair are one, too. */
function byteOf(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return 0xff;
  const folded = fold(String.fromCharCode(unit));
  const code = folded === 'i' ? 0x79 : folded.charCodeAt(0);
  return code > 0 && code < 0x80 ? code : 0x80 + (code % 0x7f);
}

let scratch = Buffer.alloc(0x1_0000);

/**
 * An outline of a text, made quickly, to look for places where a phrase may stand: what has the same canonical or
 * folded form has the same outline, but not the other way round. One-to-one with the text; a string of bytes.
 */
export function outlineForm(text: string): string {
  const { length } = text;
  if (length > scratch.length) scratch = Buffer.alloc(length * 2);
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    let byte = BYTES[unit] as number;
    if (byte === 0) {
      byte = byteOf(unit);
      BYTES[unit] = byte;
    }
    scratch[i] = byte;
  }
  return scratch.toString('latin1', 0, length);
}
