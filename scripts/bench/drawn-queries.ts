import { fold } from '../../src/text/fold.ts';
import { syllablesOf } from '../../src/text/syllables.ts';
import { seeded } from './generated-corpus.ts';

/** What readers type: two to four syllables as written, some without marks, some in quotes, some with a filter. */
export interface DrawnQuery {
  readonly q: string;
  readonly filter: string;
}

const FILTERS = ['', '', '', `&province=${encodeURIComponent('Bến Tre')}`, '&year=2020&year=2021'];

/** Draws queries from sentences, each time others, so that nothing that was looked up before serves the next. */
export function drawQueries(sentences: readonly string[], count: number, seed: number): DrawnQuery[] {
  const random = seeded(seed);
  const upTo = (most: number) => Math.floor(random() * most);
  return Array.from({ length: count }, (_, i) => {
    const sentence = sentences[upTo(sentences.length)] as string;
    const syllables = syllablesOf(sentence).filter(({ text }) => /^\p{L}+$/u.test(text));
    const first = upTo(Math.max(1, syllables.length - 4));
    const last = Math.min(syllables.length - 1, first + 1 + upTo(3));
    const phrase = sentence.slice(syllables[first]?.start, syllables[last]?.end);
    const q = i % 4 === 1 ? fold(phrase) : i % 4 === 2 ? `"${phrase.replaceAll('"', '')}"` : phrase;
    return { q, filter: FILTERS[i % FILTERS.length] as string };
  });
}
