import type { Audience } from '../../access/audience.ts';
import type { Access } from '../../record/metadata.ts';
import { fold } from '../../text/fold.ts';
import { syllablesOf } from '../../text/syllables.ts';

/** Holds the syllables of a key together: one beginning of a suggestion is one word of the engine. */
export const KEY_JOINER = '_';

/**
 * What can be suggested (gợi ý) while somebody types, and the syllables of the corpus. An agency is suggested as the issuer
 * of documents (cơ quan ban hành) and as a department that tasks are given to (đơn vị): its documents are others.
 */
export const SUGGESTION_KINDS = [
  'phrase',
  'title',
  'number',
  'issuer',
  'department',
  'theme',
  'syllable',
] as const;
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];

/** What the suggestions index holds. */
export interface SuggestionEntry {
  readonly id: string;
  readonly kind: SuggestionKind;
  /** `public` where a public document has it. */
  readonly access: Access;
  /** As it is shown. */
  readonly text: string;
  readonly canonical: string;
  readonly folded: string;
  /** What it can be completed from: its unmarked beginning, for names and titles that of each of their syllables. */
  readonly key: string;
  /** How often it is in the documents that the public may read, and in all. */
  readonly publicCount: number;
  readonly allCount: number;
  /** The document that a title or number is of; the value of the filter for an issuer, a department, a theme. */
  readonly target: string | null;
}

/** The attribute that has the counts of an audience. */
export const COUNT_OF = {
  public: 'publicCount',
  internal: 'allCount',
} as const satisfies Record<Audience, keyof SuggestionEntry>;

/** Keys reach so far: the engine's words may have 250 bytes, and nobody types more before he looks. */
const KEY_SYLLABLES = 12;

/** `Ban Dân vận` -> `ban_dan_van`: how a suggestion is asked for, and the beginning that it has in the index. */
export function suggestionKey(text: string): string {
  return syllablesOf(fold(text))
    .slice(0, KEY_SYLLABLES)
    .map((syllable) => Array.from(syllable.text).slice(0, 20).join(''))
    .join(KEY_JOINER);
}

/** A key for each syllable that the text can be entered at. */
export function suggestionKeys(text: string): string {
  const syllables = syllablesOf(text);
  return syllables
    .slice(0, KEY_SYLLABLES * 2)
    .map(({ start }) => suggestionKey(text.slice(start)))
    .join(' ');
}
