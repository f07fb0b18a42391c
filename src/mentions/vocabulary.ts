import type { EngineDoor } from '../engine/door.ts';
import { oneOf } from '../engine/filter.ts';
import { COUNT_OF } from '../engine/projection/suggestions.ts';
import { isSlip } from './near.ts';
import type { SoughtSyllable } from './sequence.ts';

/** The syllables (vốn tiếng) that the documents of an audience have; numbers are not among them. */
export interface Vocabulary {
  /** With their marks, in canonical form. */
  readonly canonical: ReadonlySet<string>;
  /** Unmarked, each once. */
  readonly folded: ReadonlySet<string>;
  /** The canonical forms by their length, which is that of the unmarked ones, too. */
  readonly byLength: ReadonlyMap<number, readonly string[]>;
  /** How often each is, in canonical form and unmarked; never counted over what the audience may not read. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Reads the vocabulary of the live index. @throws {EngineError} */
export async function readVocabulary(door: EngineDoor): Promise<Vocabulary> {
  const canonical = new Set<string>();
  const folded = new Set<string>();
  const counts = new Map<string, number>();
  const count = COUNT_OF[door.audience];
  const syllables = door.all('suggestions', {
    filters: [oneOf('kind', ['syllable'])],
    retrieve: ['canonical', 'folded', count],
  });
  for await (const syllable of syllables) {
    canonical.add(syllable.canonical);
    folded.add(syllable.folded);
    for (const form of new Set([syllable.canonical, syllable.folded]))
      counts.set(form, (counts.get(form) ?? 0) + syllable[count]);
  }
  return { canonical, folded, byLength: Map.groupBy(canonical, ({ length }) => length), counts };
}

export const NO_VOCABULARY: Vocabulary = {
  canonical: new Set(),
  folded: new Set(),
  byLength: new Map(),
  counts: new Map(),
};

/** The syllables of the vocabulary that may be slips for the one that is looked for. */
export function slipsFor(vocabulary: Vocabulary, sought: SoughtSyllable, alone: boolean): string[] {
  const asLong = vocabulary.byLength.get(sought.form.length) ?? [];
  return asLong.filter((syllable) => isSlip(syllable, sought, alone));
}
