import { convertLegacyText } from '../../src/read/legacy-encodings.ts';
import { canonical } from '../../src/text/canonical.ts';
import { toMappedText } from '../../src/text/mapped-text.ts';
import { normaliseCharacters } from '../../src/text/normalise/characters.ts';
import { syllablesOf } from '../../src/text/syllables.ts';

/** Ligatures that fonts draw: U+FB00 to U+FB06. */
const LIGATURES = /[\ufb00-\ufb06]/gu;

/**
 * The syllables of a text as they are compared, whoever read it: old encodings in Unicode, NFC, ligatures taken apart,
 * lower case, one tone placement, nothing but letters and digits.
 */
export function comparedSyllables(text: string): string[] {
  const modern = convertLegacyText(text)?.text.text ?? text;
  const plain = normaliseCharacters(toMappedText(modern.replace(LIGATURES, (one) => one.normalize('NFKC'))));
  return syllablesOf(canonical(plain.text.normalize('NFC'))).map((syllable) => syllable.text);
}

/** Words that one reader has and another hasn't, with those around them. */
export interface Passage {
  readonly before: string;
  readonly words: string;
  readonly after: string;
  /** How many syllables are missing. */
  readonly count: number;
}

/** Words of context on each side. */
const AROUND = 5;

const countsOf = (syllables: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const syllable of syllables) counts.set(syllable, (counts.get(syllable) ?? 0) + 1);
  return counts;
};

/** Of each syllable: how many more `of` has than `record`. Only those with more. */
function surplus(record: ReadonlyMap<string, number>, of: readonly string[]): Map<string, number> {
  const more = new Map<string, number>();
  for (const [syllable, count] of countsOf(of)) {
    const missing = count - (record.get(syllable) ?? 0);
    if (missing > 0) more.set(syllable, missing);
  }
  return more;
}

const triple = (syllables: readonly string[], at: number) =>
  `${syllables[at - 1] ?? ''} ${syllables[at]} ${syllables[at + 1] ?? ''}`;

/**
 * The passages of `other` in which `missing` stand: those whose neighbours the record doesn't have either come first,
 * since a syllable that is missing somewhere stands elsewhere, too. The order of the text doesn't matter: a reader may
 * put boxes and cells elsewhere. The same letters parted otherwise (`thuầ n`) are not missing.
 */
function passagesOf(
  record: readonly string[],
  other: readonly string[],
  missing: Map<string, number>,
): Passage[] {
  const triples = new Set(record.map((_, at) => triple(record, at)));
  const marked = new Uint8Array(other.length);
  for (const anywhere of [false, true]) {
    for (const [at, syllable] of other.entries()) {
      const left = missing.get(syllable) ?? 0;
      if (left === 0 || marked[at] === 1 || (!anywhere && triples.has(triple(other, at)))) continue;
      marked[at] = 1;
      missing.set(syllable, left - 1);
    }
  }
  const letters = record.join('');
  const passages: Passage[] = [];
  for (let from = 0; from < other.length; from++) {
    if (marked[from] !== 1) continue;
    let to = from;
    while (to < other.length && marked[to] === 1) to++;
    const withNeighbours = other.slice(Math.max(0, from - 1), to + 1).join('');
    if (!letters.includes(withNeighbours))
      passages.push({
        before: other.slice(Math.max(0, from - AROUND), from).join(' '),
        words: other.slice(from, to).join(' '),
        after: other.slice(to, to + AROUND).join(' '),
        count: to - from,
      });
    from = to;
  }
  return passages;
}

/** What `other` has and `record` hasn't. */
export function missingFrom(record: readonly string[], other: readonly string[]): Passage[] {
  return passagesOf(record, other, surplus(countsOf(record), other));
}

/** What both have and `record` hasn't, where it stands in the first. */
export function missingOfBoth(
  record: readonly string[],
  first: readonly string[],
  second: readonly string[],
): Passage[] {
  const counts = countsOf(record);
  const other = surplus(counts, second);
  const both = new Map<string, number>();
  for (const [syllable, count] of surplus(counts, first)) {
    const common = Math.min(count, other.get(syllable) ?? 0);
    if (common > 0) both.set(syllable, common);
  }
  return passagesOf(record, first, both);
}
