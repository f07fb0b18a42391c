import { canonical } from './canonical.ts';
import { takeTone } from './letters.ts';
import { SYLLABLE, takeSyllable } from './syllables.ts';

/** The alphabet (bảng chữ cái) of 29 letters, with f, j, w and z at their Latin places. */
const ALPHABET = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';

/** The order of the tones (dấu thanh) in dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng. */
const TONES = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];

/*
 * The code units of a key, lowest first: the end of a level, the tones (which end a syllable: `ba` and all its tones
 * stand before `bac`), numbers, letters, and every other character as itself.
 */
const LEVEL = '\u0000';
const FIRST_TONE = 0x01;
const NUMBER = '\u0010';
const FIRST_DIGIT = 0x11;
const FIRST_LETTER = 0x20;
const LOWER = '\u0001';
const UPPER = '\u0002';

const LETTER_CODES = new Map(
  Array.from(ALPHABET, (letter, i) => [letter, String.fromCharCode(FIRST_LETTER + i)]),
);
const TONE_CODES = new Map(TONES.map((tone, i) => [tone, String.fromCharCode(FIRST_TONE + i)]));

/** What a syllable adds to each level of a key. */
interface SyllableKey {
  readonly letters: string;
  readonly cases: string;
  readonly hasCapital: boolean;
  /** False where other syllables have the same letters and tones: `é` in a foreign word, `007`. */
  readonly unique: boolean;
}

const syllableKeys = new Map<string, SyllableKey>();
const MAX_SYLLABLES = 50_000;

function syllableKey(written: string): SyllableKey {
  let key = syllableKeys.get(written);
  if (!key) {
    key = keyOfSyllable(written);
    if (syllableKeys.size < MAX_SYLLABLES) syllableKeys.set(written, key); // other scripts must not grow this for ever
  }
  return key;
}

function keyOfSyllable(written: string): SyllableKey {
  const form = canonical(written);
  let letters = '';
  let tones = '';
  for (const [part] of form.matchAll(/[0-9]+|[^0-9]/gu)) {
    if (/^[0-9]/u.test(part)) {
      letters += numberKey(part);
      continue;
    }
    const { base, tone } = takeTone(part);
    letters += letterKey(base);
    if (tone) tones += TONE_CODES.get(tone);
  }
  const cases = Array.from(written, (letter) => (isCapital(letter) ? UPPER : LOWER)).join('');
  return {
    letters: letters + (tones || String.fromCharCode(FIRST_TONE)),
    cases,
    hasCapital: cases.includes(UPPER),
    unique: /^(?:[a-z]+|0|[1-9][0-9]*)$/u.test(form) || takeSyllable(form) !== null,
  };
}

function isCapital(letter: string): boolean {
  return letter !== letter.toLowerCase();
}

/** A Latin letter with another mark stands at its letter (ö at o), other scripts after z. */
function letterKey(base: string): string {
  return LETTER_CODES.get(base) ?? LETTER_CODES.get(base.normalize('NFD').charAt(0)) ?? base;
}

/** By value: a number with more digits is greater. */
function numberKey(digits: string): string {
  const value = digits.replace(/^0+(?=.)/u, '');
  const length = String.fromCharCode(FIRST_DIGIT + Math.min(value.length, 0xf000));
  return NUMBER + length + value;
}

/**
 * A key whose order by code units (`a < b`) is the Vietnamese alphabetical order (thứ tự bảng chữ cái), as in
 * dictionaries: syllable by syllable; in each first its letters (29 letters, f j w z at their Latin places), then its
 * tone (ngang, huyền, hỏi, ngã, sắc, nặng), so that `ba mẹ` stands before `bà con` and both before `bác`. Numbers
 * stand by value before letters, other scripts after them. What is equal so far is told apart by its case, small
 * letters first, and last of all by its punctuation.
 *
 * Texts with the same canonical form and the same case have the same key (hoà = hòa). The text is expected in NFC.
 *
 * @example ['bác', 'bà con', 'ba mẹ'].sort(compareVietnamese) // ['ba mẹ', 'bà con', 'bác']
 */
export function collationKey(text: string): string {
  let letters = '';
  let cases = '';
  let hasCapital = false;
  let plain = true;
  let end = -1;
  for (const match of text.matchAll(SYLLABLE)) {
    const key = syllableKey(match[0]);
    letters += key.letters;
    cases += key.cases;
    hasCapital ||= key.hasCapital;
    // One space between syllables and nothing else: there is no punctuation to tell apart.
    plain &&= key.unique && (end < 0 ? match.index === 0 : match.index === end + 1 && text[end] === ' ');
    end = match.index + match[0].length;
  }
  plain &&= end === text.length;
  if (plain && !hasCapital) return letters;
  return letters + LEVEL + (hasCapital ? cases : '') + (plain ? '' : LEVEL + canonical(text));
}

/** Compares two texts in the Vietnamese alphabetical order of `collationKey`; keep the keys where there are many. */
export function compareVietnamese(a: string, b: string): number {
  const left = collationKey(a);
  const right = collationKey(b);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
