import type { EngineDoor } from '../engine/door.ts';
import { oneOf } from '../engine/filter.ts';
import {
  COUNT_OF,
  type SuggestionEntry,
  type SuggestionKind,
  suggestionKey,
} from '../engine/projection/suggestions.ts';
import { quoted } from '../engine/words.ts';
import { canonical } from '../text/canonical.ts';
import { foldedForm } from '../text/engine-form.ts';
import { fold, isUnmarked } from '../text/fold.ts';
import { fromKeystrokes } from '../text/input-methods.ts';
import { normaliseLine } from '../text/normalise/line.ts';
import { type Syllable, syllablesOf } from '../text/syllables.ts';

/** Something that what was typed may become (gợi ý). */
export interface Suggestion {
  readonly kind: Exclude<SuggestionKind, 'syllable'>;
  /** The whole query with the suggestion in it; for titles and numbers what they are called. */
  readonly text: string;
  /** How often it is in the documents: mentions of a phrase, documents of all others; null for a longer text that only ends in a counted phrase. */
  readonly count: number | null;
  /** The document that a title or number leads to; the value of the filter for an issuer, a department, a theme. */
  readonly target: string | null;
}

export interface Suggestions {
  /** What was meant, where Telex or VNI keystrokes were typed without an input method. */
  readonly meant: string | null;
  readonly items: readonly Suggestion[];
}

/** How many of a kind are shown, in the order in which they are. */
const SHOWN: Readonly<Record<Suggestion['kind'], number>> = {
  phrase: 6,
  number: 3,
  title: 3,
  issuer: 3,
  department: 3,
  theme: 2,
};
const KINDS = Object.keys(SHOWN) as Suggestion['kind'][];

/** More is asked for than shown: the engine doesn't see marks, and those that don't fit are left out here. */
const ASKED: Readonly<Record<SuggestionKind, number>> = {
  phrase: 80,
  number: 6,
  title: 10,
  issuer: 10,
  department: 10,
  theme: 10,
  syllable: 0,
};

/** Phrases are completed from so many of their syllables at most. */
const PHRASE_SYLLABLES = 6;

/** A query that is longer is not completed any more. UTF-16 units. */
const LONGEST = 200;

/**
 * What a query that is being typed may become: phrases of the corpus by frequency, numbers, titles, agencies, themes.
 * The last syllable may be half typed, and so may its marks: `dân vâ` is on the way to `dân vận`.
 *
 * @throws {EngineError}
 */
