import { canonical } from '../text/canonical.ts';
import { foldCanonical } from '../text/fold.ts';
import { SYLLABLE } from '../text/syllables.ts';

/** A text as the syllables in it, in both forms in which they are compared. Parallel lists. */
export interface SyllabicText {
  readonly text: string;
  readonly canonical: readonly string[];
  readonly folded: readonly string[];
  /** Offsets into the text. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * Takes a text apart into syllables.
 * @param marked its canonical form, @param unmarked its folded form, where they are known already
 */
export function toSyllabicText(
  text: string,
  marked = canonical(text),
  unmarked = foldCanonical(marked),
): SyllabicText {
  const forms: string[] = [];
  const folded: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: form, index } of marked.matchAll(SYLLABLE)) {
    forms.push(form);
    folded.push(unmarked.slice(index, index + form.length));
    starts.push(index);
    ends.push(index + form.length);
  }
  return { text, canonical: forms, folded, starts, ends };
}
