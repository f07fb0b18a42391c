import type { Message } from '../../record/message.ts';
import type { Access } from '../../record/metadata.ts';
import type { DocumentRecord } from '../../record/record.ts';
import { foldedForm, tonedForm } from '../../text/engine-form.ts';
import { syllablesOf } from '../../text/syllables.ts';
import { sha256 } from '../digest.ts';
import { MAX_SYLLABLES_OF_FIELD } from '../limits.ts';
import type { CanonicalAgency } from './canonical-agency.ts';
import { codeSpellings } from './codes.ts';
import { type DocumentFacets, documentFacets } from './facets.ts';
import { cutBlock } from './passages.ts';
import { type DocumentSummary, summaryOf } from './summary.ts';

/** How the indexer knows what it sent: enough to tell, without the record, whether a document must be sent again. */
export interface IndexedDocument {
  readonly id: string;
  readonly path: string;
  /** Digest of all that the document was made from. */
  readonly fingerprint: string;
  /** The id that its own facts give: several documents may have the same. */
  readonly baseId: string;
  /** Another document that its readers may see has the same. */
  readonly sharesNumber: boolean;
  readonly access: Access;
  /** As it is counted; `none` where it is unknown. */
  readonly province: string;
  readonly number: number | null;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly citations: DocumentRecord['citations'];
  readonly summary: DocumentSummary;
  /** SHA-256 of its stored text. */
  readonly textDigest: string;
  /** How many entries it has in the other indexes: their sum tells whether a run died half way. */
  readonly passageCount: number;
  readonly taskCount: number;
}

/** What the documents index holds of one document. */
export interface DocumentEntry extends IndexedDocument, DocumentFacets {
  readonly access: Access;
  readonly province: string;
  readonly issuedOn: string | null;
  /** When it came into the portal for those who may read it (ISO instant). */
  readonly enteredAt: string;
  readonly record: DocumentRecord;
  readonly codes: string[];
  readonly citedCodes: string[];
  /** Documents of the corpus that it cites. */
  readonly citedIds: string[];
  readonly titleToned: string;
  readonly titleFolded: string;
  readonly headingsToned: string;
  readonly headingsFolded: string;
  /** Targets that it sets outside of its tasks, as aims (mục tiêu). */
  readonly aims: DocumentRecord['indicators'];
  /** How grave the parser's messages about it are, each once. */
  readonly severities: Message['severity'][];
  /** How long its text is: UTF-16 units, and syllables. */
  readonly length: number;
  readonly syllables: number;
  /** The text in parts, since the engine reads only so many words of a field. */
  readonly toned: Record<string, string>;
  readonly folded: Record<string, string>;
}

/**
 * Cuts a text, between blocks where it can, so that no part has more syllables than the engine indexes of a field.
 * Blocks that are too long themselves are cut as they are for passages.
 */
function partsOf(record: DocumentRecord): string[] {
  const parts: string[][] = [[]];
  let syllables = 0;
  for (const block of record.blocks) {
    const text = record.text.slice(...block.span);
    for (const { start, end } of cutBlock(text)) {
      const piece = text.slice(start, end);
      const count = syllablesOf(piece).length;
      if (syllables + count > MAX_SYLLABLES_OF_FIELD) {
        parts.push([]);
        syllables = 0;
      }
      parts.at(-1)?.push(piece);
      syllables += count;
    }
  }
  return parts.map((pieces) => pieces.join('\n'));
}

export function projectDocument(
  record: DocumentRecord,
  origin: Pick<
    DocumentEntry,
    'fingerprint' | 'baseId' | 'sharesNumber' | 'enteredAt' | 'passageCount' | 'taskCount'
  >,
  agencyOf: CanonicalAgency,
): DocumentEntry {
  const parts = partsOf(record);
  const named = (form: (text: string) => string) =>
    Object.fromEntries(parts.map((part, i) => [`p${i}`, form(part)]));
  const title = record.title ?? '';
  const headings = record.blocks
    .filter(({ kind }) => kind === 'heading')
    .map(({ span }) => record.text.slice(...span))
    .join('\n');
  const { number, symbol } = record;
  const known = number !== null && symbol !== null;
  return {
    id: record.id,
    path: record.source.path,
    ...origin,
    number,
    symbol,
    citations: record.citations,
    ...documentFacets(record, agencyOf),
    summary: summaryOf(record),
    record,
    codes: known ? codeSpellings(number, symbol) : [],
    citedCodes: record.citations.flatMap((citation) =>
      citation.number !== null && citation.symbol !== null
        ? codeSpellings(citation.number, citation.symbol)
        : [],
    ),
    citedIds: [...new Set(record.citations.flatMap(({ targetId }) => targetId ?? []))],
    aims: record.indicators.filter(({ taskId }) => taskId === null),
    titleToned: tonedForm(title),
    titleFolded: foldedForm(title),
    headingsToned: tonedForm(headings),
    headingsFolded: foldedForm(headings),
    severities: [...new Set(record.messages.map(({ severity }) => severity))],
    textDigest: sha256(record.text),
    length: record.text.length,
    syllables: syllablesOf(record.text).length,
    toned: named(tonedForm),
    folded: named(foldedForm),
  };
}
