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
  /(?<![\p{L}\p{N}/.-])(\d{1,6})([a-zđ]?)(?:\s?[-–/]\s?|(?=\p{Lu}[\p{L}]{0,3}\/\p{Lu}))((?:\d{4}\s?[/-]\s?)?\p{Lu}[\p{L}\d&]{0,14}(?:\s?[/]\s?|[-–])\p{Lu}[\p{L}\d&.]{0,15}(?:[-–/]\p{Lu}[\p{L}\d&.]{0,15}){0,3}|\d{4}\/\p{Lu}[\p{L}\d&]{1,14})(?![\p{L}\d])/gu;

/** A symbol as it is kept: without spaces, with one kind of hyphen, without a full stop of the sentence. */
export function tidySymbol(raw: string): string {
  return raw.replace(/\s+/gu, '').replace(/–/gu, '-').replace(/\.+$/u, '');
}
