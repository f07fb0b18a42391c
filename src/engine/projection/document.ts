import type { DocumentRecord } from '../../record/record.ts';
import { foldedForm, tonedForm } from '../../text/engine-form.ts';
import { syllablesOf } from '../../text/syllables.ts';
import { MAX_SYLLABLES_OF_FIELD } from '../settings.ts';
import type { CanonicalAgency } from './canonical-agency.ts';
import { codeSpellings, identityKey } from './codes.ts';
import { type DocumentFacets, documentFacets } from './facets.ts';
import { type DocumentSummary, summaryOf } from './summary.ts';

/** How the indexer knows what it sent: enough to tell, without the record, whether a document must be sent again. */
export interface IndexedDocument {
  readonly id: string;
  readonly path: string;
  /** Digest of all that the document was made from. */
  readonly fingerprint: string;
  /** The id before documents with the same number were told apart. */
  readonly baseId: string;
  readonly number: number | null;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly citations: DocumentRecord['citations'];
  /** How many entries it has in the other indexes: their sum tells whether a run died half way. */
  readonly passageCount: number;
  readonly taskCount: number;
}

/** What the documents index holds of one document. */
export interface DocumentEntry extends IndexedDocument, DocumentFacets {
  readonly issuedOn: string | null;
  readonly summary: DocumentSummary;
  readonly record: DocumentRecord;
  /** Documents with the same number and symbol share it. */
  readonly identity: string | null;
  readonly codes: string[];
  readonly citedCodes: string[];
  /** Documents of the corpus that it cites. */
  readonly citedIds: string[];
  readonly titleToned: string;
  readonly titleFolded: string;
  /** The text in parts, since the engine reads only so many words of a field. */
  readonly toned: Record<string, string>;
  readonly folded: Record<string, string>;
}

/** Cuts a text between blocks, so that no part has more syllables than the engine indexes of a field. */
function partsOf(record: DocumentRecord): string[] {
  const parts: string[] = [];
  let start = 0;
  let syllables = 0;
  let last = 0;
  for (const block of record.blocks) {
    const count = syllablesOf(record.text.slice(...block.span)).length;
    if (syllables + count > MAX_SYLLABLES_OF_FIELD && last > start) {
      parts.push(record.text.slice(start, last));
      start = block.span[0];
      syllables = 0;
    }
    syllables += count;
    last = block.span[1];
  }
  parts.push(record.text.slice(start));
  return parts;
}

export function projectDocument(
  record: DocumentRecord,
  origin: Pick<IndexedDocument, 'fingerprint' | 'baseId' | 'passageCount' | 'taskCount'>,
  agencyOf: CanonicalAgency,
): DocumentEntry {
  const parts = partsOf(record);
  const named = (form: (text: string) => string) =>
    Object.fromEntries(parts.map((part, i) => [`p${i}`, form(part)]));
  const title = record.title ?? '';
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
    identity: known ? identityKey(number, symbol) : null,
    codes: known ? codeSpellings(number, symbol) : [],
    citedCodes: record.citations.flatMap((citation) =>
      citation.number !== null && citation.symbol !== null
        ? codeSpellings(citation.number, citation.symbol)
        : [],
    ),
    citedIds: [...new Set(record.citations.flatMap(({ targetId }) => targetId ?? []))],
    titleToned: tonedForm(title),
    titleFolded: foldedForm(title),
    toned: named(tonedForm),
    folded: named(foldedForm),
  };
}
