import iconv from 'iconv-lite';
import { joinTexts, type MappedText, sliceText, toMappedText } from '../text/mapped-text.ts';
import { isSyllable, syllablesOf } from '../text/syllables.ts';

/** A text of one of the encodings that Vietnamese offices used before Unicode. */
export interface LegacyText {
  /** As people call it: TCVN3 (ABC), VNI. */
  readonly name: string;
  readonly text: MappedText;
  /** True where only parts of the text were in it, and the rest in Unicode. */
  readonly partial: boolean;
  /** Words that may be written in an old encoding, and stayed as they are since nothing beside them tells. */
  readonly doubtful: readonly string[];
}

/** The encodings that belonged to fonts: the bytes of a text said one thing, and the font drew another. */
export type LegacyEncoding = 'TCVN3 (ABC)' | 'VNI';

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

const TABLES: ReadonlyMap<LegacyEncoding, Table> = new Map([
  ['TCVN3 (ABC)', tcvn3()],
  ['VNI', vni()],
]);

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

/**
 * A text of an old font in Unicode; each character knows which one it was. TCVN3 has no capitals that bear a tone: where
 * all other letters of such words are capitals (`KÕ HO¹CH`), those are, too.
 */
export function fromLegacy(text: string, encoding: LegacyEncoding): MappedText {
  const converted = convert(text, TABLES.get(encoding) as Table);
  return encoding === 'TCVN3 (ABC)' && isInCapitals(text)
    ? { ...converted, text: converted.text.toUpperCase() }
    : converted;
}

/** Whether the words with letters beyond ASCII are in capitals: none has a small letter of ASCII, one has two capitals. */
function isInCapitals(text: string): boolean {
  let capitals = false;
  for (const [word] of text.matchAll(WORD)) {
    if (!SUSPECT.test(word)) continue;
    if (/[a-z]/u.test(word)) return false;
    capitals ||= (word.match(/[A-Z]/gu)?.length ?? 0) >= 2;
  }
  return capitals;
}

/** Letters that only the old encodings bring into an office's text: `§iÒu 1. Ph¹m vi`, `Nghò quyeát`. */
const SUSPECT = /[\u00a1-\u00ff]/u;
/** Letters that Vietnamese has in Unicode and that no old encoding shows as. */
const UNICODE =
  /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]/u;
const ALL_UNICODE = new RegExp(UNICODE.source, 'gu');

/** A word with the signs that old fonts drew letters with: `®¹t`, `c«ng`, `n­íc`. */
const WORD = /[\p{L}\p{N}\p{M}\u00a1-\u00ff]+/gu;
/** Signs that no word of Unicode has before a letter. */
const SIGN = /[\u00a2-\u00a9\u00ab-\u00b1\u00b4-\u00b9\u00bb-\u00be](?=\p{L})/u;

/** What a word is written in, by itself. */
type Evidence = 'unicode' | 'legacy' | 'either' | 'none';

function isWord(word: string): boolean {
  return isSyllable(word.normalize('NFC'));
}

/** What words were found to be: a text repeats its own. A text in another script must not grow this for ever. */
const judged: Readonly<Record<LegacyEncoding, Map<string, Evidence>>> = {
  'TCVN3 (ABC)': new Map(),
  VNI: new Map(),
};
const MAX_JUDGED = 30_000;

/** Judges one word with letters beyond ASCII: which of its two readings is a syllable. */
function evidenceOf(word: string, encoding: LegacyEncoding): Evidence {
  const known = judged[encoding].get(word);
  if (known !== undefined) return known;
  const evidence = judge(word, encoding);
  if (judged[encoding].size < MAX_JUDGED) judged[encoding].set(word, evidence);
  return evidence;
}

function judge(word: string, encoding: LegacyEncoding): Evidence {
  if (UNICODE.test(word)) return 'unicode';
  if (!SUSPECT.test(word) || !/\p{L}/u.test(word)) return 'none';
  const other = fromLegacy(word, encoding).text;
  if (other === word) return 'none';
  const asIs = isWord(word);
  const asLegacy = isWord(other);
  if (asIs === asLegacy) return asIs ? 'either' : 'none';
  if (asLegacy && /^[\p{L}&&\p{ASCII}]+[\u00b9]$/v.test(word)) return 'either'; // `khu¹`: the number of a note
  return asIs ? 'unicode' : 'legacy';
}

/** How many words of a text speak for Unicode, and how many for an old encoding. */
export interface EncodingVotes {
  readonly unicode: number;
  readonly legacy: number;
}

/** Counts what the words of a text say for and against an old encoding. Words that fit both say nothing. */
export function countVotes(text: string, encoding: LegacyEncoding): EncodingVotes {
  let unicode = 0;
  let legacy = 0;
  for (const [word] of text.matchAll(WORD)) {
    const evidence = evidenceOf(word, encoding);
    if (evidence === 'unicode') unicode++;
    else if (evidence === 'legacy') legacy++;
  }
  return { unicode, legacy };
}

/**
 * The encoding of a whole text; null for one that is in Unicode (or is not Vietnamese), also where parts of it are not.
 */
