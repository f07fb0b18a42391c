import { canonical } from '../text/canonical.ts';
import { fold, foldCanonical } from '../text/fold.ts';
import { type Syllable, syllablesOf } from '../text/syllables.ts';
import { anyOf, type Filter, noneOf, oneOf } from './filter.ts';
import { canBeAsked, type Form } from './words.ts';

/*
 * When a passage need not be read to know that it holds a phrase. The engine takes a phrase for pairs of syllables that
 * stand side by side somewhere in the passage (engine-facts.md section 3), and knows neither punctuation nor, where
 * syllables bear no marks, in which of its forms they stand so. What speaks against its word is stored with each passage,
 * so that only passages of which something does are read.
 */

/** Kinds of doubt about syllables and pairs; none begins as a syllable does. */
const FOLLOWED_VARIOUSLY = '>';
const PRECEDED_VARIOUSLY = '<';
const WRITTEN_VARIOUSLY = '!';
const PARTED = '|';
const PARTED_VARIOUSLY = '~';
/** What the engine may cut, leave out or take for another: letters beyond Vietnamese, endless syllables. */
const UNASKABLE = '*';

/** What parts two syllables, as far as the engine compares it exactly: it takes other characters for one another. */
const EXACT_GAP = /^[\x20-\x7e]{1,8}$/u;

/** Two syllables side by side, in folded form, and what is between them. */
interface Pair {
  readonly name: string;
  readonly gap: string;
  /** The pair with its gap: begins with a syllable, unlike the doubts. */
  readonly written: string;
}

/** @param marked the canonical form: folding takes signs for one another, too (`≠` for `=`) */
function pairsOf(marked: string, syllables: readonly Syllable[]): Pair[] {
  return syllables.slice(1).map(({ text, start }, i) => {
    const before = syllables[i] as Syllable;
    const gap = marked.slice(before.end, start);
    return { name: `${before.text} ${text}`, gap, written: before.text + gap + text };
  });
}

/** Remembers the first value of each key, and which keys have had another. */
class Uniformity {
  readonly #first = new Map<string, string>();
  readonly various = new Set<string>();

  see(key: string, value: string): void {
    const first = this.#first.get(key);
    if (first === undefined) this.#first.set(key, value);
    else if (first !== value) this.various.add(key);
  }
}

/**
 * What is unsure of phrases in a passage (điều chưa chắc), in folded form: syllables that are not always followed or
 * preceded by the same one, or not always written alike; pairs that something else than a space parts, those that are
 * not always parted alike, and what parts them.
 */
export function unsureIn(text: string): string[] {
  const marked = canonical(text);
  const syllables = syllablesOf(foldCanonical(marked));
  const [after, before] = [new Uniformity(), new Uniformity()];
  const [spelling, parting] = [new Uniformity(), new Uniformity()];
  const unsure = new Set<string>();
  syllables.forEach(({ text: syllable, start, end }, i) => {
    if (!canBeAsked(marked.slice(start, end))) unsure.add(UNASKABLE);
    spelling.see(syllable, marked.slice(start, end));
    before.see(syllable, syllables[i - 1]?.text ?? '');
    after.see(syllable, syllables[i + 1]?.text ?? '');
  });
  for (const { name, gap, written } of pairsOf(marked, syllables)) {
    parting.see(name, gap);
    if (gap === ' ') continue;
    unsure.add(PARTED + name);
    if (EXACT_GAP.test(gap)) unsure.add(written);
  }
  for (const [sign, seen] of [
    [FOLLOWED_VARIOUSLY, after],
    [PRECEDED_VARIOUSLY, before],
    [WRITTEN_VARIOUSLY, spelling],
    [PARTED_VARIOUSLY, parting],
  ] as const)
    for (const key of seen.various) unsure.add(sign + key);
  return [...unsure];
}

/** A phrase of more syllables stands in few passages, and they are read. */
const MOST_SYLLABLES = 12;

/**
 * What a passage that the engine proposes for a phrase must fulfil, to be sure to hold it as it was typed, without being
 * read; null for a phrase of which no passage is sure.
 *
 * 1. Its syllables follow one another: from some pair on, each leads to the next one wherever it stands, and back to the
 *    first one, each comes after the one before it wherever it stands.
 * 2. Between two is what was typed, wherever they stand side by side.
 * 3. In the toned form, those beyond that pair are always written alike, since what leads to what is known without marks
 *    only; and so are two neighbours without marks, which the engine may have found side by side in the folded form.
 */
export function sureFor(typed: string, form: Form): Filter[] | null {
  const marked = canonical(typed);
  const syllables = syllablesOf(foldCanonical(marked));
  const pairs = pairsOf(marked, syllables);
  const isBare = syllables[0]?.start === 0 && syllables.at(-1)?.end === typed.length;
  if (
    !isBare ||
    syllables.length > MOST_SYLLABLES ||
    !syllablesOf(typed).every(({ text }) => canBeAsked(text))
  )
    return null;
  const parted = pairs.filter(({ gap }) => gap !== ' ');
  if (parted.some(({ gap }) => !EXACT_GAP.test(gap))) return null;
  const doubts = pairs.map(({ gap, name }) => (gap === ' ' ? PARTED : PARTED_VARIOUSLY) + name);
  doubts.push(UNASKABLE, ...unmarkedNeighbours(typed, form).map((syllable) => WRITTEN_VARIOUSLY + syllable));
  const forms = syllables.map(({ text }) => text);
  const inner = forms.slice(1, -1);
  const chains = pairs.map((_, pair) => {
    const beyond = form === 'toned' ? [...forms.slice(0, pair), ...forms.slice(pair + 2)] : [];
    return noneOf('unsure', [
      ...inner.slice(0, pair).map((syllable) => PRECEDED_VARIOUSLY + syllable),
      ...inner.slice(pair).map((syllable) => FOLLOWED_VARIOUSLY + syllable),
      ...beyond.map((syllable) => WRITTEN_VARIOUSLY + syllable),
    ]);
  });
  return [
    noneOf('unsure', doubts),
    ...parted.map(({ written }) => oneOf('unsure', [written])),
    ...(inner.length > 0 ? [anyOf(chains)] : []),
  ];
}

/** Syllables that look the same in both forms, beside others that do. */
function unmarkedNeighbours(typed: string, form: Form): string[] {
  if (form === 'folded') return [];
  const written = syllablesOf(canonical(typed)).map(({ text }) => text);
  const isSame = (syllable: string | undefined) => syllable !== undefined && fold(syllable) === syllable;
  return written.filter(
    (syllable, i) => isSame(syllable) && (isSame(written[i - 1]) || isSame(written[i + 1])),
  );
}

/** What every passage fulfils that holds the phrase as it was typed; the engine does not keep values of any length. */
export function neededFor(typed: string): Filter[] {
  const marked = canonical(typed);
  return pairsOf(marked, syllablesOf(foldCanonical(marked)))
    .filter(({ gap, name }) => gap !== ' ' && name.split(' ').every(canBeAsked))
    .map(({ name, gap, written }) => oneOf('unsure', [EXACT_GAP.test(gap) ? written : PARTED + name]));
}
