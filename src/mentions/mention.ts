import type { PassageEntry } from '../engine/projection/passages.ts';
import type { DocumentSummary } from '../engine/projection/summary.ts';
import type { Span } from '../record/span.ts';
import { findMatches } from './match.ts';
import type { Phrase } from './phrase.ts';
import type { Tier } from './tier.ts';

/**
 * Where in a document a mention stands (vị trí): in its text, in a heading, in a note below a table or page, or where
 * another document is named (`title`), in words that are that document's.
 */
export const PLACES = ['text', 'heading', 'note', 'title'] as const;
export type Place = (typeof PLACES)[number];

/** A mention (lần xuất hiện) of the phrase in a document of the corpus. */
export interface Mention {
  readonly document: DocumentSummary;
  readonly blockId: string;
  /** Labels of the headings that it stands under. */
  readonly path: readonly string[];
  readonly place: Place;
  /** Offsets into the text of the record. */
  readonly span: Span;
  readonly tier: Tier;
  readonly passageId: string;
  /** The text of its passage, and the mention in it. */
  readonly passage: string;
  readonly spanInPassage: Span;
}

/** What of a passage is needed to find mentions in it. */
export const MENTION_FIELDS = [
  'id',
  'documentId',
  'document',
  'issuedOn',
  'position',
  'blockId',
  'kind',
  'path',
  'start',
  'own',
  'text',
  'titles',
] as const satisfies readonly (keyof PassageEntry)[];

/** The mentions in a passage, in order. */
export function mentionsIn(passage: PassageEntry, phrase: Phrase, widest: Tier): Mention[] {
  return findMatches(passage.text, phrase, widest)
    .filter(({ span }) => span[0] < passage.own)
    .map(({ span, tier }) => ({
      document: passage.document,
      blockId: passage.blockId,
      path: passage.path,
      place: placeOf(passage, span),
      span: [passage.start + span[0], passage.start + span[1]],
      tier,
      passageId: passage.id,
      passage: passage.text,
      spanInPassage: span,
    }));
}

function placeOf({ titles, kind }: PassageEntry, [start, end]: Span): Place {
  if (titles.some(([from, to]) => from <= start && end <= to)) return 'title';
  return kind === 'heading' || kind === 'note' ? kind : 'text';
}
