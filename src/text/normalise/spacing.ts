import { type MappedText, replaceText, trimText } from '../mapped-text.ts';

/**
 * A document number that a line end or a typist broke:
 *
 *     > | số 28- NQ/TW    số 114 -KH/ĐUK    số 07- KH/TW    2030 – 2035
 *             ^^             ^^                ^^               ^^^ not this
 *
 * Digits, a hyphen with a space at one side or both, capitals that end in a slash and an issuer.
 * Must not match: `2021 - 2025`, `chính trị - xã hội`, `5 - KH` without an issuer behind.
 */
const BROKEN_NUMBER = /(?<=\d) ?- ?(?=\p{Lu}[\p{L}.&-]{0,11} ?\/ ?\p{Lu})/gu;

/** `KH/ TU`, `NQ /TW`: a slash of a symbol with a space beside it. */
const BROKEN_SYMBOL = /(?<=\d-\p{Lu}[\p{L}-]{0,11})(?: \/ ?|\/ )(?=\p{Lu})/gu;

/**
 * White space of one paragraph. Wording is not touched. Afterwards:
 * 1. the text is one line without space at its ends, and no two spaces follow each other;
 * 2. a document number is in one piece: `28- NQ/TW` is `28-NQ/TW`;
 * 3. no space stands before `;` and `,`.
 */
export function normaliseSpacing(source: MappedText): MappedText {
  let text = replaceText(source, /\s{2,}|[^\S ]/gu, ' '); // a single space stays as it is
  text = replaceText(text, BROKEN_NUMBER, '-');
  text = replaceText(text, BROKEN_SYMBOL, '/');
  text = replaceText(text, / +(?=[;,](?:\s|$))/gu, '');
  return trimText(text);
}

/**
 * What stands between two lines that a printer's margin has parted: nothing after a hyphen that belongs to a
 * number or a word (`28-` + `NQ/TW`), a space otherwise.
 */
export function lineSeparator(before: string, after: string): '' | ' ' {
  return /[\p{L}\p{N}][-‐]$/u.test(before) && /^\p{Lu}[\p{L}.&]*\//u.test(after) ? '' : ' ';
}
