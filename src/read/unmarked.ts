import { isUnmarkedSyllable, syllablesOf } from '../text/syllables.ts';

/** How much of a text is looked at. */
const SAMPLE = 60_000;
/** Too few words to judge. */
const ENOUGH = 30;
/** Of the words: with more that bear marks, the text has them. */
const MARKED = 0.1;
/** Of the words: English has a fifth that could be Vietnamese syllables, Vietnamese without marks nearly all. */
const SYLLABLES = 0.6;

/**
 * Whether a text is Vietnamese without its marks, as recognition in another language leaves it (`CONG HOA XA HOI CHU
 * NGHIA VIET NAM`). Must not match a text in English or French.
 */
export function isUnmarked(text: string): boolean {
  const words = syllablesOf(text.slice(0, SAMPLE)).filter(({ text: word }) =>
    /^[\p{L}\p{M}]{2,}$/u.test(word),
  );
  if (words.length < ENOUGH) return false;
  const marked = words.filter(({ text: word }) => !/^[\u0000-\u007f]*$/u.test(word)).length;
  if (marked > words.length * MARKED) return false;
  return words.filter(({ text: word }) => isUnmarkedSyllable(word)).length > words.length * SYLLABLES;
}