function encodingOf(text: string): LegacyEncoding | null {
  const sample = text.slice(0, SAMPLE);
  if ((sample.match(ALL_UNICODE)?.length ?? 0) > sample.length * 0.002) return null;
  const before = vietnameseShare(sample) ?? 0;
  let best: { name: LegacyEncoding; share: number } | null = null;
  for (const [name, table] of TABLES) {
    const share = vietnameseShare(convert(sample, table).text);
    if (share !== null && share > (best?.share ?? 0)) best = { name, share };
  }
  if (!best || best.share < RIGHT || best.share < before + GAIN) return null;
  return best.name;
}

/** A stretch of a text that is to be converted. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly encoding: LegacyEncoding;
}

/** So many words in a row that are syllables only as an old encoding; one is enough with a sign no word has. */
const ENOUGH_IN_A_ROW = 2;

/**
 * The stretches of a line that are in an old encoding. A stretch goes from one word of Unicode to the next: what stands
 * between, and can be read both ways, is read as its neighbours are. `whole` is what the text is in as a whole.
 */
function stretchesOf(line: string, whole: LegacyEncoding | null, doubtful: string[]): Stretch[] {
  if (!SUSPECT.test(line)) return [];
  if (whole && !UNICODE.test(line)) return [{ from: 0, to: line.length, encoding: whole }];
  const words = [...line.matchAll(WORD)];
  const encodings = [...TABLES.keys()];
  if (!words.some(([word]) => encodings.some((encoding) => evidenceOf(word, encoding) === 'legacy')))
    return [];
  const found: Stretch[] = [];
  for (let first = 0; first < words.length; ) {
    let best: { readonly encoding: LegacyEncoding; readonly votes: number; readonly end: number } | null =
      null;
    const suspects: string[] = [];
    for (const encoding of encodings) {
      let end = first;
      let votes = 0;
      let last = first;
      let sign = false;
      let strong = false;
      for (; end < words.length; end++) {
        const word = (words[end] as RegExpMatchArray)[0];
        const evidence = evidenceOf(word, encoding);
        if (evidence === 'unicode') break;
        if (evidence === 'legacy') {
          votes++;
          sign ||= SIGN.test(word);
          strong ||= SUSPECT.test(word.replaceAll('\u00ad', ''));
          if (word.length > 1) suspects.push(word); // one letter may be cut off from its word
        }
        if (evidence !== 'none') last = end + 1;
      }
      // a soft hyphen is ư in TCVN3, and says nothing where it is all there is
      const enough = strong && (votes >= ENOUGH_IN_A_ROW || (votes === 1 && sign));
      if (enough && votes > (best?.votes ?? 0)) best = { encoding, votes, end: last };
    }
    if (best) {
      const from = (words[first] as RegExpMatchArray).index as number;
      const end = words[best.end - 1] as RegExpMatchArray;
      found.push({ from, to: (end.index as number) + end[0].length, encoding: best.encoding });
      first = best.end;
      continue;
    }
    for (const word of new Set(suspects)) doubtful.push(word);
    // on to the word behind the next one that is Unicode for all
    let next = first;
    while (
      next < words.length &&
      encodings.some((encoding) => evidenceOf((words[next] as RegExpMatchArray)[0], encoding) !== 'unicode')
    )
      next++;
    first = Math.max(next, first) + 1;
  }
  return found;
}

/**
 * A text in TCVN3 or VNI, whichever reads as Vietnamese, converted; null for one that is in Unicode (or is not
 * Vietnamese). The text is what its bytes look like as windows-1252: an old font did the rest. Where the text as a whole
 * is in Unicode, its lines are judged one by one, and within a line the stretches between words that are Unicode.
 */
export function convertLegacyText(text: string): LegacyText | null {
  if (!SUSPECT.test(text)) return null;
  if (MOJIBAKE.test(text.slice(0, SAMPLE))) {
    const meant = fromMojibake(text);
    if (meant && (vietnameseShare(meant.text) ?? 0) >= RIGHT)
      return { name: 'UTF-8 that was taken for windows-1252', text: meant, partial: false, doubtful: [] };
  }
  const whole = encodingOf(text);
  const stretches: Stretch[] = [];
  const doubtful: string[] = [];
  for (let start = 0; start < text.length; ) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed < 0 ? text.length : lineFeed;
    for (const { from, to, encoding } of stretchesOf(text.slice(start, end), whole, doubtful))
      stretches.push({ from: start + from, to: start + to, encoding });
    start = end + 1;
  }
  if (stretches.length === 0 && doubtful.length === 0) return null;
  const source = toMappedText(text);
  const parts: MappedText[] = [];
  let at = 0;
  for (const { from, to, encoding } of stretches) {
    parts.push(sliceText(source, at, from));
    const converted = fromLegacy(text.slice(from, to), encoding);
    parts.push({ text: converted.text, origin: converted.origin.map((origin) => origin + from) });
    at = to;
  }
  parts.push(sliceText(source, at));
  const names = new Set(stretches.map(({ encoding }) => encoding));
  return {
    name: [...names].join(', '),
    text: stretches.length === 0 ? source : joinTexts(parts),
    partial: whole === null,
    doubtful,
  };
}
