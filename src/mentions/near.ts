import { canonical } from '../text/canonical.ts';
import { fold } from '../text/fold.ts';
import { isSyllable } from '../text/syllables.ts';
import { isSought, type Sequence, type SoughtSyllable } from './sequence.ts';
import type { SyllabicText } from './syllabic-text.ts';

/** A longer run of letters or digits is no syllable that somebody misread; the vocabulary has none. */
export const LONGEST_SLIP = 40;

const LETTER = /\p{L}/u;

/**
 * Whether two forms differ in one letter: a mark wrong or lost, or a letter misread. Digits are never misread into one
 * another: 2023 is not nearly 2024.
 */
export function differByOne(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  let at = -1;
  for (let i = 0; i < a.length; i++) {
    if (a[i] === b[i]) continue;
    if (at !== -1) return false;
    at = i;
  }
  const [one, other] = [a[at] as string, b[at] as string];
  if (!LETTER.test(one) || !LETTER.test(other)) return false;
  // a syllable of one letter has nothing left to be known by, unless it is the same letter with another mark
  return a.length > 1 || fold(one) === fold(other);
}

/**
 * Whether a syllable may be a slip for the one that is looked for. A phrase is known by its other syllables; a single
 * one is not, so there a slip must not be a word of its own (`khốo`, not `kháo`).
 */
export function isSlip(found: string, sought: SoughtSyllable, alone: boolean): boolean {
  if (found.length !== sought.form.length || found.length > LONGEST_SLIP) return false;
  return differByOne(sought.marked ? found : fold(found), sought.form) && !(alone && isSyllable(found));
}

/** How many syllables a near occurrence has that begins with this syllable; 0 where none does. */
export function nearLength(text: SyllabicText, at: number, sequence: Sequence): number {
  const size = sequence.length;
  let same = 0;
  while (same < size && isSought(text, at + same, sequence[same] as SoughtSyllable)) same++;
  if (same === size) return 0; // not near, but the phrase itself
  const sought = sequence[same] as SoughtSyllable;
  const found = text.canonical[at + same];
  if (found === undefined) return 0;
  const rest = (textFrom: number, from: number) => {
    for (let i = from; i < size; i++) {
      if (!isSought(text, textFrom + i - from, sequence[i] as SoughtSyllable)) return false;
    }
    return true;
  };
  if (isSlip(found, sought, size === 1) && rest(at + same + 1, same + 1)) return size;
  if (isSplit(text, at + same, sought) && rest(at + same + 2, same + 1)) return size + 1;
  const next = sequence[same + 1];
  if (next && isJoined(text, at + same, sought, next) && rest(at + same + 1, same + 2)) return size - 1;
  return 0;
}

/** A space inside the syllable: `thuầ n`. */
function isSplit(text: SyllabicText, at: number, { form, marked }: SoughtSyllable): boolean {
  const first = text.canonical[at];
  const second = text.canonical[at + 1];
  if (first === undefined || second === undefined) return false;
  if (first.length + second.length !== form.length || form.length > LONGEST_SLIP) return false;
  const gap = text.text.slice(text.ends[at], text.starts[at + 1]);
  return /^\s+$/u.test(gap) && (marked ? canonical(first + second) : fold(first + second)) === form;
}

/** A space missing between two: `dânvận`. */
function isJoined(text: SyllabicText, at: number, first: SoughtSyllable, second: SoughtSyllable): boolean {
  const found = text.canonical[at] as string;
  if (found.length !== first.form.length + second.form.length || found.length > LONGEST_SLIP) return false;
  const joined = first.form + second.form;
  return first.marked ? found === canonical(joined) : fold(found) === fold(joined);
}
