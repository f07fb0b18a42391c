import { isSyllableCharacter } from '../text/syllables.ts';
import type { Mention } from './find-mentions.ts';

/** A mention in its context (ngữ cảnh), cut between syllables. */
export interface Context {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

/** @param width how much of each side is wanted, in UTF-16 units; what is left out is shown by an ellipsis */
export function contextOf({ passage, spanInPassage }: Mention, width: number): Context {
  const [start, end] = spanInPassage;
  let from = Math.max(0, start - width);
  while (
    from > 0 &&
    from < start &&
    isSyllableCharacter(passage, from - 1) &&
    isSyllableCharacter(passage, from)
  )
    from++;
  let to = Math.min(passage.length, end + width);
  while (
    to < passage.length &&
    to > end &&
    isSyllableCharacter(passage, to - 1) &&
    isSyllableCharacter(passage, to)
  )
    to--;
  return {
    before: (from > 0 ? '… ' : '') + passage.slice(from, start).replace(/^[\s,;.:]+/u, ''),
    match: passage.slice(start, end),
    after: passage.slice(end, to).trimEnd() + (to < passage.length ? ' …' : ''),
  };
}
