import { fold } from '../../text/fold.ts';

/**
 * The spellings under which a document number is typed: `28-NQ/TW` -> `28nqtw`, `nq28`, `28nq`, `nq28tw`.
 * In folded form, so that `114-KH/ĐUK` is found as `114khduk`. Same for padded numbers: `01-KL/TW` is 1.
 */
export function codeSpellings(number: number, symbol: string): string[] {
  const parts = fold(symbol)
    .split(/[^a-z0-9]+/u)
    .filter(Boolean);
  const [first = '', ...rest] = parts;
  const all = parts.join('');
  const spellings = [
    `${number}${all}`,
    `${number}${first}`,
    `${first}${number}`,
    `${first}${number}${rest.join('')}`,
  ];
  return [...new Set(spellings)];
}

/** One key for a document number, whatever its spelling: what two documents with the same number share. */
export function identityKey(number: number, symbol: string): string {
  return `${number}-${fold(symbol).replace(/[^a-z0-9]+/gu, '-')}`;
}
