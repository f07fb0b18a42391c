import type { DocumentSummary } from '../engine/projection/summary.ts';

type Named = Pick<
  DocumentSummary,
  'type' | 'number' | 'symbol' | 'title' | 'issuer' | 'issuedOn' | 'subjectYear'
>;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Number and symbol as they are written; below ten with a zero (`07-KH/TW`). Party papers take a hyphen, State ones a slash. */
export function numberOf({ number, symbol }: Pick<Named, 'number' | 'symbol'>): string {
  if (number === null || symbol === null) return '';
  // a State symbol has its groups parted by a hyphen (KH-UBND), a Party one by a slash (KH/TU)
  const separator = symbol.includes('/') ? '-' : '/';
  return `${String(number).padStart(2, '0')}${symbol.match(/^\d{4}\//u) ? '/' : separator}${symbol}`;
}

/** A day as official papers write it: days below ten, January and February take a zero (05/5/2023, 03/01/2023). */
export function dayOf(isoDate: string): string {
  const [year, month, day] = isoDate.split('-');
  return `${day}/${Number(month) > 2 ? Number(month) : month}/${year}`;
}

/** `Kế hoạch số 89-KH/BDVTU`, `Kế hoạch năm 2024`, `Kế hoạch (chưa rõ số)`: what a document is called in a line. */
export function nameOf(document: Named): string {
  const type = capital(document.type ?? 'văn bản');
  const number = numberOf(document);
  if (number) return `${type} số ${number}`;
  return document.subjectYear === null ? `${type} (chưa rõ số)` : `${type} năm ${document.subjectYear}`;
}

/** The abstract as a title, or the name where there is none. */
export function titleOf(document: Named): string {
  return document.title === null ? nameOf(document) : capital(document.title);
}
