import { isVowel, putTone } from './letters.ts';
import { isSyllable, SYLLABLE, type SyllableParts, takeSyllable, tonePlaces } from './syllables.ts';

/** What was typed as keystrokes, and what it was meant to be. */
export interface Keystrokes {
  readonly method: 'telex' | 'vni';
  readonly text: string;
}

/** A word while its keys are read: its letters with their own marks, and the tone apart. */
interface Typing {
  readonly letters: string;
  readonly tone: string;
}

/** What a key may do to a word, the likeliest first; nothing where it has no meaning there. */
type Key = (typing: Typing, key: string) => readonly Typing[];

const [HUYEN, SAC, NGA, HOI, NANG] = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'] as const;
const [CIRCUMFLEX, BREVE, HORN] = ['\u0302', '\u0306', '\u031b'] as const;

/** The tone keys (phím dấu thanh) of Telex. */
const TELEX_TONES = new Map([
  ['s', SAC],
  ['f', HUYEN],
  ['r', HOI],
  ['x', NGA],
  ['j', NANG],
]);

/** The tone keys of VNI. */
const VNI_TONES = new Map([
  ['1', SAC],
  ['2', HUYEN],
  ['3', HOI],
  ['4', NGA],
  ['5', NANG],
]);

/** The longest that is read as one word: `nghieengj` has nine keys. */
const LONGEST_WORD = 12;

/** Readings of one word that are followed at the same time: syllables have few, `oooooooo` would have hundreds. */
const MAX_READINGS = 32;

function hasVowel(letters: string): boolean {
  return Array.from(letters).some(isVowel);
}

function marked(letters: string, index: number, mark: string): string {
  return letters.slice(0, index) + putTone(letters[index] as string, mark) + letters.slice(index + 1);
}

/** Indexes of the unmarked letters that a mark key may mean, the last letter first. */
function indexesOf(letters: string, wanted: string): number[] {
  return Array.from(letters, (letter, i) => (wanted.includes(letter.toLowerCase()) ? i : -1))
    .filter((i) => i >= 0)
    .reverse();
}

/** Both letters of `uo` before one of them: `nuocws` is nước; only thuở, huơ, quở have the horn on o alone. */
function hornedPair(letters: string): string[] {
  const pair = letters.search(/uo/iu);
  return pair < 0 ? [] : [marked(marked(letters, pair, HORN), pair + 1, HORN)];
}

function barred(letters: string): string[] {
  if (!/^d/iu.test(letters)) return [];
  return [(letters.startsWith('D') ? 'Đ' : 'đ') + letters.slice(1)];
}

function toned(typing: Typing, tone: string): Typing[] {
  // Who sees no result corrects none: a second tone key is a foreign word (`cars`), unless z was between them.
  if (typing.tone || !hasVowel(typing.letters)) return [];
  return [{ letters: typing.letters, tone }];
}

function untoned(typing: Typing): Typing[] {
  return typing.tone ? [{ letters: typing.letters, tone: '' }] : [];
}

/** `w`: ươ, ơ, ư, ă; with no vowel before it, it is ư itself (`twr` tử, `giwax` giữa, `wngs` ứng). */
function hooked(letters: string, key: string): string[] {
  const single = indexesOf(letters, 'uoa').map((i) =>
    marked(letters, i, /a/iu.test(letters[i] as string) ? BREVE : HORN),
  );
  const itself = !hasVowel(letters) || /^gi$/iu.test(letters) ? [letters + (key === 'W' ? 'Ư' : 'ư')] : [];
  return [...hornedPair(letters), ...single, ...itself];
}

/** A second a, e, o: the circumflex; a third o gives the two back (`xooong` xoong), as input methods do. */
function doubled(letters: string, key: string): string[] {
  const circumflexed = indexesOf(letters, key.toLowerCase())
    .slice(0, 1)
    .map((i) => marked(letters, i, CIRCUMFLEX));
  const undone = /o/iu.test(key) && /ô$/iu.test(letters) ? [`${letters.slice(0, -1)}${key}${key}`] : [];
  return [...circumflexed, ...undone];
}

