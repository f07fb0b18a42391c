import type { Citation } from '../record/citation.ts';
import type { DocumentRecord } from '../record/record.ts';
import { canonical } from '../text/canonical.ts';
import { citationKey, isCentral } from './document-number.ts';

type Candidate = Pick<DocumentRecord, 'id' | 'number' | 'symbol' | 'issuedOn' | 'province'>;

/** `9-KH/TU` cited in one province is not the one of another; `9-KH/TW` is the same for all. */
function isElsewhere(citing: Candidate, candidate: Candidate): boolean {
  if (citing.province === null || candidate.province === null) return false;
  return canonical(citing.province) !== canonical(candidate.province) && !isCentral(candidate.symbol ?? '');
}

/**
 * One candidate or none: the same number comes again in every term of a committee and in every province. One whose
 * date is the stated one is the one that is meant, whatever is unknown of it and of others.
 */
function targetOf(citation: Citation, citing: Candidate, candidates: readonly Candidate[]): string | null {
  const fits = candidates.filter(
    (candidate) =>
      candidate.id !== citing.id &&
      !isElsewhere(citing, candidate) &&
      (citation.issuedOn === null || candidate.issuedOn === null || candidate.issuedOn === citation.issuedOn),
  );
  const dated = fits.filter(({ issuedOn }) => issuedOn !== null && issuedOn === citation.issuedOn);
  const meant = dated.length > 0 ? dated : fits;
  return meant.length === 1 ? (meant[0]?.id ?? null) : null;
}

/**
 * The records with `targetId` set where exactly one other record bears the cited number and symbol (đ and d, spaces
 * ignored), dates agree where both are known, and provinces do, too, unless the issuer is a central body. Pure: gives
 * new records.
 */
export function resolveCitations<Resolvable extends Candidate & Pick<DocumentRecord, 'citations'>>(
  records: readonly Resolvable[],
): Resolvable[] {
  const byKey = new Map<string, Candidate[]>();
  for (const record of records) {
    if (record.number === null || record.symbol === null) continue;
    const key = citationKey(record.number, record.symbol);
    byKey.set(key, [...(byKey.get(key) ?? []), record]);
  }
  return records.map((record) => ({
    ...record,
    citations: record.citations.map((citation) => {
      if (citation.number === null || citation.symbol === null) return citation;
      const candidates = byKey.get(citationKey(citation.number, citation.symbol)) ?? [];
      return { ...citation, targetId: targetOf(citation, record, candidates) };
    }),
  }));
}
