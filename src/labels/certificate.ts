import type { IndexMeta } from '../engine/meta.ts';
import type { Certificate } from '../mentions/certificate.ts';
import { type Counts, type MentionCounts, UNITS, type Unit } from '../mentions/counting.ts';
import { TIERS, type Tier } from '../mentions/tier.ts';
import { FACETS, type Facet, labelOf } from '../search/facets/index.ts';
import { dayOf } from './citation.ts';
import { VI } from './vi.ts';

const L = VI.certificate;

/** `9 lần xuất hiện · 8 đoạn · 3 văn bản`. */
export function countsInWords(counts: Counts): string {
  return UNITS.map((unit) => `${VI.number(counts[unit])} ${VI.mentions.units[unit]}`).join(' · ');
}

/** `9` for tier 1, `+2` for what another tier has beyond the tiers before it. */
export function tellBeyond({ tiers }: Pick<MentionCounts, 'tiers'>, tier: Tier, unit: Unit): string {
  const count = VI.number(tiers.find((one) => one.tier === tier)?.counts[unit] ?? 0);
  return tier === 1 ? count : `+${count}`;
}

/** `Loại văn bản: Kế hoạch; Năm: 2023, 2024`; that there are none, where there are none. */
export function filtersInWords(
  filters: Readonly<Record<string, readonly string[]>>,
  names: IndexMeta['labels'],
): string {
  const told = Object.entries(filters).map(([name, values]) => {
    const facet = (FACETS as Readonly<Record<string, Facet>>)[name];
    if (facet)
      return `${facet.label.vi}: ${values.map((value) => labelOf(facet, value, names, 'vi')).join(', ')}`;
    const label = { from: VI.search.issuedFrom, to: VI.search.issuedTo }[name] ?? name;
    return `${label} ${values.map((value) => (/^\d{4}-/u.test(value) ? dayOf(value) : value)).join(', ')}`;
  });
  return told.join('; ') || L.noFilters;
}

/** A certificate as lines of label and value, for its page and for the files that carry it. */
export function certificateLines(
  certificate: Certificate,
  link: string,
  names: IndexMeta['labels'],
): readonly (readonly [label: string, value: string])[] {
  const { rule, filters, index, documents, counts } = certificate;
  const wider = TIERS.filter((tier) => tier > certificate.tier);
  const beyond = counts.tiers.filter(
    ({ tier, counts: { occurrences } }) => wider.includes(tier) && occurrences > 0,
  );
  return [
    [L.phrase, certificate.phrase],
    [L.counted, countsInWords(counts.counted)],
    ...(rule.without.length > 0 ? [[L.all, countsInWords(counts.all)] as const] : []),
    [L.tiers, certificate.tiers.map((tier) => VI.tiers[tier]).join(' + ')],
    [L.unit, VI.mentions.units[rule.unit]],
    [L.without, rule.without.map((place) => VI.mentions.places[place]).join(', ') || L.nothingWithout],
    [L.filters, filtersInWords(filters, names)],
    ...beyond.map(
      ({ tier, counts: { occurrences } }) =>
        [`${L.beyond}: ${VI.tiers[tier]}`, VI.number(occurrences)] as const,
    ),
    [L.audience, L.audiences[certificate.audience]],
    [L.searched, VI.number(documents.searched)],
    [L.filteredOut, VI.number(documents.filteredOut)],
    [
      L.skipped,
      documents.skipped.map(({ path, reason }) => `${path}: ${reason}`).join('; ') || L.noneSkipped,
    ],
    [L.version, index.indexVersion],
    [L.digest, index.textDigest],
    [L.indexedAt, VI.instant(index.indexedAt)],
    [L.countedAt, VI.instant(certificate.countedAt)],
    [L.link, link],
  ];
}
