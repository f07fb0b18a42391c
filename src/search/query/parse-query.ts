import { defaultTier } from '../../mentions/phrase.ts';
import { normaliseLine } from '../../text/normalise/line.ts';
import { syllablesOf } from '../../text/syllables.ts';
import type { QueryTerm, QueryTree } from './tree.ts';

/**
 * A document number, in any of the ways in which people type one; tried before anything else, because ` -KH/ĐUK`
 * would otherwise be an exclusion:
 *
 *     > | 28-NQ/TW    Số 114 -KH/ĐUK    28/NQ-TW    07/2021/NĐ-CP    30a/2008/NQ-CP    nq28    28nqtw
 *
 * Must not match: years and dates (`2024`, `17/11/2022`), `2021 - 2025`, words with digits behind (`khóa13`), the year
 * behind an abbreviation (`KH 2024`: the plans of 2024).
 */
const NUMBER =
  /(?<![\p{L}\p{N}/-])(?:số\s*:?\s*)?(?:\d{1,5}[a-zđ]?(?:\/\d{4})?\s*[-/]\s*\p{L}[\p{L}]{0,11}\s*[-/]\s*\p{L}[\p{L}-]*|(?:nq|qđ|qd|kl|ct|kh|ctr|hd|cv|tb|bc|ttr|đa|da|qc|qđi|qdi|nđ|nd|tt)\s?(?!(?:19|20)\d{2}(?!\d))\d{1,5}|\d{1,5}(?:nq|qđ|qd|kl|ct|kh|ctr|hd|cv|tb|bc|ttr|đa|qc|qđi|qdi|nđ|nd)\p{L}{0,8})(?![\p{L}\p{N}])/giu;

/** A phrase in any kind of double quotes; one that is not closed goes to the end, as the reader is still typing. */
const PHRASE = /((?<!\S)-)?["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)/gu;

/** Runs between white space. */
const RUN = /\S+/gu;

/**
 * Reads a query. Never fails: what can't be part of a search (punctuation alone) is left out.
 *
 * @example parseQuery('"dân vận khéo" mô hình -tôn') // phrase, word, word, word excluded
 */
export function parseQuery(typed: string): QueryTree {
  const query = normaliseLine(typed);
  const terms: QueryTerm[] = [];
  let rest = query;
  const take = (pattern: RegExp, toTerm: (match: RegExpMatchArray) => Omit<QueryTerm, 'start' | 'end'>) => {
    for (const match of rest.matchAll(pattern)) {
      const term = toTerm(match);
      const start = match.index;
      if (syllablesOf(term.text).length > 0) terms.push({ ...term, start, end: start + match[0].length });
    }
    rest = rest.replace(pattern, (found) => ' '.repeat(found.length));
  };
  take(PHRASE, ([, minus, text]) => ({
    kind: 'phrase',
    text: (text as string).trim(),
    excluded: minus === '-',
  }));
  take(NUMBER, ([found]) => ({ kind: 'number', text: found.trim(), excluded: false }));
  for (const match of rest.matchAll(RUN)) {
    const excluded = match[0].startsWith('-');
    for (const { text, start, end } of syllablesOf(match[0])) {
      terms.push({ kind: 'word', text, excluded, start: match.index + start, end: match.index + end });
    }
  }
  terms.sort((a, b) => a.start - b.start);
  const required = terms.filter((term) => !term.excluded);
  return {
    terms,
    tier: defaultTier(required.map(({ text }) => text).join(' ')),
    phrase: phraseOf(required, query),
  };
}

/** What the required terms say in one breath: as typed where nothing was excluded in between. */
function phraseOf(required: readonly QueryTerm[], query: string): string | null {
  const [first] = required;
  if (!first) return null;
  if (required.length === 1) return first.text;
  const last = required[required.length - 1] as QueryTerm;
  const typed = query.slice(first.start, last.end);
  if (/["“”„«»]|(?:^|\s)-\S/u.test(typed)) return required.map((term) => term.text).join(' ');
  return typed;
}
