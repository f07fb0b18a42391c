import { canonical } from '../text/canonical.ts';
import { fold } from '../text/fold.ts';
import { SYLLABLE, syllablesOf } from '../text/syllables.ts';
import { type Filter, noneOf, oneOf } from './filter.ts';
import { canBeAsked, type Form } from './words.ts';

/*
 * When a passage need not be read to know that it holds a phrase. The engine takes a phrase for pairs of words that stand
 * side by side somewhere in the passage (engine-facts.md section 3), and knows no punctuation. Where no syllable in the
 * middle of the phrase occurs twice, its pairs can only be one chain; where none of its pairs is parted by anything but
 * a space, that chain is the phrase as it was typed. What speaks against either is stored with each passage.
 */

/** Stands for what the engine may cut, leave out or take for another: letters beyond Vietnamese, endless syllables. */
const UNASKABLE = '*';

const pairOf = (first: string, second: string) => `${first} ${second}`;

/**
 * What a passage leaves unsure (điều chưa chắc), in folded form: syllables that occur more than once, pairs of
 * neighbours that more or less than a space parts, and `*` where it has what the engine can't be asked for.
 */
export function unsureIn(text: string): string[] {
  const folded = fold(text);
  const unsure = new Set<string>();
  const seen = new Set<string>();
  let before: { text: string; end: number } | undefined;
  for (const { text: syllable, start, end } of syllablesOf(folded)) {
    if (seen.has(syllable)) unsure.add(syllable);
    if (!canBeAsked(text.slice(start, end))) unsure.add(UNASKABLE);
    seen.add(syllable);
    if (before && folded.slice(before.end, start) !== ' ') unsure.add(pairOf(before.text, syllable));
    before = { text: syllable, end };
  }
  return [...unsure];
}

/** What the engine is asked beside a phrase. */
export interface PhraseEvidence {
  /** What all passages fulfil that hold the phrase. */
  readonly needed: readonly Filter[];
  /** What a passage needs besides, to be sure to hold it without being read; null where none is sure. */
  readonly sure: readonly Filter[] | null;
}

/**
 * What speaks for a phrase, as it was typed, in a passage that the engine proposes for its form.
 * @param form in the toned form, words without marks may be found next to one another in the folded field
 */
export function evidenceOf(typed: string, form: Form): PhraseEvidence {
  const folded = fold(typed);
  const syllables = syllablesOf(folded);
  const plain: string[] = [];
  const parted: string[] = [];
  syllables.forEach(({ text, start }, i) => {
    const before = syllables[i - 1];
    if (!before) return;
    const isPlain = folded.slice(before.end, start) === ' ';
    (isPlain ? plain : parted).push(pairOf(before.text, text));
  });
  const needed = parted.map((pair) => oneOf('unsure', [pair]));
  const bare = typed.replace(SYLLABLE, '').replaceAll(' ', '') === '';
  if (parted.length > 0 || !bare || !canBeAsked(typed)) return { needed, sure: null };
  const inner = syllables.slice(1, -1).map(({ text }) => text);
  return { needed, sure: [noneOf('unsure', [UNASKABLE, ...plain, ...inner, ...unmarkedPairs(typed, form)])] };
}

/** Syllables that look the same in both forms and stand side by side. */
function unmarkedPairs(typed: string, form: Form): string[] {
  if (form === 'folded') return [];
  const written = syllablesOf(canonical(typed)).map(({ text }) => text);
  const isSame = (syllable: string | undefined) => syllable !== undefined && fold(syllable) === syllable;
  return written.filter(
    (syllable, i) => isSame(syllable) && (isSame(written[i - 1]) || isSame(written[i + 1])),
  );
}
