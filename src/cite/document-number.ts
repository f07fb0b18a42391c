import { fold } from '../text/fold.ts';

/**
 * A document number with its symbol, in running text:
 *
 *     > | số 28-NQ/TW   Kết luận 01-KL/TW   số 08-QĐi/TW   07/2021/NĐ-CP   2437/QĐ-TTg   72/2025/QH15   858CV/ĐUK
 *            ^^^^^^^^           ^^^^^^^^       ^^^^^^^^^    ^^^^^^^^^^^^^  ^^^^^^^^^^^    ^^^^^^^^^^^^   ^^^^^^^^^
 *
 * Group 1 the number, 2 its letter (30a), 3 the symbol. Must not match: `17/11/2022`, `2021 - 2025`, `24/7`,
 * `PAPI/PCI`, `5-KH` without an issuer.
 */
export const DOCUMENT_NUMBER =
  /(?<![\p{L}\p{N}/.-])(\d{1,6})([a-zđ]?)(?:\s?[-–/]\s?|(?=\p{Lu}[\p{L}]{1,3}\/\p{Lu}))((?:\d{4}\s?[/-]\s?)?\p{Lu}[\p{L}\d&]{0,14}(?:\s?[/]\s?|[-–]|\s[-–](?=\p{Lu}{2})|[-–]\s(?=\p{Lu}{2})|(?<=(?:UBND|HĐND)\s)[-–]\s(?=\p{Lu}{2,6}(?!\p{L})))\p{Lu}[\p{L}\d&.]{0,15}(?:[-–/]\p{Lu}[\p{L}\d&.]{0,15}){0,3}|\d{4}\/\p{Lu}[\p{L}\d&]{1,14})(?![\p{L}\d])/gu;

/** A symbol as it is kept: without spaces, with one kind of hyphen, without a full stop of the sentence. */
export function tidySymbol(raw: string): string {
  return raw.replace(/\s+/gu, '').replace(/–/gu, '-').replace(/\.+$/u, '');
}

/** What a symbol consists of. `2021/NĐ-CP` is of 2021; the `a` of `30a/2008/NQ-CP` belongs to the number. */
export interface SymbolParts {
  /** Small letter behind the number, or ''. */
  readonly letter: string;
  /** Year that stands before type and issuer, or ''. */
  readonly year: string;
  /** The rest as written: `NĐ-CP`, `KH/TU`, `QH15`. */
  readonly rest: string;
}

/** The symbol of a record: the letter of the number before it, where it has one (`a/2008/NQ-CP`). */
export function toSymbol(letter: string, raw: string): string {
  return letter ? `${letter}/${tidySymbol(raw)}` : tidySymbol(raw);
}

/** Takes a symbol apart, as `toSymbol` and the letterhead put it together. Total: what has no such parts is all rest. */
export function symbolPartsOf(symbol: string): SymbolParts {
  const [, letter = '', year = '', rest = ''] = /^(?:([a-zđ])\/)?(?:(\d{4})[/-])?(.*)$/su.exec(symbol) ?? [];
  return { letter, year, rest };
}

/** Equal for two spellings of one number: đ as d, spaces ignored; hyphen and slash, QĐ and QĐi are kept apart. */
export function citationKey(number: number, symbol: string): string {
  return `${number}|${fold(symbol).replace(/\s+/gu, '')}`;
}

/** Number and symbol as they are written; below ten with a zero: `07-KH/TU`, `07/2021/NĐ-CP`, `30a/2008/NQ-CP`. */
export function writtenNumber(number: number, symbol: string): string {
  const { letter, year, rest } = symbolPartsOf(symbol);
  const digits = `${String(number).padStart(2, '0')}${letter}`;
  if (year) return `${digits}/${year}/${rest}`;
  // a State symbol has its groups parted by a hyphen (KH-UBND), a Party one by a slash (KH/TU)
  return `${digits}${rest.includes('/') ? '-' : '/'}${rest}`;
}

/**
 * The spellings under which a number is typed, in folded form: `28-NQ/TW` -> `28nqtw`, `28nq`, `nq28`, `nq28tw`.
 * With and without the year: `07/2021/NĐ-CP` -> `7ndcp`, `7nd`, `nd7`, `nd7cp`, `72021ndcp`. Padding is left out.
 */
export function numberSpellings(number: number, symbol: string): string[] {
  const { letter, year, rest } = symbolPartsOf(symbol);
  const groups = fold(rest)
    .split(/[^a-z0-9]+/u)
    .filter(Boolean);
  const [first = '', ...others] = groups;
  const digits = `${number}${fold(letter)}`;
  const all = groups.join('');
  const spellings = [
    `${digits}${all}`,
    `${digits}${first}`,
    `${first}${digits}`,
    `${first}${digits}${others.join('')}`,
  ];
  if (year) spellings.push(`${digits}${year}${all}`);
  return [...new Set(spellings)];
}

/** Bodies of which there is one in the country: the Party's Central Committee and its offices, the central State bodies. */
const CENTRAL = /^(?:TW.*|.*TW|QH\d*|UBTVQH\d*|CP|TTG|CTN)$/u;

/**
 * Whether the issuer in a symbol is a central body, so that its numbers are the same for every province: `NQ/TW`,
 * `KH/BDVTW`, `NĐ-CP`, `2025/QH15`. Must not match `KH/TU`, `KH-UBND`, nor `QH/TU` (a quy hoạch).
 */
export function isCentral(symbol: string): boolean {
  const groups = symbolPartsOf(symbol).rest.split(/[-–/]/u);
  // A law has only its issuer in its symbol; elsewhere the first group is the type.
  const issuers = groups.length === 1 ? groups : groups.slice(1);
  return issuers.some((issuer) => CENTRAL.test(issuer.toUpperCase()));
}
