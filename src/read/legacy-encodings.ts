import iconv from 'iconv-lite';
import type { MappedText } from '../text/mapped-text.ts';
import { isSyllable, syllablesOf } from '../text/syllables.ts';

/** A text of one of the encodings that Vietnamese offices used before Unicode. */
export interface LegacyText {
  /** As people call it: TCVN3 (ABC), VNI. */
  readonly name: string;
  readonly text: MappedText;
}

/** Units of Unicode by the characters of the old encoding, one or two; what is not listed stands for itself. */
type Table = ReadonlyMap<string, string>;

/** The characters of windows-1252 by byte: what a program shows that doesn't know of the old font. */
const WINDOWS_1252 = Array.from({ length: 256 }, (_, byte) => iconv.decode(Buffer.from([byte]), 'win1252'));

/** TCVN 5712:1993 (TCVN3, "ABC"), one byte a letter. Capitals with marks were letters of a font of their own. */
function tcvn3(): Table {
  const table = new Map<string, string>();
  for (let byte = 0xa1; byte <= 0xff; byte++) {
    const letter = iconv.decode(Buffer.from([byte]), 'tcvn').normalize('NFC');
    if (letter !== '' && letter !== '\ufffd') table.set(WINDOWS_1252[byte] as string, letter);
  }
  return table;
}

const GRAVE = '\u0300';
const ACUTE = '\u0301';
const HOOK = '\u0309';
const TILDE = '\u0303';
const DOT = '\u0323';

/** VNI for Windows: a letter, and behind it a character for its marks. Source: the published VNI character table. */
function vni(): Table {
  const table = new Map<string, string>();
  const put = (from: string, to: string) => {
    table.set(from, to.normalize('NFC'));
    table.set(from.toUpperCase(), to.toUpperCase().normalize('NFC'));
  };
  const tones: readonly [string, string][] = [
    ['ù', ACUTE],
    ['ø', GRAVE],
    ['û', HOOK],
    ['õ', TILDE],
    ['ï', DOT],
  ];
  for (const [mark, tone] of tones) {
    for (const letter of 'aeouy') put(letter + mark, letter + tone);
    put(`ô${mark}`, `ơ${tone}`);
    put(`ö${mark}`, `ư${tone}`);
  }
  const circumflex: readonly [string, string][] = [
    ['â', ''],
    ['á', ACUTE],
    ['à', GRAVE],
    ['å', HOOK],
    ['ã', TILDE],
    ['ä', DOT],
  ];
  for (const [mark, tone] of circumflex)
    for (const letter of 'aeo') put(letter + mark, `${letter}\u0302${tone}`);
  const breve: readonly [string, string][] = [
    ['ê', ''],
    ['é', ACUTE],
    ['è', GRAVE],
    ['ú', HOOK],
    ['ü', TILDE],
    ['ë', DOT],
  ];
  for (const [mark, tone] of breve) put(`a${mark}`, `ă${tone}`);
  put('ô', 'ơ');
  put('ö', 'ư');
  put('î', 'ỵ');
  put('í', 'í');
  put('ì', 'ì');
  put('æ', 'ỉ');
  put('ó', 'ĩ');
  put('ò', 'ị');
  put('ñ', 'đ');
  return table;
}

const ENCODINGS: readonly { readonly name: string; readonly table: () => Table }[] = [
  { name: 'TCVN3 (ABC)', table: tcvn3 },
  { name: 'VNI', table: vni },
];

/** The first bytes of UTF-8 letters, as windows-1252 shows them: `Ã¡`, `á»`, `Ä‘`, `Æ°`. */
const MOJIBAKE = /Ã[\u0080-\u00bf]|á[º»]|Ä[\u0080-\u00ff‘]|Æ[°¡ ]/u;

/** The bytes that characters of windows-1252 stand for; C1 controls stand for themselves, as browsers have it. */
const BYTE_OF = new Map<string, number>(
  Array.from({ length: 256 }, (_, byte): [string, number] => [String.fromCharCode(byte), byte]).concat(
    WINDOWS_1252.map((character, byte): [string, number] => [character, byte]),
  ),
);

