import type { EngineDoor } from '../engine/door.ts';
import type { Filter } from '../engine/filter.ts';
import type { PassageEntry } from '../engine/projection/passages.ts';
import type { DocumentSummary } from '../engine/projection/summary.ts';
import { proposal } from '../engine/words.ts';
import type { Span } from '../record/span.ts';
import { findMatches } from './match.ts';
import type { Phrase, Tier } from './phrase.ts';

/** A mention (lần xuất hiện) of the phrase in a document of the corpus. */
export interface Mention {
  readonly document: DocumentSummary;
  readonly blockId: string;
  /** Labels of the headings that it stands under. */
  readonly path: readonly string[];
  /** Offsets into the text of the record. */
  readonly span: Span;
  readonly tier: Tier;
  /** The text of its passage, and the mention in it. */
  readonly passage: string;
  readonly spanInPassage: Span;
}

/** How many mentions a tier has beyond the tiers before it. */
export interface TierCount {
  readonly tier: Tier;
  readonly total: number;
}

/** All mentions of a phrase, in the order of the documents (newest first) and of the text. */
export interface Mentions {
  readonly phrase: Phrase;
  readonly tier: Tier;
  /** Those of the chosen tier and of the tiers before it. */
  readonly items: readonly Mention[];
  readonly total: number;
  readonly documents: number;
  readonly passages: number;
  readonly tiers: readonly TierCount[];
}

export const MENTION_ORDER = ['issuedOn:desc', 'documentId:asc', 'position:asc'] as const;

/**
 * Every mention of a phrase. The engine proposes the passages whose syllables run like those of the phrase, whatever
 * marks and punctuation they have; each is confirmed in its stored text by the one matcher. So the total is that of a
 * scan of all texts.
 *
 * @param tier 1 counts marks, 2 does not; by default as the phrase was typed
 * @throws {EngineError}
 */
export async function findMentions(
  door: EngineDoor,
  phrase: Phrase,
  filters: readonly Filter[],
  tier: Tier = phrase.defaultTier,
): Promise<Mentions> {
  const items: Mention[] = [];
  const counts: Record<Tier, number> = { 1: 0, 2: 0 };
  const passages = door.all('passages', {
    ...proposal(phrase),
    filters,
    sort: MENTION_ORDER,
    retrieve: ['document', 'blockId', 'path', 'start', 'own', 'text'],
  });
  for await (const passage of passages) {
    for (const mention of mentionsOf(passage, phrase)) {
      counts[mention.tier]++;
      if (mention.tier <= tier) items.push(mention);
    }
  }
  return {
    phrase,
    tier,
    items,
    total: items.length,
    documents: new Set(items.map(({ document }) => document.id)).size,
    passages: new Set(items.map(({ document, blockId }) => `${document.id}#${blockId}`)).size,
    tiers: [
      { tier: 1, total: counts[1] },
      { tier: 2, total: counts[2] },
    ],
  };
}

function mentionsOf(passage: PassageEntry, phrase: Phrase): Mention[] {
  return findMatches(passage.text, phrase, 2)
    .filter(({ span }) => span[0] < passage.own)
    .map(({ span, tier }) => ({
      document: passage.document,
      blockId: passage.blockId,
      path: passage.path,
      span: [passage.start + span[0], passage.start + span[1]],
      tier,
      passage: passage.text,
      spanInPassage: span,
    }));
}
