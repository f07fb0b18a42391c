import type { EngineAnswer, EngineDoor, EngineQuery, Entries } from '../engine/door.ts';
import type { Filter } from '../engine/filter.ts';
import type { IndexMeta } from '../engine/meta.ts';
import type { Language } from '../labels/language.ts';
import { bareValue } from './exclusion.ts';
import { FACETS, type FacetName, type FacetValue, toFacetValues } from './facets/index.ts';

export type FacetCounts = Partial<Record<FacetName, FacetValue[]>>;

/** A search with facets that stay open: the counts of a facet in use are those without its own filter. */
export interface FacetedQuery<Name extends FacetName> {
  readonly query: Omit<EngineQuery, 'facets' | 'filters'>;
  readonly facets: readonly Name[];
  readonly chosen: Partial<Record<Name, readonly string[]>>;
  readonly attributeOf: (name: Name) => string;
  /** The conditions of the search; without those of one filter when it is named. */
  readonly conditions: (except?: Name) => Filter[];
  readonly names: IndexMeta['labels'];
  readonly language: Language;
}

/** One request to the engine: the hits, and every facet's counts. */
export async function searchWithFacets<Index extends keyof Entries, Name extends FacetName>(
  door: EngineDoor,
  index: Index,
  { query, facets, chosen, attributeOf, conditions, names, language }: FacetedQuery<Name>,
): Promise<{ answer: EngineAnswer<Entries[Index]>; facets: FacetCounts }> {
  const inUse = facets.filter((name) => (chosen[name]?.length ?? 0) > 0);
  const counting = {
    ...(query.q !== undefined && { q: query.q }),
    ...(query.searchOn && { searchOn: query.searchOn }),
  };
  const [answer, ...others] = await door.searchMany(index, [
    { ...query, filters: conditions(), facets: facets.map(attributeOf) },
    ...inUse.map((name) => ({
      ...counting,
      hitsPerPage: 0,
      filters: conditions(name),
      facets: [attributeOf(name)],
    })),
  ]);
  const main = answer as EngineAnswer<Entries[Index]>;
  const values = facets.map((name): [Name, FacetValue[]] => {
    const source = others[inUse.indexOf(name)] ?? main;
    return [
      name,
      toFacetValues(
        FACETS[name],
        source.facets[attributeOf(name)] ?? {},
        (chosen[name] ?? []).map(bareValue),
        names,
        language,
      ),
    ];
  });
  return { answer: main, facets: Object.fromEntries(values) as FacetCounts };
}
