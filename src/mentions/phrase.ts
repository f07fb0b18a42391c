import { MAX_PHRASE_SYLLABLES } from '../engine/projection/passages.ts';
import { canonical } from '../text/canonical.ts';
import { fold, isUnmarked } from '../text/fold.ts';
import { normaliseLine } from '../text/normalise/line.ts';
import { syllablesOf } from '../text/syllables.ts';

/** How wide a search reaches: 1 canonical (marks count), 2 unmarked (they don't). */
export type Tier = 1 | 2;

/** The tier that is meant when none is chosen: marks that are typed count, and what has none matches any marks. */
export function defaultTier(typed: string): Tier {
  return isUnmarked(typed) ? 2 : 1;
}

/** A phrase (cụm từ) whose mentions are sought. */
export interface Phrase {
  /** As searched: normalised, without quotes around it. */
  readonly text: string;
  readonly canonical: string;
  readonly folded: string;
  readonly defaultTier: Tier;
}

/** The quotes around a whole phrase, or the one that opens it while it is being typed; quotes within stay. */
const AROUND = /^["“”„«»]([^"“”„«»]*)["“”„«»]?$/u;

function unquote(text: string): string {
  return (AROUND.exec(text)?.[1] ?? text).trim();
}

/** The phrase can't be searched: nothing in it to look for, or too long. `hint` tells the reader what to do. */
export class PhraseError extends Error {
  override readonly name = 'PhraseError';
  readonly rule: 'empty' | 'too-long';
  constructor(rule: 'empty' | 'too-long') {
    super(
      rule === 'empty'
        ? 'The phrase has no letter and no digit.'
        : `The phrase has more than ${MAX_PHRASE_SYLLABLES} syllables.`,
    );
    this.rule = rule;
  }
}

/**
 * Reads a phrase. Without quotes, all of it is one phrase; quotes around it (of any kind) are not part of it.
 * @throws {PhraseError}
 */
export function toPhrase(typed: string): Phrase {
  const text = unquote(normaliseLine(typed));
  const syllables = syllablesOf(text).length;
  if (syllables === 0) throw new PhraseError('empty');
  if (syllables > MAX_PHRASE_SYLLABLES) throw new PhraseError('too-long');
  return { text, canonical: canonical(text), folded: fold(text), defaultTier: defaultTier(text) };
}

/** As `toPhrase`; null for what can't be searched as a phrase. */
export function tryPhrase(typed: string): Phrase | null {
  try {
    return toPhrase(typed);
  } catch (error) {
    if (error instanceof PhraseError) return null;
    throw error;
  }
}
