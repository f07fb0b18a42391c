import { citedTitles } from '../../cite/cited-titles.ts';
import type { Block } from '../../record/block.ts';
import type { DocumentRecord } from '../../record/record.ts';
import type { Span } from '../../record/span.ts';
import { foldedForm, tonedForm } from '../../text/engine-form.ts';
import { type Syllable, syllablesOf } from '../../text/syllables.ts';
import { MAX_SYLLABLES_OF_FIELD } from '../limits.ts';
import { unsureIn } from '../phrase-evidence.ts';
import type { CanonicalAgency } from './canonical-agency.ts';
import { type DocumentFacets, documentFacets } from './facets.ts';
import type { DocumentSummary } from './summary.ts';
import { summaryOf } from './summary.ts';

/**
 * The longest phrase that can be searched, in syllables. A block that is too long for a field is cut into passages
 * that overlap by as much, so that no mention falls into a cut.
 */
export const MAX_PHRASE_SYLLABLES = 200;

/** What the passages index holds: one block of a document, or a part of a block that is too long for a field. */
export interface PassageEntry extends DocumentFacets {
  readonly id: string;
  readonly documentId: string;
  /** Of the document when it was sent: what an earlier state left behind has another. */
  readonly fingerprint: string;
  readonly document: DocumentSummary;
  readonly blockId: string;
  readonly kind: Block['kind'];
  readonly path: string[];
  /** Order within the document. */
  readonly position: number;
  /** Offset of the passage in the record's text. */
  readonly start: number;
  /** Mentions that begin at or after this offset of the passage belong to the next one. */
  readonly own: number;
  readonly text: string;
  /** Where in it other documents are named. */
  readonly titles: Span[];
  readonly toned: string;
  readonly folded: string;
  /** What speaks against taking the engine's word for a phrase. */
  readonly unsure: string[];
}

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly own: number;
}

/** One cut for nearly every block; several, overlapping, for one with more syllables than a field may hold. */
export function cutBlock(text: string, most = MAX_SYLLABLES_OF_FIELD, overlap = MAX_PHRASE_SYLLABLES): Cut[] {
  const syllables = syllablesOf(text);
  if (syllables.length <= most) return [{ start: 0, end: text.length, own: text.length }];
  const cuts: Cut[] = [];
  const step = most - overlap;
  for (let first = 0; first < syllables.length; first += step) {
    const start = first === 0 ? 0 : (syllables[first] as Syllable).start;
    const after = syllables[first + step];
    const end = syllables[first + most]?.start ?? text.length;
    cuts.push({ start, end, own: (after?.start ?? text.length) - start });
    if (!after) break;
  }
  return cuts;
}

export function projectPassages(
  record: DocumentRecord,
  fingerprint: string,
  agencyOf: CanonicalAgency,
): PassageEntry[] {
  const shared = {
    documentId: record.id,
    fingerprint,
    document: summaryOf(record),
    ...documentFacets(record, agencyOf),
  };
  const titles = citedTitles(record.text, record.blocks, record.citations);
  const passages: PassageEntry[] = [];
  for (const block of record.blocks) {
    const blockText = record.text.slice(...block.span);
    for (const cut of cutBlock(blockText)) {
      const text = blockText.slice(cut.start, cut.end);
      const position = passages.length;
      passages.push({
        id: `${record.id}--${position}`,
        ...shared,
        blockId: block.id,
        kind: block.kind,
        path: block.path,
        position,
        start: block.span[0] + cut.start,
        own: cut.own,
        text,
        titles: within(titles, block.span[0] + cut.start, text.length),
        toned: tonedForm(text),
        folded: foldedForm(text),
        unsure: unsureIn(text),
      });
    }
  }
  return passages;
}

/** The parts of spans that lie in a passage, as offsets into it. */
function within(spans: readonly Span[], start: number, length: number): Span[] {
  return spans
    .filter(([from, to]) => from < start + length && to > start)
    .map(([from, to]): Span => [Math.max(0, from - start), Math.min(length, to - start)]);
}
