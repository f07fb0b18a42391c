import type { EngineDoor } from '../engine/door.ts';
import { oneOf } from '../engine/filter.ts';
import type { IndexMeta } from '../engine/meta.ts';
import type { DocumentSummary } from '../engine/projection/summary.ts';
import { FORMS } from '../engine/words.ts';
import type { TierCount } from '../mentions/find-mentions.ts';
import type { Tier } from '../mentions/phrase.ts';
import { countTiers, DOCUMENTS, exactQuery, formOf, MOST_WORDS } from './exact-query.ts';
import { type FacetCounts, searchWithFacets } from './facet-counts.ts';
import { DOCUMENT_FACETS, type Language } from './facets/index.ts';
import { type DocumentFilters, toConditions } from './filters.ts';
import { hitsOf, type Piece, snippetOf } from './highlight.ts';
import { parseQuery } from './query/parse-query.ts';
import type { QueryTree } from './query/tree.ts';

export const SORTS = ['relevance', 'newest', 'oldest'] as const;

export interface DocumentSearch {
  readonly q: string;
  readonly filters: DocumentFilters;
  readonly tier?: Tier | undefined;
  readonly sort: (typeof SORTS)[number];
  readonly page: number;
  readonly hitsPerPage: number;
}

export interface FoundDocument extends DocumentSummary {
  /** Its best passages for the query, at most three, with the hits marked. */
  readonly passages: readonly {
    readonly blockId: string;
    readonly path: readonly string[];
    readonly pieces: Piece[];
  }[];
}

export interface DocumentResults {
  readonly query: QueryTree;
  readonly tier: Tier;
  readonly total: number;
  readonly items: readonly FoundDocument[];
  readonly facets: FacetCounts;
  readonly tiers: readonly TierCount[];
}

const SNIPPETS = 3;

/**
 * Documents that have all that was asked for, anywhere in their text, number or title; an empty query gives all.
 * Totals and facets are exact.
 *
 * @throws {EngineError}
 */
export async function searchDocuments(
  door: EngineDoor,
  search: DocumentSearch,
  names: IndexMeta['labels'],
  language: Language,
): Promise<DocumentResults> {
  const query = parseQuery(search.q);
  const tier = search.tier ?? query.tier;
  const { words, filters } = await exactQuery(door, DOCUMENTS, query, tier);
  const newest = search.sort === 'newest' || (search.sort === 'relevance' && query.terms.length === 0);
  const { answer, facets } = await searchWithFacets(door, 'documents', {
    query: {
      ...words,
      page: search.page,
      hitsPerPage: search.hitsPerPage,
      retrieve: ['summary'],
      ...(newest && { sort: ['issuedOn:desc'] }),
      ...(search.sort === 'oldest' && { sort: ['issuedOn:asc'] }),
    },
    facets: DOCUMENT_FACETS,
    chosen: search.filters,
    attributeOf: (name) => name,
    conditions: (except) => [...toConditions(search.filters, undefined, except), ...filters],
    names,
    language,
  });
  const tiers =
    query.terms.length > 0 ? await countTiers(door, DOCUMENTS, query, toConditions(search.filters)) : [];
  const items = await withPassages(
    door,
    answer.hits.map(({ summary }) => summary),
    query,
    tier,
  );
  return { query, tier, total: answer.total, items, facets, tiers };
}

/**
 * The best passages of each document. The words need not all stand in one: here they are asked for without quotes, and
 * whatever the engine makes of them, only what is found in the text by our own rule is shown.
 */
async function withPassages(
  door: EngineDoor,
  documents: readonly DocumentSummary[],
  query: QueryTree,
  tier: Tier,
): Promise<FoundDocument[]> {
  const form = formOf(tier);
  const q = query.terms
    .filter((term) => !term.excluded)
    .flatMap((term) => FORMS[form](term.text).split(' '))
    .filter(Boolean)
    .slice(0, MOST_WORDS)
    .join(' ');
  if (q === '') return documents.map((document) => ({ ...document, passages: [] }));
  const answers = await door.searchMany(
    'passages',
    documents.map(({ id }) => ({
      q,
      searchOn: [form],
      strategy: 'frequency' as const,
      filters: [oneOf('documentId', [id])],
      hitsPerPage: SNIPPETS,
      retrieve: ['blockId', 'path', 'text'],
    })),
  );
  return documents.map((document, i) => ({
    ...document,
    passages: (answers[i]?.hits ?? [])
      .map(({ blockId, path, text }) => ({
        blockId,
        path,
        pieces: snippetOf(text, hitsOf(text, query, tier)),
      }))
      .filter(({ pieces }) => pieces.some(({ hit }) => hit)),
  }));
}
