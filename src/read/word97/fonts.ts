import type { WordFile } from './fib.ts';
import { viewOf } from './plc.ts';

/** What stands before the name of a font ([MS-DOC] 2.9.87, FFN), the length before it included. */
const NAME_AT = 40;

/** The names of the fonts, by their numbers ([MS-DOC] 2.9.286, SttbfFfn). */
export function readFonts(file: WordFile): readonly string[] {
  const bytes = file.structure('SttbfFfn');
  if (bytes.length === 0) return [];
  const view = viewOf(bytes);
  const count = view.getUint16(0, true);
  const fonts: string[] = [];
  let at = 4;
  for (let i = 0; i < count; i++) {
    const length = view.getUint8(at) + 1;
    const name = new TextDecoder('utf-16le').decode(bytes.subarray(at + NAME_AT, at + length));
    const end = name.indexOf('\0'); // another name, for where the font is missing, stands behind it
    fonts.push(end < 0 ? name : name.slice(0, end));
    at += length;
  }
  return fonts;
}
