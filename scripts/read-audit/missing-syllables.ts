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

/** Three syllables in a row, from `at` on. */
const triple = (syllables: readonly string[], at: number) =>
  `${syllables[at] ?? ''} ${syllables[at + 1] ?? ''} ${syllables[at + 2] ?? ''}`;

/**
 * The passages of `other` in which `missing` stand: the longest stretches of words that the record doesn't have in a row
 * come first, since a syllable that is missing somewhere stands elsewhere, too. The order of the text doesn't matter: a
 * reader may put boxes and cells elsewhere. The same letters parted otherwise (`thuầ n`) are not missing.
 */
function passagesOf(
  record: readonly string[],
  other: readonly string[],
  missing: Map<string, number>,
): Passage[] {
  const known = new Set(['', ...record].map((_, index) => triple(record, index - 1)));
  // A passage of n words that is missing makes n + 2 triples in a row unknown; a number that is inserted only two.
  const stretch = new Int32Array(other.length);
  for (let from = 0; from < other.length; from++) {
    let to = from;
    while (to < other.length && !known.has(triple(other, to))) to++;
    stretch.fill(to - from, from, to);
    from = to;
  }
  const strangeness = other.map((_, at) =>
    Math.max(stretch[at - 2] ?? 0, stretch[at - 1] ?? 0, stretch[at] ?? 0),
  );
  const byStrangeness = [...other.keys()].sort(
    (a, b) => (strangeness[b] as number) - (strangeness[a] as number),
  );
  const marked = new Uint8Array(other.length);
  for (const at of byStrangeness) {
    const syllable = other[at] as string;
    const left = missing.get(syllable) ?? 0;
    if (left === 0) continue;
    marked[at] = 1;
    missing.set(syllable, left - 1);
  }
  const letters = record.join('');
  const spaced = ` ${record.join(' ')} `;
  const passages: Passage[] = [];
  for (let from = 0; from < other.length; from++) {
    if (marked[from] !== 1) continue;
    let to = from;
    while (to < other.length && marked[to] === 1) to++;
    const withNeighbours = other.slice(Math.max(0, from - 1), to + 1);
    // The same letters in other syllables; in the same syllables, they are a passage that is there less often.
    const isPartedOtherwise =
      letters.includes(withNeighbours.join('')) && !spaced.includes(` ${withNeighbours.join(' ')} `);
    if (!isPartedOtherwise)
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

/** Of each syllable, the smaller of two numbers that are missing. */
function common(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): Map<string, number> {
  const both = new Map<string, number>();
  for (const [syllable, count] of one) {
    const least = Math.min(count, other.get(syllable) ?? 0);
    if (least > 0) both.set(syllable, least);
  }
  return both;
}

/** What both of two other readers have and `record` hasn't, where it stands in the first. */
export function missingOfBoth(
  record: readonly string[],
  first: readonly string[],
  second: readonly string[],
): Passage[] {
  const counts = countsOf(record);
  return passagesOf(record, first, common(surplus(counts, first), surplus(counts, second)));
}

/** What `record` has and neither of two other readers has. */
export function addedToBoth(
  record: readonly string[],
  first: readonly string[],
  second: readonly string[],
): Passage[] {
  const missing = common(surplus(countsOf(first), record), surplus(countsOf(second), record));
  return passagesOf(first, record, missing);
}