const telexKey: Key = (typing, key) => {
  const { letters, tone } = typing;
  const lower = key.toLowerCase();
  const added = letters + key;
  const oneOf = (forms: readonly string[]) => forms.map((form) => ({ letters: form, tone }));
  const toneKey = TELEX_TONES.get(lower);
  if (toneKey && hasVowel(letters)) return toned(typing, toneKey);
  if (lower === 'z') return untoned(typing);
  if (lower === 'w') return oneOf(hooked(letters, key));
  if (lower === 'd') return oneOf([...barred(letters), added]);
  if ('aeo'.includes(lower)) return oneOf([...doubled(letters, key), added]);
  return oneOf([added]);
};

const vniKey: Key = (typing, key) => {
  const { letters, tone } = typing;
  const oneOf = (forms: readonly string[]) => forms.map((form) => ({ letters: form, tone }));
  const markedWith = (mark: string, wanted: string) =>
    indexesOf(letters, wanted).map((i) => marked(letters, i, mark));
  const toneKey = VNI_TONES.get(key);
  if (toneKey) return toned(typing, toneKey);
  if (key === '0') return untoned(typing);
  if (key === '6') return oneOf(markedWith(CIRCUMFLEX, 'aeo'));
  if (key === '7') return oneOf([...hornedPair(letters), ...markedWith(HORN, 'uo')]);
  if (key === '8') return oneOf(markedWith(BREVE, 'a'));
  if (key === '9') return oneOf(barred(letters));
  return oneOf([letters + key]);
};

/**
 * What no syllable is although its parts could be: an open ă; a tone other than sắc and nặng before c, ch, p, t
 * (the entering tones, thanh nhập).
 */
function isPossible(form: string): boolean {
  const parts = takeSyllable(form);
  if (!parts || !isSyllable(form)) return false;
  if (parts.rime === 'ă' || parts.rime === 'uă') return false;
  return !/(?:ch|[cpt])$/u.test(parts.rime) || parts.tone === SAC || parts.tone === NANG;
}

/** The new style, which is the first place; after `qu`, whose u is no vowel of the rime, the last one (quái, quẹo). */
function toneIndex(parts: SyllableParts): number {
  const places = tonePlaces(parts);
  return (parts.initial === 'qu' ? places.at(-1) : places[0]) as number;
}

/** A word with its tone where the project writes it (hòa), null where it can't be a syllable. */
function written({ letters, tone }: Typing): string | null {
  const bare = letters.replace(/(?<=ư)o/iu, (o) => putTone(o, HORN)); // `nwocs`: ưo is never meant
  const parts = takeSyllable(bare);
  if (!parts) return null;
  const form = tone ? marked(bare, toneIndex(parts), tone) : bare;
  return isPossible(form) ? form : null;
}

function decode(word: string, key: Key): string | null {
  if (word.length > LONGEST_WORD) return null;
  let readings: readonly Typing[] = [{ letters: '', tone: '' }];
  for (const typed of word) {
    readings = readings.flatMap((reading) => key(reading, typed)).slice(0, MAX_READINGS);
  }
  for (const reading of readings) {
    const form = written(reading);
    if (form !== null && form !== word) return form;
  }
  return null;
}

/** Words that are written with two o (nồi xoong, boong tàu, khai thác moong), where `coong` is công in keystrokes. */
const DOUBLE_O = new Set(['xoong', 'boong', 'moong']);

/** `TW` is Trung ương; the others are units of power. As keystrokes they were tư, kư, mư, gư. */
const ABBREVIATIONS = new Set(['tw', 'kw', 'mw', 'gw']);

/** Roman numerals: `thế kỷ XIX` is no xĩ. */
const ROMAN = /^x{1,3}i?[xv]?i*$/u;

/** A word as somebody writes who types no marks at all: a syllable (`dan`, `cong`, `to`), an abbreviation. */
function isPlain(word: string): boolean {
  const lower = word.toLowerCase();
  if (ABBREVIATIONS.has(lower) || DOUBLE_O.has(lower) || ROMAN.test(lower)) return true;
  return isSyllable(word) && !/oo(?:ng|c)$/u.test(lower);
}

