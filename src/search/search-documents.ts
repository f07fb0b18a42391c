import { noneOf, oneOf } from '../engine/filter.ts';
import type { DocumentSummary } from '../engine/projection/summary.ts';
import { FORMS } from '../engine/words.ts';
import type { Language } from '../labels/language.ts';
import { TIERS, type Tier, type TierCount } from '../mentions/tier.ts';
import { canonical } from '../text/canonical.ts';
import { fold } from '../text/fold.ts';
import { syllablesOf } from '../text/syllables.ts';
import {
  countTiers,
  DOCUMENTS,
  type ExactQuery,
  exactQuery,
  formOf,
  idSetOf,
  idsOf,
  Lookups,
  MOST_WORDS,
  type SearchScope,
} from './evaluate.ts';
import { type FacetCounts, searchWithFacets } from './facet-counts.ts';
import { DOCUMENT_FACETS, facetsFor } from './facets/index.ts';
import { type DocumentFilters, documentConditions } from './filters.ts';
import { hitsOf, type Piece, snippetOf, soughtPhrases } from './highlight.ts';
import type { Catalogue } from './lexicon.ts';
import { parseQuery } from './query/parse-query.ts';
import { excludes, isEmpty, type QueryTree, soughtTerms } from './query/tree.ts';

export const SORTS = ['relevance', 'newest', 'oldest'] as const;

/** Orders of the engine besides its own. `entered`: when a document came into the portal, for feeds. */
const ORDERS = {
  newest: ['orderDate:desc', 'id:asc'],
  oldest: ['orderDate:asc', 'id:asc'],
  entered: ['enteredAt:desc', 'orderDate:desc', 'id:asc'],
} as const;

export interface DocumentSearch {
  readonly q: string;
  readonly filters: DocumentFilters;
  readonly tier?: Tier | undefined;
  readonly sort: (typeof SORTS)[number] | 'entered';
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
}

const SNIPPETS = 3;

/**
 * Documents that have all that was asked for, anywhere in their text, number or title; an empty query gives all.
 * Totals and facets are exact. By relevance, what a narrower tier finds comes before what only a wider one does.
 *
 * @throws {EngineError}
 */
export async function searchDocuments(
  { door, lexicon, meta }: Catalogue,
  search: DocumentSearch,
  language: Language,
): Promise<DocumentResults> {
  const scope: SearchScope = { door, target: DOCUMENTS, lexicon, found: new Lookups(door, DOCUMENTS) };
  const query = parseQuery(search.q, lexicon.fieldValues);
  const tier = search.tier ?? query.tier;
  const exact = await exactQuery(scope, query, tier);
  const byRelevance = search.sort === 'relevance' && !isEmpty(query);
  const { answer, facets } = await searchWithFacets(door, 'documents', {
    query: {
      ...exact.words,
      page: search.page,
      hitsPerPage: search.hitsPerPage,
      retrieve: ['summary'],
      ...(!byRelevance && { sort: ORDERS[search.sort === 'relevance' ? 'newest' : search.sort] }),
    },
    facets: facetsFor(door.audience, DOCUMENT_FACETS),
    chosen: search.filters,
    attributeOf: (name) => name,
    conditions: (except) => [...documentConditions(search.filters, except), ...exact.filters],
    names: meta.labels,
    language,
  });
  const ordered = byRelevance ? await inOrderOfTiers(scope, search, query, tier, exact) : null;
  const items = await withPassages(scope, ordered ?? answer.hits.map(({ summary }) => summary), query, tier);
  return { query, tier, total: answer.total, items, facets };
}

/** How many documents each tier finds beyond the tiers before it, under the same filters. @throws {EngineError} */
export async function countDocumentTiers(
  { door, lexicon }: Catalogue,
  search: Pick<DocumentSearch, 'q' | 'filters'>,
): Promise<TierCount[]> {
  const query = parseQuery(search.q, lexicon.fieldValues);
  if (isEmpty(query)) return [];
  const scope: SearchScope = { door, target: DOCUMENTS, lexicon, found: new Lookups(door, DOCUMENTS) };
  return countTiers(scope, query, documentConditions(search.filters));
}

/**
 * The page of results where the engine's own order is not the one that is wanted: where a narrower tier finds something,
 * too, which comes first, or where there are several ways to meet the query. Null where it is. A tier is looked through
 * as a whole only where the page goes beyond it.
 */
