import type { Span } from '../record/span.ts';
import { canonical } from '../text/canonical.ts';
import { fold } from '../text/fold.ts';
import { isSyllableCharacter } from '../text/syllables.ts';
import type { Phrase, Tier } from './phrase.ts';

/** A mention (lần xuất hiện) within one passage, and the narrowest tier that finds it. */
export interface Match {
  /** Offsets within the passage. */
  readonly span: Span;
  readonly tier: Tier;
}

/** Occurrences of `needle` in `hay` that begin and end with whole syllables and don't overlap, from the left. */
function occurrences(hay: string, needle: string): number[] {
  const starts: number[] = [];
  const firstIsSyllable = isSyllableCharacter(needle, 0);
  const lastIsSyllable = isSyllableCharacter(needle, needle.length - 1);
  for (let at = hay.indexOf(needle); at !== -1; ) {
    const end = at + needle.length;
    const cutsBefore = firstIsSyllable && at > 0 && isSyllableCharacter(hay, at - 1);
    const cutsAfter = lastIsSyllable && end < hay.length && isSyllableCharacter(hay, end);
    if (cutsBefore || cutsAfter) at = hay.indexOf(needle, at + 1);
    else {
      starts.push(at);
      at = hay.indexOf(needle, end);
    }
  }
  return starts;
}

/**
 * The mentions of a phrase in a text, in order: the one rule by which mentions are counted, wherever they are.
 *
 * Tier 1 compares canonical forms (marks count; case, tone placement, kinds of quotes and dashes don't); tier 2
 * besides finds what differs in marks only. Whole syllables; mentions of a tier don't overlap each other, and those
 * of tier 2 not those of tier 1.
 *
 * @param widest the widest tier that is wanted
 */
export function findMatches(text: string, phrase: Phrase, widest: Tier): Match[] {
  const length = phrase.text.length;
  const matches = occurrences(canonical(text), phrase.canonical).map(
    (start): Match => ({ span: [start, start + length], tier: 1 }),
  );
  if (widest === 1) return matches;
  // What tier 1 found is blotted out, so that an unmarked mention can neither overlap nor hide behind it.
  let rest = fold(text);
  for (const { span } of matches) rest = rest.slice(0, span[0]) + '\0'.repeat(length) + rest.slice(span[1]);
  for (const start of occurrences(rest, phrase.folded))
    matches.push({ span: [start, start + length], tier: 2 });
  return matches.sort((a, b) => a.span[0] - b.span[0]);
}
