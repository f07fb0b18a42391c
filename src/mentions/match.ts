import type { Span } from '../record/span.ts';
import { canonical } from '../text/canonical.ts';
import { fold, foldCanonical } from '../text/fold.ts';
import { outlineForm } from '../text/outline-form.ts';
import { isSyllableCharacter } from '../text/syllables.ts';
import { nearLength } from './near.ts';
import type { Phrase } from './phrase.ts';
import { isSought, type Sequence, type SoughtSyllable } from './sequence.ts';
import { type SyllabicText, toSyllabicText } from './syllabic-text.ts';
import type { Tier } from './tier.ts';

/** A mention (lần xuất hiện) within one passage, and the narrowest tier that finds it. */
export interface Match {
  /** Offsets within the passage. */
  readonly span: Span;
  readonly tier: Tier;
}

/** A text in the forms in which it is compared, each made when it is asked for, and once: several phrases may be looked for. */
export class ComparedText {
  readonly text: string;
  #outline: string | undefined;
  #marked: string | undefined;
  #unmarked: string | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get outline(): string {
    this.#outline ??= outlineForm(this.text);
    return this.#outline;
  }

  get marked(): string {
    this.#marked ??= canonical(this.text);
    return this.#marked;
  }

  get unmarked(): string {
    this.#unmarked ??= foldCanonical(this.marked);
    return this.#unmarked;
  }
}

/**
 * Where a phrase may stand: whole syllables with its outline. Since a form of whole syllables is that of the text at
 * their place, only these few places need be compared, not the whole text.
 */
function candidatesIn({ text, outline }: ComparedText, phrase: Phrase): number[] {
  const starts: number[] = [];
  const { length } = phrase.text;
  const firstIsSyllable = isSyllableCharacter(phrase.text, 0);
  const lastIsSyllable = isSyllableCharacter(phrase.text, length - 1);
  for (let at = outline.indexOf(phrase.outline); at !== -1; at = outline.indexOf(phrase.outline, at + 1)) {
    const end = at + length;
    if (firstIsSyllable && at > 0 && isSyllableCharacter(text, at - 1)) continue;
    if (lastIsSyllable && end < text.length && isSyllableCharacter(text, end)) continue;
    starts.push(at);
  }
  return starts;
}

/** Where a sequence begins in a text, by the index of the syllable, and how many syllables it takes. */
type Found = readonly [at: number, length: number];

function sequencesIn(text: SyllabicText, sequence: Sequence): Found[] {
  const found: Found[] = [];
  const first = sequence[0] as SoughtSyllable;
  for (let at = 0; at + sequence.length <= text.canonical.length; at++) {
    if (!isSought(text, at, first)) continue;
    if (sequence.every((sought, i) => isSought(text, at + i, sought))) found.push([at, sequence.length]);
  }
  return found;
}

function nearIn(text: SyllabicText, sequence: Sequence): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < text.canonical.length; at++) {
    const length = nearLength(text, at, sequence);
    if (length > 0) found.push([at, length]);
  }
  return found;
}

/** What the widest tiers find, before what the tiers before them have is taken away. */
const WIDEST: readonly (readonly [Tier, (text: SyllabicText, phrase: Phrase) => Found[]])[] = [
  [4, (text, { alternatives }) => alternatives.flatMap((sequence) => sequencesIn(text, sequence))],
  [5, (text, { sequence }) => nearIn(text, sequence)],
];

/**
 * The mentions of a phrase in a text, in order: the one rule by which mentions are counted, wherever they are.
 *
 * 1. Tier 1 compares canonical forms: marks count; case, tone placement, kinds of quotes and dashes don't.
 * 2. Tier 2 besides finds what differs in marks only.
 * 3. The wider tiers compare syllable by syllable, whatever stands between two; marks count if the phrase has any.
 *    Tier 3 looks for the phrase, tier 4 for its spellings by the list of abbreviations, tier 5 for one slip: a letter
 *    or mark of one syllable, a space inside of one, a space missing between two.
 * 4. Whole syllables. Mentions don't overlap: what a tier before has found, the next one does not find again, and of
 *    two that overlap within a tier the left one counts, the longer one where both begin together.
 *
 * @param widest the widest tier that is wanted
 */
export function findMatches(text: string | ComparedText, phrase: Phrase, widest: Tier): Match[] {
  const compared = typeof text === 'string' ? new ComparedText(text) : text;
  const matches: Match[] = [];
  const candidates = candidatesIn(compared, phrase);
  const { length } = phrase.text;
  for (const tier of [1, 2] as const) {
    if (tier > widest) return matches;
    const [form, sought] = tier === 1 ? [canonical, phrase.canonical] : [fold, phrase.folded];
    const earlier = [...matches];
    let free = 0; // where the last match of this tier ends
    let next = 0; // the match of the tier before that comes next
    for (const start of candidates) {
      const end = start + length;
      while (next < earlier.length && (earlier[next] as Match).span[1] <= start) next++;
      const taken = earlier[next]?.span[0];
      if (start < free || (taken !== undefined && taken < end)) continue;
      if (form(compared.text.slice(start, end)) !== sought) continue;
      matches.push({ span: [start, end], tier });
      free = end;
    }
  }
  if (widest > 2) addWider(matches, compared, phrase, widest);
  return matches.sort((a, b) => a.span[0] - b.span[0]);
}

function addWider(matches: Match[], forms: ComparedText, phrase: Phrase, widest: Tier): void {
  const taken = new Uint8Array(forms.text.length);
  for (const { span } of matches) taken.fill(1, ...span);
  const add = (tier: Tier, span: Span) => {
    if (taken.subarray(...span).includes(1)) return;
    taken.fill(1, ...span);
    matches.push({ span, tier });
  };
  const compared = phrase.sequence[0]?.marked ? forms.marked : forms.unmarked;
  for (const { 0: found, index } of compared.matchAll(phrase.acrossPunctuation))
    add(3, [index, index + found.length]);
  if (widest === 3) return;
  const syllabic = toSyllabicText(forms.text, forms.marked, forms.unmarked);
  for (const [tier, find] of WIDEST) {
    if (tier > widest) return;
    const found = find(syllabic, phrase).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    for (const [at, size] of found)
      add(tier, [syllabic.starts[at] as number, syllabic.ends[at + size - 1] as number]);
  }
}
