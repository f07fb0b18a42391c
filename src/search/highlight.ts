import { ComparedText, findMatches } from '../mentions/match.ts';
import { type Abbreviations, type Phrase, tryPhrase } from '../mentions/phrase.ts';
import type { Tier } from '../mentions/tier.ts';
import type { Span } from '../record/span.ts';
import { isSyllableCharacter } from '../text/syllables.ts';
import { type QueryTree, soughtTerms } from './query/tree.ts';

/** A piece of text; marked where it is a hit. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** How much of a passage is shown in a list, in UTF-16 units. */
const SNIPPET = 260;

/** What is marked of a query: the phrase that its words make first, then each term alone. */
export function soughtPhrases(query: QueryTree, abbreviations: Abbreviations): Phrase[] {
  const terms = soughtTerms(query.root).map((term) => term.text);
  const sought = new Set(query.phrase === null ? terms : [query.phrase, ...terms]);
  // a query of over 200 words has no phrase, but still words
  return [...sought].flatMap((typed) => tryPhrase(typed, abbreviations) ?? []);
}

/** Where phrases stand in a text, in order; no two hits overlap, and those of the first phrase come before others. */
export function hitsOf(text: string, sought: readonly Phrase[], tier: Tier): Span[] {
  const compared = new ComparedText(text);
  const hits: Span[] = [];
  for (const phrase of sought) {
    for (const { span } of findMatches(compared, phrase, tier)) {
      if (!hits.some(([from, to]) => span[0] < to && from < span[1])) hits.push(span);
    }
  }
  return hits.sort((a, b) => a[0] - b[0]);
}

/** Cuts a text at the hits. Spans must be in order and apart. */
export function toPieces(text: string, hits: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [start, end] of hits) {
    if (start > at) pieces.push({ text: text.slice(at, start), hit: false });
    pieces.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}

/** The part of a passage around its longest hit (the whole phrase before single words), with the hits in it. */
export function snippetOf(text: string, hits: readonly Span[]): Piece[] {
  if (text.length <= SNIPPET) return toPieces(text, hits);
  const [best = [0, 0]] = [...hits].sort((a, b) => b[1] - b[0] - (a[1] - a[0]) || a[0] - b[0]);
  const first = best[0];
  let from = Math.max(0, Math.min(first - SNIPPET / 3, text.length - SNIPPET));
  while (from > 0 && from < first && isSyllableCharacter(text, from - 1)) from++;
  let to = Math.min(text.length, Math.max(from + SNIPPET, best[1]));
  while (to < text.length && isSyllableCharacter(text, to - 1) && isSyllableCharacter(text, to)) to++;
  from = Math.floor(from);
  const shown = hits
    .filter(([start, end]) => start >= from && end <= to)
    .map(([s, e]): Span => [s - from, e - from]);
  const pieces = toPieces(text.slice(from, to), shown);
  if (from > 0) pieces.unshift({ text: '… ', hit: false });
  if (to < text.length) pieces.push({ text: ' …', hit: false });
  return pieces;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The pieces as HTML with `<mark>`; everything that a document says is escaped. */
export function toHtml(pieces: readonly Piece[]): string {
  return pieces
    .map(({ text, hit }) => {
      const escaped = text.replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? character);
      return hit ? `<mark>${escaped}</mark>` : escaped;
    })
    .join('');
}