/** Addresses, and whatever is joined to a number: `28-NQ/TW`, `vanthu.gov.vn`, `1.2`. */
const CODE = /[@_\\]|[\p{L}\p{N}][.:][\p{L}\p{N}]|(?<![\p{L}\p{N}])\p{N}+(?![\p{L}\p{N}])/u;

/** What became of the words of a text. */
interface Reading {
  readonly text: string;
  /** The words that were decoded, as they were typed. */
  readonly decoded: readonly string[];
  /** Words that stayed as they are: unmarked syllables, foreign words. Numbers and addresses are no words. */
  readonly left: readonly string[];
}

function read(typed: string, wordForm: RegExp, key: Key): Reading {
  const decoded: string[] = [];
  const left: string[] = [];
  const readWord = (word: string) => {
    const meant = wordForm.test(word) && !isPlain(word) ? decode(word, key) : null;
    (meant === null ? left : decoded).push(word);
    return meant ?? word;
  };
  const text = typed.replace(/\S+/gu, (chunk) =>
    CODE.test(chunk) ? chunk : chunk.replace(SYLLABLE, readWord),
  );
  return { text, decoded, left };
}

/** A word that holds what would be a key if the word were a syllable. */
const TELEX_SIGN = /[aeiouy].*[sfrxjz]|[a-z]w|dd|aa|ee|oo/iu;

/**
 * At least one word is decoded, and more words are than hold a key and still make no syllable: `of the cars` and
 * `PAR INDEX` are English.
 */
function fromTelex(typed: string): string | null {
  const { text, decoded, left } = read(typed, /^[A-Za-z]+$/u, telexKey);
  const foreign = left.filter((word) => TELEX_SIGN.test(word) && !isPlain(word));
  return decoded.length > foreign.length ? text : null;
}

/**
 * The keys of VNI are digits, and so are the numbers behind words (`mau2`, `khoa13`, `to1`). So at least half of the
 * words have to be decoded, and either a key stands inside a word, where no number does (`da6n`, `d9a3ng`), or two
 * different words are decoded and no other digit is left (`hoc5 tap65`, but neither `mau2` nor `to1 to2`).
 */
function fromVni(typed: string): string | null {
  const { text, decoded, left } = read(typed, /^[A-Za-z]+(?:\d+[A-Za-z]*)+$/u, vniKey);
  if (decoded.length === 0 || decoded.length < left.length) return null;
  if (decoded.some((word) => /\d[a-z]/iu.test(word))) return text;
  const different = new Set(decoded.map((word) => word.replace(/\d/gu, '').toLowerCase()));
  return different.size > 1 && !/\d/u.test(text) ? text : null;
}

/**
 * A text typed without an input method (bộ gõ), its Telex or VNI keystrokes turned into what they were meant to be;
 * null where it isn't one: it bears marks already, or it is plain unmarked Vietnamese (`dan van`).
 *
 * The keys are those of UniKey, the usual input method: tone and mark keys may stand anywhere after their letter.
 * A word counts as keystrokes only if it becomes a possible syllable and isn't one as it stands; other words stay as
 * they are, and so do numbers, addresses and numbers of documents (`28-NQ/TW`). The case is kept.
 *
 * @example fromKeystrokes('daan vaanj kheos') // { method: 'telex', text: 'dân vận khéo' }
 * @example fromKeystrokes('da6n va65n khe1o') // { method: 'vni', text: 'dân vận khéo' }
 * @example fromKeystrokes('dan van kheo') // null
 */
export function fromKeystrokes(typed: string): Keystrokes | null {
  if (/(?![A-Za-z])[\p{L}\p{M}]/u.test(typed)) return null;
  const telex = fromTelex(typed);
  if (telex !== null) return { method: 'telex', text: telex };
  const vni = fromVni(typed);
  return vni === null ? null : { method: 'vni', text: vni };
}