export async function suggest(door: EngineDoor, typed: string): Promise<Suggestions> {
  const text = normaliseLine(typed.slice(-LONGEST)).replace(/^[\s"“”„«»]+/u, '');
  const meant = fromKeystrokes(text)?.text ?? null;
  // a space ends a syllable; the normaliser takes it away at the end of a line
  const items = await completionsOf(door, meant ?? text, /\s$/u.test(typed));
  return { meant, items };
}

async function completionsOf(door: EngineDoor, text: string, ended: boolean): Promise<Suggestion[]> {
  const syllables = syllablesOf(text);
  if (syllables.length === 0) return [];
  const named = await candidates(
    door,
    text,
    KINDS.filter((kind) => kind !== 'phrase'),
  );
  const phrases = await phrasesFor(door, text, syllables, ended);
  return KINDS.flatMap((kind) => {
    const found =
      kind === 'phrase'
        ? phrases
        : (named.get(kind) ?? []).filter((entry) => hasBeginning(entry, text, ended));
    const whole = kind !== 'phrase' || (phrases[0]?.whole ?? true);
    return found.slice(0, SHOWN[kind]).map((entry) => toSuggestion(door, kind, entry, whole));
  });
}

/** A phrase of the corpus with the words that stand before it; `whole` where there are none. */
type Completion = SuggestionEntry & { readonly whole: boolean };

/** Completes as many of the last syllables as a phrase of the corpus begins with; the words before them stay. */
async function phrasesFor(
  door: EngineDoor,
  text: string,
  syllables: readonly Syllable[],
  ended: boolean,
): Promise<Completion[]> {
  // the beginning of a single syllable says too little about what goes on from a longer text
  const least = Math.min(2, syllables.length);
  for (let count = Math.min(PHRASE_SYLLABLES, syllables.length); count >= least; count--) {
    const { start } = syllables[syllables.length - count] as Syllable;
    const tail = text.slice(start);
    const found = (await candidates(door, tail, ['phrase'])).get('phrase') ?? [];
    const fitting = found
      .filter((entry) => completes(entry.canonical, tail, ended))
      .map((entry) => ({
        ...entry,
        text: text.slice(0, start) + entry.text,
        whole: count === syllables.length,
      }));
    const written = count === syllables.length ? fitting : await writtenOnes(door, fitting);
    if (written.length > 0) return written;
  }
  return [];
}

/** Of what was put together of a typed beginning and a phrase: what some document has. */
async function writtenOnes(door: EngineDoor, completions: readonly Completion[]): Promise<Completion[]> {
  const some = completions.slice(0, SHOWN.phrase * 2);
  const answers = await door.searchMany(
    'passages',
    some.map(({ text }) => ({ q: quoted(foldedForm(fold(text))), searchOn: ['folded'], hitsPerPage: 0 })),
  );
  return some.filter((_, i) => (answers[i]?.total ?? 0) > 0);
}

async function candidates(
  door: EngineDoor,
  text: string,
  kinds: readonly SuggestionKind[],
): Promise<Map<SuggestionKind, SuggestionEntry[]>> {
  const count = COUNT_OF[door.audience];
  const answers = await door.searchMany(
    'suggestions',
    kinds.map((kind) => ({
      q: suggestionKey(text),
      filters: [oneOf('kind', [kind])],
      sort: [`${count}:desc`],
      hitsPerPage: ASKED[kind],
      retrieve: ['text', 'canonical', count, 'target'],
    })),
  );
  return new Map(kinds.map((kind, i) => [kind, answers[i]?.hits ?? []]));
}

/** A name may be entered at any of its syllables. */
function hasBeginning({ canonical: name }: SuggestionEntry, typed: string, ended: boolean): boolean {
  return syllablesOf(name).some(({ start }) => completes(name.slice(start), typed, ended));
}

/**
 * Whether a text in canonical form may come of what was typed. Marks that were typed are kept; what has none yet may get
 * any; in the last syllable, unless it is ended, letters may follow and marks be added.
 */
export function completes(candidate: string, typed: string, ended: boolean): boolean {
  const sought = syllablesOf(canonical(typed));
  const there = syllablesOf(candidate);
  return sought.every(({ text }, i) => {
    const found = there[i]?.text;
    if (found === undefined) return false;
    if (i === sought.length - 1 && !ended)
      return (
        text.length <= found.length && [...text].every((letter, at) => mayBecome(letter, found[at] as string))
      );
    return isUnmarked(text) ? fold(found) === fold(text) : found === text;
  });
}

/** Whether a letter has all the marks of another: `ậ` has those of `â` and `a`. */
function mayBecome(typed: string, found: string): boolean {
  if (typed === found) return true;
  if (fold(typed) !== fold(found) || typed === 'đ') return false;
  const marks = found.normalize('NFD');
  return [...typed.normalize('NFD')].every((mark) => marks.includes(mark) || fold(mark) === fold(found));
}

function toSuggestion(
  door: EngineDoor,
  kind: Suggestion['kind'],
  entry: SuggestionEntry,
  whole: boolean,
): Suggestion {
  const count = whole ? entry[COUNT_OF[door.audience]] : null;
  return { kind, text: entry.text, count, target: entry.target ?? null };
}

/** How a text that was typed without marks is written in the corpus, and how often. */
export interface MarkedForm {
  readonly text: string;
  readonly count: number;
}

/**
 * The likeliest marked forms of an unmarked text: those that the corpus has, commonest first. None for a text that has
 * marks, or that is longer than the phrases that are counted.
 *
 * @throws {EngineError}
 */
export async function markedForms(door: EngineDoor, typed: string, most = 5): Promise<MarkedForm[]> {
  if (!isUnmarked(typed) || syllablesOf(typed).length === 0) return [];
  const count = COUNT_OF[door.audience];
  const { entries } = await door.slice(
    'suggestions',
    {
      filters: [oneOf('folded', [fold(typed)]), oneOf('kind', ['phrase', 'syllable'])],
      sort: [`${count}:desc`],
      retrieve: ['text', count],
    },
    0,
    most,
  );
  return entries
    .filter(({ text }) => !isUnmarked(text))
    .map((entry) => ({ text: entry.text, count: entry[count] }));
}