/** The text that was meant; null where its characters are no UTF-8 bytes. */
function fromMojibake(text: string): MappedText | null {
  const parts: string[] = [];
  const origins: number[] = [];
  for (let at = 0; at < text.length; ) {
    const first = BYTE_OF.get(text[at] as string);
    if (first === undefined) return null;
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    if (length === 0) return null;
    let code = length === 1 ? first : first & (0xff >> (length + 1));
    for (let i = 1; i < length; i++) {
      const byte = BYTE_OF.get(text[at + i] ?? '');
      if (byte === undefined || (byte & 0xc0) !== 0x80) return null;
      code = (code << 6) | (byte & 0x3f);
    }
    if (code > 0x10ffff) return null;
    const character = String.fromCodePoint(code);
    parts.push(character);
    for (let i = 0; i < character.length; i++) origins.push(at);
    at += length;
  }
  origins.push(text.length);
  return { text: parts.join(''), origin: Int32Array.from(origins) };
}

/** How much of a text is looked at, and the words with letters beyond ASCII that are enough to judge by. */
const SAMPLE = 60_000;
const ENOUGH_WORDS = 8;
/** Read rightly, nearly all of them are syllables; read wrongly, few are. */
const RIGHT = 0.8;
const GAIN = 0.25;

/** The share of the words beyond ASCII that are Vietnamese syllables; null where there are too few to tell. */
export function vietnameseShare(text: string, length = SAMPLE): number | null {
  let words = 0;
  let good = 0;
  for (const { text: word } of syllablesOf(text.slice(0, length).normalize('NFC'))) {
    if (/^[\u0000-\u007f]*$/u.test(word)) continue;
    words++;
    if (isSyllable(word)) good++;
  }
  return words < ENOUGH_WORDS ? null : good / words;
}

function convert(text: string, table: Table): MappedText {
  const parts: string[] = [];
  const origins: number[] = [];
  for (let at = 0; at < text.length; ) {
    const two = table.get(text.slice(at, at + 2));
    const one = two === undefined ? table.get(text[at] as string) : undefined;
    const put = two ?? one ?? (text[at] as string);
    parts.push(put);
    for (let i = 0; i < put.length; i++) origins.push(at);
    at += two === undefined ? 1 : 2;
  }
  origins.push(text.length);
  return { text: parts.join(''), origin: Int32Array.from(origins) };
}

/** Letters that only the old encodings bring into an office's text: `§iÒu 1. Ph¹m vi`, `Nghò quyeát`. */
const SUSPECT = /[\u00a1-\u00ff]/u;
/** Letters that Vietnamese has in Unicode and that no old encoding shows as. */
const UNICODE =
  /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]/gu;

/**
 * A text in TCVN3 or VNI, whichever reads as Vietnamese, converted; null for one that is in Unicode (or is not
 * Vietnamese). The text is what its bytes look like as windows-1252: an old font did the rest.
 */
export function convertLegacyText(text: string): LegacyText | null {
  const sample = text.slice(0, SAMPLE);
  if (!SUSPECT.test(sample)) return null;
  if (MOJIBAKE.test(sample)) {
    const whole = fromMojibake(text);
    if (whole && (vietnameseShare(whole.text) ?? 0) >= RIGHT)
      return { name: 'UTF-8 that was taken for windows-1252', text: whole };
  }
  if ((sample.match(UNICODE)?.length ?? 0) > sample.length * 0.002) return null;
  const before = vietnameseShare(sample) ?? 0;
  let best: { name: string; table: Table; share: number } | null = null;
  for (const { name, table: make } of ENCODINGS) {
    const table = make();
    const share = vietnameseShare(convert(sample, table).text);
    if (share !== null && share > (best?.share ?? 0)) best = { name, table, share };
  }
  if (!best || best.share < RIGHT || best.share < before + GAIN) return null;
  return { name: best.name, text: convert(text, best.table) };
}
