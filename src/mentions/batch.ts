import type { EngineDoor } from '../engine/door.ts';
import type { MentionCounts } from './counting.ts';
import { countMentions, type MentionQuery } from './find-mentions.ts';
import { type Abbreviations, type Phrase, PhraseError, toPhrase } from './phrase.ts';

/** Lines that are counted at once; more are left for another time, and said to be. */
export const MAX_LINES = 1_000;

/** The largest list that is taken: 1,000 phrases of 200 letters. Bytes. */
export const MAX_LIST_BYTES = 200_000;

/** A line of a list of phrases: a phrase, or what is wrong with it. */
export interface ListedPhrase {
  /** 1-based, in the list as it was given. */
  readonly line: number;
  readonly text: string;
  readonly phrase: Phrase | null;
  readonly fault: PhraseError['rule'] | 'repeated' | null;
}

/** A list of phrases as it was read. */
export interface PhraseList {
  readonly lines: readonly ListedPhrase[];
  /** Lines beyond those that are counted at once. */
  readonly left: number;
}

/**
 * Reads a list of phrases: one a line, or the first cell of a line of a table. Empty lines and those that begin with #
 * are no phrases. What is wrong with a line is told beside it and stops no other.
 */
export function readPhraseList(list: string, abbreviations: Abbreviations): PhraseList {
  const lines: ListedPhrase[] = [];
  const seen = new Set<string>();
  let left = 0;
  for (const [index, written] of list.split(/\r\n|\r|\n/u).entries()) {
    const text = firstCell(written);
    if (text === '' || text.startsWith('#')) continue;
    if (lines.length === MAX_LINES) {
      left++;
      continue;
    }
    lines.push(readLine(index + 1, text, seen, abbreviations));
  }
  return { lines, left };
}

function readLine(line: number, text: string, seen: Set<string>, abbreviations: Abbreviations): ListedPhrase {
  try {
    const phrase = toPhrase(text, abbreviations);
    if (seen.has(phrase.canonical)) return { line, text, phrase: null, fault: 'repeated' };
    seen.add(phrase.canonical);
    return { line, text, phrase, fault: null };
  } catch (error) {
    if (!(error instanceof PhraseError)) throw error;
    return { line, text, phrase: null, fault: error.rule };
  }
}

/** What a spreadsheet saves has further cells behind a semicolon or tab, and a mark at its beginning. */
function firstCell(line: string): string {
  return (line.replace(/^\ufeff/u, '').split(/[\t;]/u)[0] as string).trim();
}

/** A line of a list and its numbers; null where it could not be counted. */
export interface CountedPhrase extends ListedPhrase {
  readonly counts: MentionCounts | null;
}

/** Counts each phrase of a list, one after the other, as they are asked for. @throws {EngineError} */
export async function* countPhrases(
  door: EngineDoor,
  { lines }: PhraseList,
  toQuery: (phrase: Phrase) => Promise<MentionQuery>,
): AsyncIterable<CountedPhrase> {
  for (const line of lines) {
    let counts: MentionCounts | null = null;
    if (line.phrase)
      for await (const progress of countMentions(door, await toQuery(line.phrase))) ({ counts } = progress);
    yield { ...line, counts };
  }
}
