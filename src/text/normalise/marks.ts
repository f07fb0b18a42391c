import { isVowel, putTone, TONE_MARKS, takeTone } from '../letters.ts';
import { type MappedText, replaceText } from '../mapped-text.ts';
import { isSyllable, takeSyllable, tonePlaces } from '../syllables.ts';

const TONES = `[${TONE_MARKS.join('')}]`;

/**
 * A tone that its letter can't bear, because a converter wrote it one or more letters late:
 *
 *     > | thưc̣ hiêṇ    vu ̣ đươc̣    phối hơp̣ ̣Thường
 *          ^   ^       ^
 *
 * Group 1 is the syllable so far, with its last consonants, group 2 the space between, group 3 the marks.
 */
const LATE_TONE = new RegExp(`(?<!\\p{L})([\\p{L}]+)( ?)(${TONES}+)`, 'gu');

/**
 * Latin letters only: what may be a syllable with its tone on the wrong one (`taị`, `đaọ`). Ranges, since every
 * paragraph is gone through: `\p{L}` takes a third longer.
 */
const WORD = /[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+/gu;

/**
 * A syllable broken in two by a space, as converters of PDF leave it: `thuầ n`, `vâ ṇ`, `Đ ề`, `hi ện`.
 * Two runs of letters with one or two spaces between; both looked at again for the next pair.
 */
const TWO_RUNS = /(?<![\p{L}\p{N}])(\p{L}{1,6})( {1,2})(?=(\p{L}{1,6})(?![\p{L}\p{N}\p{M}]))/gu;

/** Puts `tone` where the syllable can bear it; null if it is no syllable of Vietnamese. */
function withTone(letters: string, tone: string): string | null {
  const parts = takeSyllable(letters);
  if (!parts || parts.tone) return null;
  const place = tonePlaces(parts)[0];
  if (place === undefined) return null;
  return Array.from(letters, (letter, i) => (i === place ? putTone(letter, tone) : letter)).join('');
}

/** `taị` -> `tại`; a syllable whose tone stands in the old or the new place stays as it is. */
function moveTone(word: string): string {
  const parts = takeSyllable(word);
  if (!parts?.tone || tonePlaces(parts).includes(parts.toneAt)) return word;
  const bare = Array.from(word, (letter) => takeTone(letter).base).join('');
  return withTone(bare, parts.tone) ?? word;
}

/** Only consonants, as the `n` of `thuầ n` or the `Đ` of `Đ ề`. */
function isConsonants(letters: string): boolean {
  return Array.from(letters).every((letter) => !isVowel(letter));
}

/**
 * Whether two runs are the halves of one syllable: together they are one, and one of them can't stand alone.
 * Must not join: `Đ án` (a list letter before a real word), `a b` (labels), `T Ư` (abbreviations in capitals).
 */
function areHalves(left: string, right: string): boolean {
  if (left === left.toUpperCase() && right === right.toUpperCase()) return false;
  if (right !== right.toLowerCase()) return false;
  if (!isSyllable(left + right)) return false;
  if (isConsonants(right)) return !isSyllable(left) && !isConsonants(left);
  if (isConsonants(left)) return !isSyllable(right) || !takeSyllable(left + right)?.initial;
  return !isSyllable(right);
}

/**
 * Marks where the reader sees them. Wording is not touched. Expects normalised characters. Afterwards:
 * 1. a tone that a converter wrote on a consonant or behind a space stands on the vowel of its syllable;
 * 2. a tone on the wrong vowel of a syllable stands on the right one (old and new style are both right);
 * 3. a syllable that a converter broke with a space is one again;
 * 4. marks that still find no letter are gone.
 *
 * @example 'nhiêṃ vu ̣ đươc̣ giao taị Đ ề án' becomes 'nhiệm vụ được giao tại Đề án'
 */
export function repairMarks(source: MappedText): MappedText {
  let text = source;
  if (/\p{M}/u.test(text.text)) {
    text = replaceText(text, LATE_TONE, (match) => {
      const [found, letters = '', space = '', tones = ''] = match;
      const repaired = withTone(letters, tones[0] as string);
      // the space stays unless the next syllable begins behind a space of its own
      const next = text.text[match.index + found.length];
      const gap = space && next !== ' ' && next !== '\n' && next !== undefined ? space : '';
      return (repaired ?? letters) + gap;
    });
    text = replaceText(text, new RegExp(` ?${TONES}+`, 'gu'), (match) =>
      match[0].startsWith(' ') ? ' ' : '',
    );
  }
  // Joined first: the second half of `vâ ṇ` bears the tone of the whole.
  // Nearly every text is right: a plain pass over it is cheaper than those that keep track of places.
  const faults = faultsOf(text.text);
  if (faults.halves) text = joinHalves(text);
  if (faults.halves || faults.tones) text = replaceText(text, WORD, (match) => moveTone(match[0]));
  return text;
}

/** What is to be said of a word by itself, whatever stands beside it. */
interface WordFaults {
  /** It can't stand alone: one half of two, or an abbreviation. */
  readonly suspect: boolean;
  /** Its tone stands where it can't. */
  readonly tone: boolean;
}

const judged = new Map<string, WordFaults>();
const MAX_JUDGED = 30_000;
const LONGEST_HALF = 6;

function judge(word: string): WordFaults {
  const known = judged.get(word);
  if (known) return known;
  const faults = {
    suspect: word.length <= LONGEST_HALF && !isSyllable(word),
    tone: moveTone(word) !== word,
  };
  if (judged.size < MAX_JUDGED) judged.set(word, faults);
  return faults;
}

/** Whether there may be halves to join, and whether there are tones to move. */
function faultsOf(text: string): { halves: boolean; tones: boolean } {
  const faults = { halves: false, tones: false };
  let left = '';
  let leftEnd = 0;
  let leftSuspect = false;
  text.replace(WORD, (word, at: number) => {
    const { suspect, tone } = judge(word);
    faults.tones ||= tone;
    const near = left !== '' && at - leftEnd <= 2 && text[leftEnd] === ' ';
    if (near && (suspect || leftSuspect) && areHalves(left, word)) faults.halves = true;
    left = word;
    leftEnd = at + word.length;
    leftSuspect = suspect;
    return word;
  });
  return faults;
}

function joinHalves(source: MappedText): MappedText {
  // A match ends before the right half, so that it can be the left half of the next pair.
  return replaceText(source, TWO_RUNS, (match) => {
    const [found, left = '', , right = ''] = match;
    return areHalves(left, right) ? left : found;
  });
}
