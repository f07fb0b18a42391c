import type { EngineDoor } from '../engine/door.ts';
import type { Filter } from '../engine/filter.ts';
import type { MentionReading, ScannedMention } from './mention.ts';
import type { Phrase } from './phrase.ts';
import { type MentionOrder, proposedPassages, questionsFor } from './proposals.ts';
import type { Tier } from './tier.ts';
import { NO_VOCABULARY, type Vocabulary } from './vocabulary.ts';

/** What is looked for, and where. */
export interface MentionSearch {
  readonly phrase: Phrase;
  readonly filters: readonly Filter[];
  /** The widest tier that is looked for. */
  readonly widest: Tier;
  /** Needed for tier 5: which syllables there are. */
  readonly vocabulary?: Vocabulary;
  readonly order?: MentionOrder;
}

/** A part of the mentions, in order, and how far the scan is. */
export interface ScannedMentions<Found extends ScannedMention> {
  readonly mentions: readonly Found[];
  /** Passages that have been looked through, of so many that may hold the phrase. */
  readonly scanned: number;
  readonly proposed: number;
}

/**
 * Every mention of a phrase, in the order of the documents and of the text. The engine proposes the passages whose
 * syllables run like those of the phrase, whatever marks and punctuation they have; each is confirmed in its stored
 * text by the one matcher. So the mentions are those that a scan of all texts finds; in tier 5, those that slips which
 * the vocabulary knows make.
 *
 * @param reading what is wanted of each
 * @throws {EngineError}
 */
export async function* scanMentions<Found extends ScannedMention>(
  door: EngineDoor,
  { phrase, filters, widest, vocabulary = NO_VOCABULARY, order = 'newest' }: MentionSearch,
  reading: MentionReading<Found>,
): AsyncIterable<ScannedMentions<Found>> {
  const questions = await questionsFor(door, 'passages', phrase, widest, vocabulary);
  let scanned = 0;
  for await (const { passages, total } of proposedPassages(
    door,
    phrase,
    questions,
    filters,
    order,
    reading.fields,
  )) {
    scanned += passages.length;
    const mentions = passages.flatMap(({ passage, reach }) =>
      reading.read(passage, phrase, Math.min(reach, widest) as Tier),
    );
    yield { mentions, scanned, proposed: Math.max(total, scanned) };
  }
}
