import { isSyllable, syllablesOf } from '../text/syllables.ts';

/** How much of a text is looked at. */
const SAMPLE = 60_000;
/** Too few to judge. */
const ENOUGH = 40;
/** A letter with a mark stands alone in one of so many words at most: `ở`, `ý` and `ủy` do in real texts. */
const LONE_LETTERS = 0.06;
/** Words with marks that are syllables: a real text has hardly any that are not. */
const SYLLABLES = 0.75;

/**
 * Whether the letters of a text are not in the order of the page: letters with marks that stand alone, or hang on a
 * word where they can't (`NGH Đ NH S 01/2020/NĐ-CPỊ Ị Ố`).
 */
export function isScrambled(text: string): boolean {
  let marked = 0;
  let lone = 0;
  let good = 0;
  let words = 0;
  for (const { text: word } of syllablesOf(text.slice(0, SAMPLE))) {
    if (!/\p{L}/u.test(word)) continue;
    words++;
    if (/^[\u0000-\u007f]*$/u.test(word)) continue;
    marked++;
    if (word.length === 1 && !/^[ởýủàáảôơòồủùừứìíịỳèéêĐđÂâĂăÔƠƯư]$/iu.test(word)) lone++;
    if (isSyllable(word.normalize('NFC'))) good++;
  }
  if (words < ENOUGH) return false;
  if (marked < words * 0.05) return false; // hardly any marks: another language, or a text without them
  return lone > words * LONE_LETTERS || good < marked * SYLLABLES;
}
