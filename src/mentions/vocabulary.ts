import type { EngineDoor } from '../engine/door.ts';
import { oneOf } from '../engine/filter.ts';
import { fold } from '../text/fold.ts';

/** The syllables (vốn tiếng) that the documents of an audience have. */
export interface Vocabulary {
  /** With their marks, in canonical form. */
  readonly canonical: ReadonlySet<string>;
  /** Unmarked, each once. */
  readonly folded: ReadonlySet<string>;
  /** The same by their length. */
  readonly byLength: ReadonlyMap<number, readonly string[]>;
}

/** Reads the vocabulary of the live index. @throws {EngineError} */
export async function readVocabulary(door: EngineDoor): Promise<Vocabulary> {
  const canonical = new Set<string>();
  const folded = new Set<string>();
  const syllables = door.all('suggestions', {
    filters: [oneOf('kind', ['syllable'])],
    retrieve: ['canonical', 'folded'],
  });
  for await (const syllable of syllables) {
    canonical.add(syllable.canonical);
    folded.add(syllable.folded);
  }
  return { canonical, folded, byLength: Map.groupBy(folded, ({ length }) => length) };
}

export const NO_VOCABULARY: Vocabulary = { canonical: new Set(), folded: new Set(), byLength: new Map() };

/** Unmarked syllables of the vocabulary that differ from this one in one letter. */
export function neighboursOf(vocabulary: Vocabulary, form: string): string[] {
  const sought = fold(form);
  return (vocabulary.byLength.get(sought.length) ?? []).filter((syllable) => {
    let differences = 0;
    for (let i = 0; i < sought.length && differences < 2; i++) if (syllable[i] !== sought[i]) differences++;
    return differences === 1;
  });
}
