import { writtenNumber } from '../cite/document-number.ts';
import type { DocumentSummary } from '../engine/projection/summary.ts';
import { DEFAULT_LANGUAGE, type Language } from './language.ts';

type Named = Pick<
  DocumentSummary,
  'type' | 'number' | 'symbol' | 'title' | 'issuer' | 'issuedOn' | 'subjectYear'
>;

/** With a capital at its beginning. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Whether a label is a name of the documents' own language on a page of another: an agency without an English name. */
export function isOwnName(label: string, value: string, language: Language): boolean {
  return language !== DEFAULT_LANGUAGE && label === capital(value) && /\p{L}/u.test(value);
}

/** Number and symbol as they are written; '' where either is unknown. */
export function numberOf({ number, symbol }: Pick<Named, 'number' | 'symbol'>): string {
  return number === null || symbol === null ? '' : writtenNumber(number, symbol);
}

/** A day as official papers write it: days below ten, January and February take a zero (05/5/2023, 03/01/2023). */
export function dayOf(isoDate: string): string {
  const [year, month, day] = isoDate.split('-');
  return `${day}/${Number(month) > 2 ? Number(month) : month}/${year}`;
}

/** What is said of a document where its own words are wanting. */
const UNKNOWN: Readonly<Record<Language, { readonly type: string; readonly number: string }>> = {
  vi: { type: 'văn bản', number: 'chưa rõ số' },
  en: { type: 'document', number: 'number unknown' },
};

/**
 * What a document is called in a line, in its own language: `Kế hoạch số 89-KH/BDVTU`, `Kế hoạch năm 2024`,
 * `Kế hoạch (chưa rõ số)`.
 */
export function nameOf(document: Named, language: Language = DEFAULT_LANGUAGE): string {
  const type = capital(document.type ?? UNKNOWN[language].type);
  const number = numberOf(document);
  if (number) return `${type} số ${number}`;
  return document.subjectYear === null
    ? `${type} (${UNKNOWN[language].number})`
    : `${type} năm ${document.subjectYear}`;
}

/** The abstract as a title, or the name where there is none. */
export function titleOf(document: Named, language: Language = DEFAULT_LANGUAGE): string {
  return document.title === null ? nameOf(document, language) : capital(document.title);
}
