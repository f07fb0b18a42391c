import { canonical } from '../../text/canonical.ts';
import { fold, isUnmarked } from '../../text/fold.ts';
import { syllablesOf } from '../../text/syllables.ts';
import type { FieldName } from './tree.ts';

/** A value that a field has in the corpus, and what it is called. */
export interface FieldValue {
  readonly value: string;
  readonly label: string;
  /** What it is called, too: the abbreviation of a type. */
  readonly codes?: readonly string[];
}

/** The values of the fields that have a list of them. */
export type FieldValues = Readonly<Partial<Record<FieldName, readonly FieldValue[]>>>;

/** The names of fields: Vietnamese with or without marks and space, English. */
const NAMES: Record<FieldName, readonly string[]> = {
  number: ['số', 'number'],
  type: ['loại', 'type'],
  issuer: ['cơ quan', 'issuer', 'agency'],
  year: ['năm', 'year'],
  theme: ['chủ đề', 'theme'],
  department: ['đơn vị', 'department', 'unit'],
};

/** The name by which the portal itself writes a field. */
export const FIELD_LABELS: Record<FieldName, string> = {
  number: 'số',
  type: 'loại',
  issuer: 'cơquan',
  year: 'năm',
  theme: 'chủđề',
  department: 'đơnvị',
};

const compact = (text: string) => fold(text).replace(/[^a-z0-9]/gu, '');
const byName = new Map(
  (Object.keys(NAMES) as FieldName[]).flatMap((field) =>
    NAMES[field].map((name): [string, FieldName] => [compact(name), field]),
  ),
);

/** The field that is called so; undefined for none. */
export function fieldCalled(name: string): FieldName | undefined {
  return byName.get(compact(name));
}

const variants = [...byName.keys()].map((name) => [...name].join(' ?')).join('|');

/**
 * `năm:`, `cơ quan: `, `-type:` before its value, in the folded query; group 1 is the name. A word must not end in it
 * (`tổngsố:` is no field), but the start of a bracket may stand before it.
 */
export const FIELD = new RegExp(`(?<![a-z0-9:/])(${variants}) ?: *`, 'y');

type Named = readonly { readonly value: string; readonly names: readonly string[] }[];

/** Lists of values are those of the lexicon: they are made ready once, however many queries name a field. */
const ready = { canonical: new WeakMap<object, Named>(), fold: new WeakMap<object, Named>() };

function tidied(
  values: readonly FieldValue[],
  form: (text: string) => string,
  tidy: (text: string) => string,
): Named {
  const kept = form === fold ? ready.fold : ready.canonical;
  let named = kept.get(values);
  if (!named) {
    named = values.map(({ value, label, codes = [] }) => ({
      value,
      names: [label, value, ...codes].map(tidy),
    }));
    kept.set(values, named);
  }
  return named;
}

/** The values that a typed value stands for: those called so, else those that have it in their name. */
export function valuesCalled(values: readonly FieldValue[], typed: string): string[] {
  const form = isUnmarked(typed) ? fold : canonical;
  const tidy = (text: string) =>
    syllablesOf(form(text))
      .map(({ text: syllable }) => syllable)
      .join(' ');
  const sought = tidy(typed);
  if (sought === '') return [];
  const named = tidied(values, form, tidy);
  const same = named.filter(({ names }) =>
    names.some((name) => name === sought || name.replaceAll(' ', '') === sought),
  );
  const chosen =
    same.length > 0
      ? same
      : named.filter(({ names }) => names.some((name) => ` ${name} `.includes(` ${sought} `)));
  return chosen.map(({ value }) => value);
}

/** `2023`, `2021-2025`, `2021..2025`: the years; null for anything else. */
export function yearsOf(typed: string): string[] | null {
  const match = /^((?:19|20)\d\d)(?:\s*(?:-|\.\.)\s*((?:19|20)\d\d))?$/u.exec(canonical(typed).trim());
  if (!match) return null;
  const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
}
