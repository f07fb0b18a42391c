import { foldedForm, hasOwnForm, tonedForm } from '../text/engine-form.ts';

/**
 * The engine does not index words over 250 bytes; a private-use character takes three of them. A syllable that is
 * longer (a web address without a stop, a broken file) can't be asked for and is left to the confirmation.
 */
const MAX_SYLLABLE = 80;

/** A text in one of the engine's forms, as the engine is asked for it: a run of syllables, in quotes, so that it is neither widened nor completed. */
export function quoted(form: string): string {
  const runs: string[][] = [[]];
  for (const syllable of form.split(' ').filter(Boolean)) {
    if (syllable.length > MAX_SYLLABLE) runs.push([]);
    else runs[runs.length - 1]?.push(syllable);
  }
  return runs
    .filter((run) => run.length > 0)
    .map((run) => `"${run.join(' ')}"`)
    .join(' ');
}

/**
 * False for a word that the engine can't be asked for alone: it does not know it, however often it stands in the texts,
 * or may take another word of another script for it.
 */
export function canBeAsked(word: string): boolean {
  if (!hasOwnForm(word)) return false;
  return tonedForm(word)
    .split(' ')
    .every((syllable) => syllable.length <= MAX_SYLLABLE);
}

/** The forms of a text that a tier looks at: marks count in the toned one, they don't in the folded one. */
export type Form = 'toned' | 'folded';
export const FORMS = { toned: tonedForm, folded: foldedForm } as const;
