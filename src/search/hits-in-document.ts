import { findMatches } from '../mentions/match.ts';
import type { Abbreviations } from '../mentions/phrase.ts';
import { type Phrase, tryPhrase } from '../mentions/phrase.ts';
import type { Tier } from '../mentions/tier.ts';
import type { DocumentRecord } from '../record/record.ts';
import type { Span } from '../record/span.ts';
import { hitsOf, soughtPhrases } from './highlight.ts';
import type { Lexicon } from './lexicon.ts';
import { mentionsMeant } from './query/mentions-meant.ts';
import { parseQuery } from './query/parse-query.ts';
import { soughtTerms } from './query/tree.ts';

/** What is to be marked in a document that is read, and where it stands. */
export interface HitsInDocument {
  /** What was looked for, as it is shown. */
  readonly sought: string;
  /** Spans into the text of the record, block by block, in order. */
  readonly byBlock: ReadonlyMap<string, readonly Span[]>;
  readonly total: number;
}

/**
 * The hits of a search in a document: the mentions of `phrase`, by the rule by which they are counted, or else the
 * words of `q`. Null when nothing was looked for.
 */
export function hitsInDocument(
  record: Pick<DocumentRecord, 'text' | 'blocks'>,
  sought: { readonly phrase: string; readonly q: string; readonly tier?: Tier | undefined },
  { abbreviations, fieldValues }: Pick<Lexicon, 'abbreviations' | 'fieldValues'>,
): HitsInDocument | null {
  for (const finder of findersOf(sought, abbreviations, fieldValues)) {
    const hits = hitsOfFinder(record, finder);
    if (hits.total > 0 || finder.last) return hits;
  }
  return null;
}

interface Finder {
  readonly sought: string;
  readonly find: (text: string) => readonly Span[];
  /** Whether nothing else is looked for where this is nowhere. */
  readonly last: boolean;
}

function hitsOfFinder(record: Pick<DocumentRecord, 'text' | 'blocks'>, finder: Finder): HitsInDocument {
  const byBlock = new Map<string, Span[]>();
  let total = 0;
  for (const block of record.blocks) {
    const [start, end] = block.span;
    const hits = finder
      .find(record.text.slice(start, end))
      .map(([from, to]): Span => [start + from, start + to]);
    if (hits.length > 0) byBlock.set(block.id, hits);
    total += hits.length;
  }
  return { sought: finder.sought, byBlock, total };
}

/** The words of a search stand for a phrase first, as its numbers count it; where that is nowhere, for themselves. */
function findersOf(
  { phrase: typed, q, tier }: { phrase: string; q: string; tier?: Tier | undefined },
  abbreviations: Abbreviations,
  fieldValues: Lexicon['fieldValues'],
): Finder[] {
  const phrase = tryPhrase(typed, abbreviations);
  if (phrase) {
    const widest = tier ?? phrase.defaultTier;
    return [ofPhrase(phrase, widest, true)];
  }
  const query = parseQuery(q, fieldValues);
  const terms = soughtTerms(query.root);
  if (terms.length === 0) return [];
  const widest = tier ?? query.tier;
  const meant = mentionsMeant(query);
  const whole = meant && tryPhrase(meant.phrase, abbreviations);
  const words = terms.map(({ text }) => text);
  const sought = soughtPhrases(query, abbreviations);
  return [
    ...(whole && words.length > 1 ? [ofPhrase(whole, widest, false)] : []),
    { sought: words.join(', '), find: (text) => hitsOf(text, sought, widest), last: true },
  ];
}

function ofPhrase(phrase: Phrase, widest: Tier, last: boolean): Finder {
  return {
    sought: phrase.text,
    find: (text) => findMatches(text, phrase, widest).map(({ span }) => span),
    last,
  };
}
