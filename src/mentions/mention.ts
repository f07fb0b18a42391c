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

/** A mention (lần xuất hiện) of the phrase in a document of the corpus, as far as counting and ordering need it. */
export interface ScannedMention {
  readonly documentId: string;
  readonly blockId: string;
  readonly place: Place;
  /** Offsets into the text of the record. */
  readonly span: Span;
  readonly tier: Tier;
  readonly passageId: string;
  /** The text of its passage, and the mention in it. */
  readonly passage: string;
  readonly spanInPassage: Span;
}

/** A mention, and all that a line of a list tells of it. */
export interface Mention extends ScannedMention {
  readonly document: DocumentSummary;
  /** Labels of the headings that it stands under. */
  readonly path: readonly string[];
}

/** How mentions are read from passages: the fields that are fetched for it, and what becomes of them. */
export interface MentionReading<Found extends ScannedMention> {
  readonly fields: readonly (keyof PassageEntry)[];
  readonly read: (passage: PassageEntry, phrase: Phrase, widest: Tier) => Found[];
}

const SCANNED_FIELDS = [
  'id',
  'documentId',
  'orderDate',
  'position',
  'blockId',
  'kind',
  'start',
  'own',
  'text',
  'titles',
] as const satisfies readonly (keyof PassageEntry)[];

/** As far as counting and ordering need it. */
export const SCANNED: MentionReading<ScannedMention> = {
  fields: SCANNED_FIELDS,
  read: (passage, phrase, widest) =>
    findMatches(passage.text, phrase, widest)
      .filter(({ span }) => span[0] < passage.own)
      .map(({ span, tier }) => ({
        documentId: passage.documentId,
        blockId: passage.blockId,
        place: placeOf(passage, span),
        span: [passage.start + span[0], passage.start + span[1]],
        tier,
        passageId: passage.id,
        passage: passage.text,
        spanInPassage: span,
      })),
};

/** With all that is shown of them. */
export const SHOWN: MentionReading<Mention> = {
  fields: [...SCANNED_FIELDS, 'document', 'path'],
  read(passage, phrase, widest) {
    const { document, path } = passage;
    return SCANNED.read(passage, phrase, widest).map((mention) => ({ ...mention, document, path }));
  },
};

function placeOf({ titles, kind }: PassageEntry, [start, end]: Span): Place {
  if (titles.some(([from, to]) => from <= start && end <= to)) return 'title';
  return kind === 'heading' || kind === 'note' ? kind : 'text';
}
