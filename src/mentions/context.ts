import { canonical } from '../text/canonical.ts';
import { isSyllableCharacter, SYLLABLE } from '../text/syllables.ts';
import type { ScannedMention } from './mention.ts';

/** A mention in its context (ngữ cảnh), cut between syllables. */
export interface Context {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

type InPassage = Pick<ScannedMention, 'passage' | 'spanInPassage'>;

/** How much of each side is wanted: UTF-16 units, or the sentence (câu) that the mention stands in. */
export type ContextWidth = number | 'sentence';

/** @param width what is left out is shown by an ellipsis */
export function contextOf({ passage, spanInPassage }: InPassage, width: ContextWidth): Context {
  const [start, end] = spanInPassage;
  const [from, to] =
    width === 'sentence' ? sentenceAround(passage, start, end) : cut(passage, start, end, width);
  return {
    before:
      (from > 0 && width !== 'sentence' ? '… ' : '') + passage.slice(from, start).replace(/^[\s,;.:]+/u, ''),
    match: passage.slice(start, end),
    after: passage.slice(end, to).trimEnd() + (to < passage.length && width !== 'sentence' ? ' …' : ''),
  };
}

function cut(passage: string, start: number, end: number, width: number): [from: number, to: number] {
  const splits = (at: number) => isSyllableCharacter(passage, at - 1) && isSyllableCharacter(passage, at);
  let from = Math.max(0, start - width);
  while (from > 0 && from < start && splits(from)) from++;
  let to = Math.min(passage.length, end + width);
  while (to < passage.length && to > end && splits(to)) to--;
  return [from, to];
}

/**
 * The end of a sentence: not the point of `58.`, `tr.`, `TP.` or `A.`, which no capital follows or a number, a letter or
 * some consonants stand before. A short word is no abbreviation: `ở cơ sở. Tiếp tục`.
 */
const SENTENCE_END =
  /(?<![\s\d]|(?<!\p{L})(?:\p{Lu}|[a-zđ]|[b-df-hj-np-tv-xzđB-DF-HJ-NP-TV-XZĐ]{2,3}))[.!?…]+["”)]*\s+(?=["“(]?\p{Lu})|\n/gu;

function sentenceAround(passage: string, start: number, end: number): [from: number, to: number] {
  let from = 0;
  for (const { 0: found, index } of passage.matchAll(SENTENCE_END)) {
    const next = index + found.length;
    if (next <= start) from = next;
    else if (index >= end) return [from, next];
  }
  return [from, passage.length];
}

/** Letters in which a neighbour is looked for, with what stands before it. */
const REACH = 14;
/** Letters beyond which nothing is a neighbour, where there is much that is no syllable in between. */
const FAR = 120;

/** The syllables beside a mention in canonical form, the nearest first; fewer where the passage begins or ends. */
export function neighboursIn(mention: InPassage, side: 'left' | 'right', count: number): string[] {
  const near = within(mention, side, count, REACH * (count + 1));
  return near.length === count ? near : within(mention, side, count, FAR);
}

function within({ passage, spanInPassage }: InPassage, side: 'left' | 'right', count: number, reach: number) {
  const [start, end] = spanInPassage;
  const from = side === 'right' ? end : Math.max(0, start - reach);
  const to = side === 'right' ? end + reach : start;
  const part = passage.slice(from, to);
  // a syllable that is cut in two is none
  const isCut = (at: number) => isSyllableCharacter(passage, at - 1) && isSyllableCharacter(passage, at);
  const found: string[] = [];
  for (const { 0: syllable, index } of part.matchAll(SYLLABLE)) {
    if (index === 0 && side === 'left' && from > 0 && isCut(from)) continue;
    if (index + syllable.length === part.length && side === 'right' && to < passage.length && isCut(to))
      break;
    found.push(syllable);
    if (side === 'right' && found.length === count) break;
  }
  const nearest = side === 'right' ? found : found.slice(-count).reverse();
  // each by itself: of all that was looked through, few are wanted
  return nearest.map(canonical);
}
