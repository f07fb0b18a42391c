import { resolveCitations } from '../cite/index.ts';
import type { LedgerEntry } from '../corpus/address-ledger.ts';
import type { Corpus } from '../corpus/load-corpus.ts';
import { NONE } from '../engine/names.ts';
import type { IndexedDocument } from '../engine/projection/document.ts';
import { withId } from '../record/id.ts';
import type { Message } from '../record/message.ts';
import type { DocumentRecord } from '../record/record.ts';
import { canonicalSpelling } from '../text/canonical.ts';
import { textSketch } from '../text/sketch.ts';
import type { Recognisable } from './assign-ids.ts';
import { type Candidate, recordOf } from './candidates.ts';

/** The part of a document that identity and citations are decided on. */
type Light = Pick<
  DocumentRecord,
  'id' | 'access' | 'number' | 'symbol' | 'issuedOn' | 'province' | 'citations'
>;

/** A document that belongs into the index. */
export interface Chosen {
  readonly path: string;
  readonly fingerprint: string;
  readonly baseId: string;
  /** Another document that its readers may see bears the same number, symbol, province and year. */
  readonly sharesNumber: boolean;
  /** When it came into the portal for those who may read it (ISO instant). */
  readonly enteredAt: string;
  readonly known: IndexedDocument | null;
  /** With its id and its citations resolved against the whole corpus. */
  readonly light: Light;
  /** The record, under its final id. Parsed again each time: a large corpus is not kept in memory. */
  readonly record: () => Promise<DocumentRecord>;
}

/** What a document is recognised by. */
export function recognisable({ entry, sha256, known, record }: Candidate): Recognisable {
  const { access, number, issuedOn } = known ?? (record as DocumentRecord);
  return {
    path: entry.path,
    sha256,
    baseId: known?.baseId ?? (record as DocumentRecord).id,
    access,
    number,
    issuedOn,
    sketch: record && textSketch(record.text),
  };
}

/**
 * Resolves citations over the corpus, under the ids that the documents were given. What the public may read is settled
 * without a look at the rest: neither a citation nor a message of a public document changes because an internal one is
 * there.
 *
 * @param entries of the ledger of addresses, by the paths of the documents; see `assignIds`
 */
export function settleIdentities(
  candidates: readonly Candidate[],
  corpus: Corpus,
  entries: ReadonlyMap<string, LedgerEntry>,
): Chosen[] {
  const factsOf = ({ known, record }: Candidate) => known ?? (record as DocumentRecord);
  const baseIdOf = ({ known, record }: Candidate) => known?.baseId ?? (record as DocumentRecord).id;
  const isPublic = (candidate: Candidate) => factsOf(candidate).access === 'public';
  const all = Map.groupBy(candidates, baseIdOf);
  const shares = (candidate: Candidate) => {
    const sharing = all.get(baseIdOf(candidate)) ?? [];
    return (isPublic(candidate) ? sharing.filter(isPublic) : sharing).length > 1;
  };
  const lights = candidates.map((candidate): Light => {
    const { access, number, symbol, issuedOn, citations } = factsOf(candidate);
    const province = provinceOf(candidate);
    const { id } = entries.get(candidate.entry.path) as LedgerEntry;
    return { id, access, number, symbol, issuedOn, province, citations };
  });
  const overAll = resolveCitations(lights);
  const overPublic = new Map(
    resolveCitations(lights.filter(({ access }) => access === 'public')).map((light) => [light.id, light]),
  );
  return candidates.map((candidate, i): Chosen => {
    const resolved = overAll[i] as Light;
    const light = overPublic.get(resolved.id) ?? resolved;
    const sharesNumber = shares(candidate);
    return {
      path: candidate.entry.path,
      fingerprint: candidate.fingerprint,
      baseId: baseIdOf(candidate),
      sharesNumber,
      enteredAt: (entries.get(candidate.entry.path) as LedgerEntry).enteredAt,
      known: candidate.known,
      light,
      record: async () => {
        const record = { ...withId(await recordOf(corpus, candidate), light.id), citations: light.citations };
        return sharesNumber ? { ...record, messages: [...record.messages, SAME_NUMBER] } : record;
      },
    };
  });
}

/** As it is counted, so that one of a record and one of the index can be compared. */
function provinceOf({ known, record }: Candidate): string | null {
  if (known) return known.province === NONE ? null : known.province;
  return record?.province ? canonicalSpelling(record.province) : null;
}

const SAME_NUMBER: Message = {
  ruleId: 'corpus/same-number',
  severity: 'warning',
  reason: 'Another document of the corpus bears the same number, symbol, province and year; compare the two.',
};

/**
 * Whether the index has to get a document: it is new, it changed, it has another id, a citation has another target, or
 * another document bears its number now, or no longer.
 */
export function mustBeSent({ light, known, sharesNumber }: Chosen): boolean {
  if (!known || light.id !== known.id || sharesNumber !== known.sharesNumber) return true;
  return light.citations.some((citation, i) => citation.targetId !== known.citations[i]?.targetId);
}
