import type { EngineDoor, EngineQuery } from '../engine/door.ts';
import { type Filter, noneOf, oneOf } from '../engine/filter.ts';
import type { IndexMeta } from '../engine/meta.ts';
import type { DocumentSummary } from '../engine/projection/summary.ts';
import { FORMS, type Form, quoted } from '../engine/words.ts';
import { findMentions, type TierCount } from '../mentions/find-mentions.ts';
import { PhraseError, type Tier, toPhrase } from '../mentions/phrase.ts';
import { fold } from '../text/fold.ts';
import { type FacetCounts, searchWithFacets } from './facet-counts.ts';
import { DOCUMENT_FACETS, type Language } from './facets/index.ts';
import { type DocumentFilters, toConditions } from './filters.ts';
import { hitsOf, type Piece, snippetOf } from './highlight.ts';
import { parseQuery } from './query/parse-query.ts';
import type { QueryTerm, QueryTree } from './query/tree.ts';

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

/** The engine reads ten single words of a query and leaves out the rest (engine-facts.md section 3). */
const MOST_WORDS = 10;

const SNIPPETS = 3;

const FIELDS: Record<Form, readonly string[]> = {
  toned: ['codes', 'titleToned', 'toned.*', 'citedCodes'],
  folded: ['codes', 'titleFolded', 'folded.*', 'citedCodes'],
};

const formOf = (tier: Tier): Form => (tier === 1 ? 'toned' : 'folded');

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
  const tier = search.tier ?? (query.unmarked ? 2 : 1);
  const other: Tier = tier === 1 ? 2 : 1;
  const asked = await toEngine(door, query, tier);
  const { answer, facets } = await searchWithFacets(door, 'documents', {
    query: {
      ...asked.words,
      page: search.page,
      hitsPerPage: search.hitsPerPage,
      retrieve: ['summary'],
      ...(search.sort !== 'relevance' && { sort: [`issuedOn:${search.sort === 'newest' ? 'desc' : 'asc'}`] }),
      ...(search.sort === 'relevance' && query.terms.length === 0 && { sort: ['issuedOn:desc'] }),
    },
    facets: DOCUMENT_FACETS,
    chosen: search.filters,
    attributeOf: (name) => name,
    conditions: (except) => [...toConditions(search.filters, undefined, except), ...asked.filters],
    names,
    language,
  });
  const totals: Record<Tier, number> = { 1: answer.total, 2: answer.total };
  if (query.terms.length > 0) {
    const widened = await toEngine(door, query, other);
    const filters = [...toConditions(search.filters), ...widened.filters];
    totals[other] = (await door.search('documents', { ...widened.words, filters, hitsPerPage: 0 })).total;
  }
  const items = await withPassages(
    door,
    answer.hits.map(({ summary }) => summary),
    query,
    tier,
  );
  const tiers: TierCount[] =
    query.terms.length === 0
      ? []
      : [
          { tier: 1, total: totals[1] },
          { tier: 2, total: Math.max(0, totals[2] - totals[1]) },
        ];
  return { query, tier, total: answer.total, items, facets, tiers };
}

interface Asked {
  readonly words: Pick<EngineQuery, 'q' | 'searchOn'>;
  readonly filters: Filter[];
}

/**
 * A query as the engine can answer it exactly: words in quotes; what it would count wrongly (phrases, which it takes
 * for pairs of words), leave out (words after the tenth) or widen (exclusions) is looked up first and becomes a filter.
 */
async function toEngine(door: EngineDoor, query: QueryTree, tier: Tier): Promise<Asked> {
  const form = formOf(tier);
  const inForm = (term: QueryTerm) =>
    term.kind === 'number' ? `"${compactNumber(term.text)}"` : quoted(FORMS[form](term.text));
  const required = query.terms.filter((term) => !term.excluded);
  const phrases = required.filter((term) => term.kind === 'phrase');
  const words = required.filter((term) => term.kind !== 'phrase');
  const first = words.slice(0, MOST_WORDS);
  const filters: Filter[] = [];
  for (const term of phrases) filters.push(oneOf('id', await documentsWith(door, term, tier)));
  for (let at = MOST_WORDS; at < words.length; at += MOST_WORDS) {
    const q = words
      .slice(at, at + MOST_WORDS)
      .map(inForm)
      .join(' ');
    filters.push(oneOf('id', await idsOf(door, { q, searchOn: FIELDS[form] })));
  }
  for (const term of query.terms.filter(({ excluded }) => excluded)) {
    const ids =
      term.kind === 'phrase'
        ? await documentsWith(door, term, tier)
        : await idsOf(door, { q: inForm(term), searchOn: FIELDS[form] });
    if (ids.length > 0) filters.push(noneOf('id', ids));
  }
  const q = [...first.map(inForm), ...phrases.map(inForm)].join(' ');
  return { words: { q, searchOn: FIELDS[form] }, filters };
}

async function idsOf(door: EngineDoor, query: EngineQuery): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of door.all('documents', { ...query, retrieve: ['id'] })) ids.push(id);
  return ids;
}

async function documentsWith(door: EngineDoor, term: QueryTerm, tier: Tier): Promise<string[]> {
  try {
    const { items } = await findMentions(door, toPhrase(term.text), [], tier);
    return [...new Set(items.map(({ document }) => document.id))];
  } catch (error) {
    if (error instanceof PhraseError) return []; // longer than any mention can be
    throw error;
  }
}

/** `Số 114 -KH/ĐUK` -> `114khduk`, `kl 01` -> `kl1`: one of the spellings that the codes field holds. */
function compactNumber(typed: string): string {
  return fold(typed)
    .replace(/^so(?=[^a-z])/u, '')
    .replace(/[^a-z0-9]+/gu, '')
    .replace(/(?<![0-9])0+(?=\d)/gu, '');
}

/** The best passages of each document: the words need not all stand in one. */
async function withPassages(
  door: EngineDoor,
  documents: readonly DocumentSummary[],
  query: QueryTree,
  tier: Tier,
): Promise<FoundDocument[]> {
  const form = formOf(tier);
  const q = query.terms
    .filter((term) => !term.excluded)
    .map((term) => quoted(FORMS[form](term.text)))
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
      retrieve: ['blockId', 'path', 'text', 'position'],
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
