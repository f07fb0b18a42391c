import type { Abbreviation } from '../corpus/vocabularies.ts';
import { canonical } from '../text/canonical.ts';
import { spellingsOfDay } from '../text/dates.ts';
import { fold } from '../text/fold.ts';
import { syllablesOf } from '../text/syllables.ts';
import type { SyllabicText } from './syllabic-text.ts';

/** A syllable that is looked for: where it is `marked` its marks count, else any will do. */
export interface SoughtSyllable {
  readonly form: string;
  readonly marked: boolean;
}

/** The list that tier 4 goes by. */
export type Abbreviations = readonly Pick<Abbreviation, 'short' | 'long'>[];

/** Syllables that must follow one another, whatever stands between them. */
export type Sequence = readonly SoughtSyllable[];

/** A phrase may name several bodies that have short names; beyond this many spellings it is no phrase of a document. */
const MAX_ALTERNATIVES = 200;

/** True if the syllable of the text with this index is the one that is looked for. */
export function isSought(text: SyllabicText, index: number, { form, marked }: SoughtSyllable): boolean {
  return (marked ? text.canonical[index] : text.folded[index]) === form;
}

/** A typed phrase as a sequence: its marks count if it has any. */
export function toSequence(typed: string, marked: boolean): Sequence {
  return syllablesOf(marked ? canonical(typed) : fold(typed)).map(({ text: form }) => ({ form, marked }));
}

interface Names {
  readonly short: Sequence;
  readonly long: Sequence;
}

/** A vocabulary has one list, and every phrase is looked up in it. */
const known = new WeakMap<Abbreviations, readonly Names[]>();

function namesOf(abbreviations: Abbreviations): readonly Names[] {
  let names = known.get(abbreviations);
  if (!names) {
    names = abbreviations.map(({ short, long }) => ({
      short: toSequence(short, true),
      long: toSequence(long, true),
    }));
    known.set(abbreviations, names);
  }
  return names;
}

/** Whether `name` stands in the sequence at this place; an unmarked sequence names it without marks, too. */
function standsAt(sequence: Sequence, at: number, name: Sequence): boolean {
  return (
    at + name.length <= sequence.length &&
    name.every(({ form }, i) => {
      const sought = sequence[at + i] as SoughtSyllable;
      return sought.form === (sought.marked ? form : fold(form));
    })
  );
}

/** How many syllables a day takes in its two ways. */
const LENGTHS_OF_DAYS = [3, 5] as const;

/** The other spellings of a day that begins here, each with how many syllables of the sequence it stands for. */
function daysAt(sequence: Sequence, at: number): (readonly [length: number, spelling: Sequence])[] {
  return LENGTHS_OF_DAYS.flatMap((length) => {
    const typed = sequence.slice(at, at + length).map(({ form }) => form);
    if (typed.length < length) return [];
    return spellingsOfDay(typed)
      .filter((spelling) => fold(spelling.join(' ')) !== fold(typed.join(' ')))
      .map((spelling) => [length, toSequence(spelling.join(' '), true)] as const);
  });
}

/**
 * The other spellings of a sequence: abbreviations in it written out, what has an abbreviation abbreviated (`MTTQ tỉnh` =
 * `Mặt trận Tổ quốc tỉnh`), days written otherwise (`19/5/2023` = `19 tháng 05 năm 2023`), in every combination. What the vocabulary puts in bears its marks.
 */
export function alternativesOf(sequence: Sequence, abbreviations: Abbreviations): Sequence[] {
  const names = namesOf(abbreviations);
  const found: Sequence[] = [];
  const extend = (done: Sequence, at: number, replaced: boolean) => {
    if (found.length >= MAX_ALTERNATIVES) return;
    if (at === sequence.length) {
      if (replaced) found.push(done);
      return;
    }
    for (const { short, long } of names) {
      if (standsAt(sequence, at, short)) extend([...done, ...long], at + short.length, true);
      if (standsAt(sequence, at, long)) extend([...done, ...short], at + long.length, true);
    }
    for (const [length, spelling] of daysAt(sequence, at)) extend([...done, ...spelling], at + length, true);
    extend([...done, sequence[at] as SoughtSyllable], at + 1, replaced);
  };
  extend([], 0, false);
  return found;
}

/** A sequence as a pattern: syllables are letters, digits and marks, so that nothing in them is an operator. */
export function acrossPunctuation(sequence: Sequence): RegExp {
  const syllables = sequence.map(({ form }) => form).join('[^\\p{L}\\p{N}\\p{M}]+');
  return new RegExp(`(?<![\\p{L}\\p{N}\\p{M}])${syllables}(?![\\p{L}\\p{N}\\p{M}])`, 'gu');
}