async function inOrderOfTiers(
  scope: SearchScope,
  search: DocumentSearch,
  query: QueryTree,
  tier: Tier,
  exact: ExactQuery,
): Promise<DocumentSummary[] | null> {
  const conditions = documentConditions(search.filters);
  const [from, to] = [(search.page - 1) * search.hitsPerPage, search.page * search.hitsPerPage];
  // where something is excluded, the wider tier excludes more: what only the narrower one finds is no result of it
  const within = excludes(query.root) ? exact.filters : [];
  const wanted: DocumentSummary[] = [];
  const narrower: string[] = [];
  for (const step of TIERS.filter((one) => one <= tier)) {
    const asked = step === tier ? exact : await exactQuery(scope, query, step);
    const filters = [...conditions, ...(step === tier ? [] : within), ...asked.filters, ...beyond(narrower)];
    const found = { ...asked.words, filters };
    if (step === tier && narrower.length === 0 && !asked.ranked) return null;
    const skipped = Math.max(0, from - narrower.length);
    const missing = to - from - wanted.length;
    if (asked.ranked) {
      const ids = byRank(await idsOf(scope, found), asked.ranked);
      wanted.push(...(await summariesOf(scope, ids.slice(skipped, skipped + missing))));
      narrower.push(...ids);
    } else {
      const asking = { ...found, retrieve: ['id', 'summary'] };
      const { entries, total } = await scope.door.slice('documents', asking, skipped, missing);
      wanted.push(...entries.map(({ summary }) => summary));
      if (wanted.length === to - from) break;
      const all = skipped === 0 && entries.length === total;
      if (step < tier) narrower.push(...(all ? entries.map(({ id }) => id) : await idSetOf(scope, found)));
    }
    if (wanted.length === to - from) break;
  }
  return wanted;
}

/** In the order of the ids. */
async function summariesOf({ door }: SearchScope, ids: readonly string[]): Promise<DocumentSummary[]> {
  if (ids.length === 0) return [];
  const asked = { filters: [oneOf('id', ids)], retrieve: ['summary'] };
  const { entries } = await door.slice('documents', asked, 0, ids.length);
  const found = new Map(entries.map(({ summary }) => [summary.id, summary]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

const beyond = (ids: readonly string[]) => (ids.length > 0 ? [noneOf('id', ids)] : []);

function byRank(ids: string[], ranked: readonly string[] | null): string[] {
  if (!ranked) return ids;
  const rank = new Map(ranked.map((id, i) => [id, i]));
  return ids.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
}

/**
 * The best passages of each document. The words need not all stand in one: those that are frequent are left out first. The
 * engine could choose them itself (`frequency`), but it counts over all documents, which tells of what readers may not see;
 * so they are put in order by what the audience's own texts have. They are asked for without quotes, and
 * whatever the engine makes of them, only what is found in the text by our own rule is shown.
 */
async function withPassages(
  { door, lexicon }: SearchScope,
  documents: readonly DocumentSummary[],
  query: QueryTree,
  tier: Tier,
): Promise<FoundDocument[]> {
  const form = formOf(tier);
  const { counts } = await lexicon.vocabulary();
  const rarity = (syllable: string) =>
    counts.get(form === 'toned' ? canonical(syllable) : fold(syllable)) ?? 0;
  const q = soughtTerms(query.root)
    .flatMap((term) => syllablesOf(term.text))
    .map(({ text }) => ({ words: FORMS[form](text).trim(), count: rarity(text) }))
    .filter(({ words }) => words !== '')
    .slice(0, MOST_WORDS)
    .sort((a, b) => a.count - b.count)
    .map(({ words }) => words)
    .join(' ');
  if (q === '') return documents.map((document) => ({ ...document, passages: [] }));
  const answers = await door.searchMany(
    'passages',
    documents.map(({ id }) => ({
      q,
      searchOn: [form],
      strategy: 'last' as const,
      filters: [oneOf('documentId', [id])],
      hitsPerPage: SNIPPETS,
      retrieve: ['blockId', 'path', 'text'],
    })),
  );
  const sought = soughtPhrases(query, lexicon.abbreviations);
  return documents.map((document, i) => ({
    ...document,
    passages: (answers[i]?.hits ?? [])
      .map(({ blockId, path, text }) => ({
        blockId,
        path,
        pieces: snippetOf(text, hitsOf(text, sought, tier)),
      }))
      .filter(({ pieces }) => pieces.some(({ hit }) => hit)),
  }));
}
