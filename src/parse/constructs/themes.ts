import type { Theme } from '../../corpus/vocabularies.ts';
import { canonical } from '../../text/canonical.ts';

/** The theme of work without a topic of its own. */
export const GENERAL_THEME = 'to-chuc-thuc-hien';

/** Rules of the guidelines: one to three themes, the main one first. */
const MAX_THEMES = 3;
/** A further theme has this share of the main one's weight: a clause of its own, not a word in passing. */
const SHARE = 0.42;
/** Words at the beginning name what is worked on: within this many characters a term counts in full … */
const LEADING = 140;
/** … later ones less, since they say how and what for. */
const LATER = 0.55;
/** Less weight than this is a word in passing. */
const LEAST = 1.5;
/** The heading above counts for this share. */
const HEADING_SHARE = 0.5;

interface Vocabulary {
  readonly pattern: RegExp;
  readonly terms: ReadonlyMap<string, readonly { readonly theme: string; readonly weight: number }[]>;
}

const prepared = new WeakMap<readonly Theme[], Vocabulary | null>();

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&');

function prepare(themes: readonly Theme[]): Vocabulary | null {
  const known = prepared.get(themes);
  if (known !== undefined) return known;
  const terms = new Map<string, { theme: string; weight: number }[]>();
  for (const theme of themes) {
    for (const { term, weight } of theme.terms) {
      const key = canonical(term.normalize('NFC'));
      terms.set(key, [...(terms.get(key) ?? []), { theme: theme.id, weight }]);
    }
  }
  // Longest first: `giám sát, phản biện xã hội` is not `giám sát`.
  const sources = [...terms.keys()].sort((a, b) => b.length - a.length).map(literal);
  const vocabulary =
    sources.length === 0
      ? null
      : { pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${sources.join('|')})(?![\\p{L}\\p{N}])`, 'gu'), terms };
  prepared.set(themes, vocabulary);
  return vocabulary;
}

/** What speaks for a theme: its weight, and where the words stand in the text (not those of the heading). */
interface Score {
  weight: number;
  readonly spans: (readonly [number, number])[];
}

/** A theme with the words that spoke for it: spans within the text; none where only the heading spoke. */
export interface FoundTheme {
  readonly id: string;
  readonly spans: readonly (readonly [number, number])[];
}

/** `text` in canonical form. */
function weigh(
  text: string,
  vocabulary: Vocabulary,
  factor: number,
  scores: Map<string, Score>,
  keepSpans: boolean,
): void {
  const seen = new Map<string, number>();
  for (const match of text.matchAll(vocabulary.pattern)) {
    const times = (seen.get(match[0]) ?? 0) + 1;
    seen.set(match[0], times);
    if (times > 2) continue; // a word that comes again and again is the same topic
    const place = match.index < LEADING ? 1 : LATER;
    for (const { theme, weight } of vocabulary.terms.get(match[0]) ?? []) {
      const score = scores.get(theme) ?? { weight: 0, spans: [] };
      score.weight += (weight * place * factor) / times;
      if (keepSpans) score.spans.push([match.index, match.index + match[0].length]);
      scores.set(theme, score);
    }
  }
}

const headings = new WeakMap<Vocabulary, Map<string, ReadonlyMap<string, number>>>();
const MAX_HEADINGS = 5_000;

/** What a heading adds to each task below it: weighed once, however many there are. */
function weightsOf(heading: string, vocabulary: Vocabulary): ReadonlyMap<string, number> {
  const known = headings.get(vocabulary) ?? new Map<string, ReadonlyMap<string, number>>();
  headings.set(vocabulary, known);
  const found = known.get(heading);
  if (found) return found;
  const scores = new Map<string, Score>();
  weigh(canonical(heading), vocabulary, HEADING_SHARE, scores, false);
  const weights = new Map(Array.from(scores, ([id, { weight }]) => [id, weight]));
  if (known.size < MAX_HEADINGS) known.set(heading, weights);
  return weights;
}

/**
 * The themes (chủ đề) of a task, by the weighted words of the vocabulary; `heading` is the title above it.
 * `canonicalText` is `text` in canonical form, where it is known. One to three, the main one first; work without a topic gets the general theme.
 */
export function findThemes(
  text: string,
  heading: string | null,
  themes: readonly Theme[],
  canonicalText = canonical(text),
): FoundTheme[] {
  const vocabulary = prepare(themes);
  const hasGeneral = themes.some((theme) => theme.id === GENERAL_THEME);
  const general = hasGeneral ? [{ id: GENERAL_THEME, spans: [] }] : [];
  if (!vocabulary) return general;
  const scores = new Map<string, Score>();
  weigh(canonicalText, vocabulary, 1, scores, true);
  if (heading)
    for (const [id, weight] of weightsOf(heading, vocabulary)) {
      const score = scores.get(id);
      if (score) score.weight += weight;
      else scores.set(id, { weight, spans: [] });
    }
  const ranked = [...scores]
    .filter(([, score]) => score.weight >= LEAST)
    .sort((a, b) => b[1].weight - a[1].weight || (a[0] < b[0] ? -1 : 1));
  const top = ranked[0]?.[1].weight ?? 0;
  const found = ranked.filter(([, score]) => score.weight >= top * SHARE).slice(0, MAX_THEMES);
  return found.length > 0 ? found.map(([id, { spans }]) => ({ id, spans })) : general;
}
