import type { Citation } from '../record/citation.ts';
import type { DocumentRecord } from '../record/record.ts';
import { citationKey } from './find-citations.ts';

type Candidate = Pick<DocumentRecord, 'id' | 'number' | 'symbol' | 'issuedOn'>;

/** One candidate or none: the same number comes again in every term of a committee and in every province. */
function targetOf(citation: Citation, citing: string, candidates: readonly Candidate[]): string | null {
  const fits = candidates.filter(
    (candidate) =>
      candidate.id !== citing &&
      (citation.issuedOn === null || candidate.issuedOn === null || candidate.issuedOn === citation.issuedOn),
  );
  return fits.length === 1 ? (fits[0]?.id ?? null) : null;
}

/**
 * The records with `targetId` set where exactly one other record bears the cited number and symbol (đ and d, spaces
 * ignored) and the dates agree where both are known. Pure: gives new records.
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
      return { ...citation, targetId: targetOf(citation, record.id, candidates) };
    }),
  }));
}
