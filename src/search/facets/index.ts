import type { Audience } from '../../access/audience.ts';
import { facetKey } from '../../engine/filter.ts';
import type { IndexMeta, Label } from '../../engine/meta.ts';
import { NONE } from '../../engine/names.ts';
import type { Language } from '../../labels/language.ts';
import { collationKey } from '../../text/collation.ts';
import { bareValue, isExcluded } from '../exclusion.ts';
import { access } from './access.ts';
import { coordinator } from './coordinator.ts';
import { department } from './department.ts';
import type { Facet, FacetValue } from './facet.ts';
import { issued } from './issued.ts';
import { issuer } from './issuer.ts';
import { lead } from './lead.ts';
import { mainTheme } from './main-theme.ts';
import { month } from './month.ts';
import { province } from './province.ts';
import { quarter } from './quarter.ts';
import { recurrence } from './recurrence.ts';
import { status } from './status.ts';
import { theme } from './theme.ts';
import { timing } from './timing.ts';
import { type } from './type.ts';
import { year } from './year.ts';
import { yearBasis } from './year-basis.ts';

export type { Facet, FacetValue } from './facet.ts';

export const FACETS = {
  access,
  type,
  issuer,
  province,
  year,
  yearBasis,
  theme,
  mainTheme,
  department,
  lead,
  coordinator,
  recurrence,
  timing,
  quarter,
  month,
  issued,
  status,
} as const;
export type FacetName = keyof typeof FACETS;

/** Facets of documents and of tasks, in the order in which pages show them. */
export const DOCUMENT_FACETS = [
  'type',
  'year',
  'issuer',
  'theme',
  'department',
  'province',
  'access',
] as const;
export const TASK_FACETS = [
  'department',
  'theme',
  'year',
  'yearBasis',
  'timing',
  'recurrence',
  'type',
  'issuer',
  'province',
  'status',
  'access',
] as const;
/** What tasks can be narrowed to besides: charts do so, by their bars. */
export const CHART_FACETS = ['lead', 'coordinator', 'mainTheme', 'quarter', 'month', 'issued'] as const;

/** Those among the facets whose values an audience can tell apart. */
export function facetsFor<Name extends FacetName>(audience: Audience, names: readonly Name[]): Name[] {
  return names.filter(
    (name) => (FACETS[name] as Facet).audience === undefined || (FACETS[name] as Facet).audience === audience,
  );
}

/** How a value is called that is excluded. */
const EXCEPT: Readonly<Record<Language, (label: string) => string>> = {
  vi: (label) => `Trừ: ${label}`,
  en: (label) => `Except: ${label}`,
};

/** What a value of a facet is called: `none` and ids have names, anything else is its own, with a capital. */
export function labelOf(facet: Facet, value: string, names: IndexMeta['labels'], language: Language): string {
  if (isExcluded(value)) {
    const label = labelOf(facet, bareValue(value), names, language);
    return EXCEPT[language](label);
  }
  if (value === NONE) return facet.none[language];
  const label = nameOf(facet, value, names)?.[language] ?? value;
  return label.charAt(0).toUpperCase() + label.slice(1);
}

function nameOf({ names }: Facet, value: string, vocabularies: IndexMeta['labels']): Label | undefined {
  if (typeof names === 'function') return names(value);
  const table = typeof names === 'string' ? vocabularies[names] : names;
  return table && Object.hasOwn(table, value) ? table[value] : undefined;
}

/** Keys of labels: a facet has thousands of values, and the same ones with every search. */
const keys = new Map<string, string>();

function keyOf(label: string): string {
  let key = keys.get(label);
  if (key === undefined) {
    key = collationKey(label);
    if (keys.size < 50_000) keys.set(label, key);
  }
  return key;
}

function compareLabels(a: string, b: string): number {
  const [first, second] = [keyOf(a), keyOf(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Compares values of a facet as pages order them; `none` is always last. */
export function compareValues(facet: Facet) {
  return (a: FacetValue, b: FacetValue): number => {
    if ((a.value === NONE) !== (b.value === NONE)) return a.value === NONE ? 1 : -1;
    if (facet.order !== 'count') {
      const forward = a.value.localeCompare(b.value, 'en', { numeric: true });
      return facet.order === 'value-ascending' ? forward : -forward;
    }
    return b.count - a.count || compareLabels(a.label, b.label);
  };
}

/** The engine's counts of a facet as labelled values, in order. Values chosen in a filter are there even with 0. */
export function toFacetValues(
  facet: Facet,
  counts: Readonly<Record<string, number>>,
  chosen: readonly string[],
  names: IndexMeta['labels'],
  language: Language,
): FacetValue[] {
  const values = Object.entries(counts).map(([value, count]) => ({
    value,
    label: labelOf(facet, value, names, language),
    count,
  }));
  const there = new Set(values.map(({ value }) => facetKey(value)));
  for (const value of chosen) {
    if (!there.has(facetKey(value)))
      values.push({ value, label: labelOf(facet, value, names, language), count: 0 });
  }
  return values.sort(compareValues(facet));
}
