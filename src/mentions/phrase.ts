import { MAX_PHRASE_SYLLABLES } from '../engine/projection/passages.ts';
import { canonical } from '../text/canonical.ts';
import { fold, isUnmarked } from '../text/fold.ts';
import { normaliseLine } from '../text/normalise/line.ts';
import { outlineForm } from '../text/outline-form.ts';
import { DOUBLE_QUOTES, SINGLE_QUOTES } from '../text/quotes.ts';
import {
  type Abbreviations,
  acrossPunctuation,
  alternativesOf,
  type Sequence,
  toSequence,
} from './sequence.ts';
import { defaultTier, type Tier } from './tier.ts';

export type { Abbreviations } from './sequence.ts';

/** A phrase (cụm từ) whose mentions are sought. */
export interface Phrase {
  /** As searched: normalised, without quotes around it. */
  readonly text: string;
  readonly canonical: string;
  readonly folded: string;
  /** What every mention of tiers 1 and 2 has in common with it. */
  readonly outline: string;
  readonly defaultTier: Tier;
  /** Its syllables, for the tiers that look beyond punctuation. */
  readonly sequence: Sequence;
  /** Finds them in a text of the form in which they are compared, whatever stands between two; global. */
  readonly acrossPunctuation: RegExp;
  /** Its other spellings by the list of abbreviations. */
  readonly alternatives: readonly Sequence[];
}

const QUOTES = DOUBLE_QUOTES + SINGLE_QUOTES;
/** The quotes around a whole phrase, or the one that opens it while it is being typed; quotes within stay. */
const AROUND = new RegExp(`^[${QUOTES}]+([^${QUOTES}]*)[${QUOTES}]*$`, 'u');

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
 * @param abbreviations the list that tier 4 goes by
 * @throws {PhraseError}
 */
export function toPhrase(typed: string, abbreviations: Abbreviations = []): Phrase {
  const text = unquote(normaliseLine(typed));
  const sequence = toSequence(text, !isUnmarked(text));
  if (sequence.length === 0) throw new PhraseError('empty');
  if (sequence.length > MAX_PHRASE_SYLLABLES) throw new PhraseError('too-long');
  let pattern: RegExp | undefined;
  return {
    text,
    canonical: canonical(text),
    folded: fold(text),
    outline: outlineForm(text),
    defaultTier: defaultTier(text),
    sequence,
    // to compile it takes a millisecond, and tiers 1 and 2 don't need it
    get acrossPunctuation() {
      pattern ??= acrossPunctuation(sequence);
      return pattern;
    },
    alternatives: alternativesOf(sequence, abbreviations),
  };
}

/** As `toPhrase`; null for what can't be searched as a phrase. */
export function tryPhrase(typed: string, abbreviations: Abbreviations = []): Phrase | null {
  try {
    return toPhrase(typed, abbreviations);
  } catch (error) {
    if (error instanceof PhraseError) return null;
    throw error;
  }
}
