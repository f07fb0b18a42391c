import type { IndexMeta } from '../engine/meta.ts';
import type { Certificate } from '../mentions/certificate.ts';
import { type Counts, type MentionCounts, UNITS, type Unit } from '../mentions/counting.ts';
import { TIERS, type Tier } from '../mentions/tier.ts';
import { isoDate } from '../record/span.ts';
import { FACETS, type Facet, labelOf } from '../search/facets/index.ts';
import type { TaskList } from '../search/task-lists.ts';
import type { Language } from './language.ts';
import { type Words, wordsIn } from './words.ts';

/** `9 lần xuất hiện · 8 đoạn · 3 văn bản`. */
export function countsInWords(counts: Counts, words: Words): string {
  return UNITS.map((unit) => `${words.number(counts[unit])} ${words.mentions.units[unit]}`).join(' · ');
}

/** `9` for tier 1, `+2` for what another tier has beyond the tiers before it. */
export function tellBeyond(
  { tiers }: Pick<MentionCounts, 'tiers'>,
  tier: Tier,
  unit: Unit,
  words: Words,
): string {
  const count = words.number(tiers.find((one) => one.tier === tier)?.counts[unit] ?? 0);
  return tier === 1 ? count : `+${count}`;
}

/** `Loại văn bản: Kế hoạch; Năm: 2023, 2024`; that there are none, where there are none. */
export function filtersInWords(
  filters: Readonly<Record<string, readonly string[]>>,
  names: IndexMeta['labels'],
  language: Language,
): string {
  const words = wordsIn(language);
  const told = Object.entries(filters).map(([name, values]) => {
    const facet = (FACETS as Readonly<Record<string, Facet>>)[name];
    if (facet)
      return `${facet.label[language]}: ${values.map((value) => labelOf(facet, value, names, language)).join(', ')}`;
    if (name === 'agencies') return `${words.statistics.agencies}: ${words.statistics.agencyNames.now}`;
    if (name === 'list')
      return `${words.statistics.lists}: ${values.map((value) => words.lists[value as TaskList]).join(', ')}`;
    if (name === 'role') return `${words.tasks.role}: ${words.tasks.roles.coordinator}`;
    const label =
      {
        from: words.search.issuedFrom,
        to: words.search.issuedTo,
        dueFrom: words.search.dueFrom,
        dueTo: words.search.dueTo,
        at: words.statistics.at,
        document: words.tasks.where,
      }[name] ?? name;
    return `${label} ${values.map((value) => (isoDate.safeParse(value).success ? words.day(value) : value)).join(', ')}`;
  });
  return told.join('; ') || words.certificate.noFilters;
}

/** A certificate as lines of label and value, for its page and for the files that carry it. */
export function certificateLines(
  certificate: Certificate,
  link: string,
  names: IndexMeta['labels'],
  language: Language,
): readonly (readonly [label: string, value: string])[] {
  const { rule, filters, index, documents, counts } = certificate;
  const words = wordsIn(language);
  const L = words.certificate;
  const wider = TIERS.filter((tier) => tier > certificate.tier);
  const beyond = counts.tiers.filter(
    ({ tier, counts: { occurrences } }) => wider.includes(tier) && occurrences > 0,
  );
  return [
    [L.phrase, certificate.phrase],
    [L.counted, countsInWords(counts.counted, words)],
    ...(rule.without.length > 0 ? [[L.all, countsInWords(counts.all, words)] as const] : []),
    [L.tiers, certificate.tiers.map((tier) => words.tiers[tier]).join(' + ')],
    [L.unit, words.mentions.units[rule.unit]],
    [L.without, rule.without.map((place) => words.mentions.places[place]).join(', ') || L.nothingWithout],
    [L.filters, filtersInWords(filters, names, language)],
    ...beyond.map(
      ({ tier, counts: { occurrences } }) =>
        [`${L.beyond}: ${words.tiers[tier]}`, words.number(occurrences)] as const,
    ),
    [L.audience, L.audiences[certificate.audience]],
    [L.searched, words.number(documents.searched)],
    [L.filteredOut, words.number(documents.filteredOut)],
    [
      L.skipped,
      documents.skipped.map(({ path, reason }) => `${path}: ${reason}`).join('; ') || L.noneSkipped,
    ],
    [L.version, index.indexVersion],
    [L.digest, index.textDigest],
    [L.indexedAt, words.instant(index.indexedAt)],
    [L.countedAt, words.instant(certificate.countedAt)],
    [L.link, link],
  ];
}
