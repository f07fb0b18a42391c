import type { DocumentRecord } from '../../record/record.ts';

/** What a list shows of a document: enough to cite it. */
export interface DocumentSummary {
  readonly id: string;
  readonly type: string | null;
  readonly number: number | null;
  readonly symbol: string | null;
  readonly title: string | null;
  readonly issuer: string | null;
  readonly issuedOn: string | null;
  readonly subjectYear: number | null;
  readonly access: DocumentRecord['access'];
}

export function summaryOf(record: DocumentRecord): DocumentSummary {
  const { id, type, number, symbol, title, issuer, issuedOn, subjectYear, access } = record;
  return { id, type, number, symbol, title, issuer, issuedOn, subjectYear, access };
}
