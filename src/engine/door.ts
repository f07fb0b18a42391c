import type { MultiSearchQuery, SearchParams } from 'meilisearch';
import type { Access } from '../record/metadata.ts';
import { ask, createClient, type EngineAddress } from './client.ts';
import { NotIndexedError } from './errors.ts';
import { type Filter, oneOf } from './filter.ts';
import { type IndexMeta, indexMeta } from './meta.ts';
import { indexUid } from './names.ts';
import type { DocumentEntry } from './projection/document.ts';
import type { PassageEntry } from './projection/passages.ts';
import type { TaskEntry } from './projection/tasks.ts';

/** What an entry of an index is. */
export interface Entries {
  documents: DocumentEntry;
  passages: PassageEntry;
  tasks: TaskEntry;
}

/** A question to one index. */
export interface EngineQuery {
  /** In the engine's own form, words and phrases in quotes; empty for all. */
  readonly q?: string;
  readonly searchOn?: readonly string[];
  /** All must hold. */
  readonly filters?: readonly Filter[];
  readonly facets?: readonly string[];
  /** `attribute:asc`, `attribute:desc`. */
  readonly sort?: readonly string[];
  readonly retrieve?: readonly string[];
  /** 1-based. */
  readonly page?: number;
  readonly hitsPerPage?: number;
  /** Whether all words must be there (default), or the best that can be had. */
  readonly strategy?: 'all' | 'frequency';
}

export interface EngineAnswer<Entry> {
  readonly hits: Entry[];
  /** Exact. */
  readonly total: number;
  /** Per attribute the values and in how many entries each is. */
  readonly facets: Record<string, Record<string, number>>;
}

/** How many entries are asked for at once when all are wanted; a passage is about 2 kB of JSON. */
const CHUNK = 5_000;

/**
 * The only way from the portal to the engine. It can only read, and only what its audience may see: every question
 * carries the audience's filter.
 */
export interface EngineDoor {
  /** @throws {EngineError} */
  search<Name extends keyof Entries>(name: Name, query: EngineQuery): Promise<EngineAnswer<Entries[Name]>>;
  /** Several questions in one request, answers in their order. */
  searchMany<Name extends keyof Entries>(
    name: Name,
    queries: readonly EngineQuery[],
  ): Promise<EngineAnswer<Entries[Name]>[]>;
  /** Every entry that fits, however many, in the order of `sort`. */
  all<Name extends keyof Entries>(
    name: Name,
    query: Omit<EngineQuery, 'page' | 'hitsPerPage'>,
  ): AsyncIterable<Entries[Name]>;
  /** @throws {NotIndexedError} while there is no index */
  meta(): Promise<IndexMeta>;
}

/** What an audience may read, the widest last. Never empty: an empty filter would show everything. */
const AUDIENCES = { public: ['public'] } as const satisfies Record<string, readonly [Access, ...Access[]]>;
export type Audience = keyof typeof AUDIENCES;

export function openDoor(address: EngineAddress, audience: Audience): EngineDoor {
  const client = createClient(address);
  const permitted = oneOf('access', AUDIENCES[audience]);

  const toParams = (query: EngineQuery) =>
    ({
      q: query.q ?? '',
      filter: [permitted, ...(query.filters ?? [])],
      matchingStrategy: query.strategy ?? ('all' as const),
      page: query.page ?? 1,
      hitsPerPage: query.hitsPerPage ?? 20,
      ...(query.searchOn && { attributesToSearchOn: [...query.searchOn] }),
      ...(query.facets && { facets: [...query.facets] }),
      ...(query.sort && { sort: [...query.sort] }),
      ...(query.retrieve && { attributesToRetrieve: [...query.retrieve] }),
    }) satisfies SearchParams;

  interface Reply {
    hits: unknown[];
    totalHits?: number;
    facetDistribution?: Record<string, Record<string, number>>;
  }
  const toAnswer = <Entry>(reply: Reply): EngineAnswer<Entry> => ({
    hits: reply.hits as Entry[],
    total: reply.totalHits ?? 0,
    facets: reply.facetDistribution ?? {},
  });

  const door: EngineDoor = {
    async search(name, query) {
      return toAnswer(await ask(() => client.index(indexUid(name)).search(query.q ?? '', toParams(query))));
    },
    async searchMany(name, queries) {
      if (queries.length === 0) return [];
      const indexed = queries.map(
        (query) => ({ indexUid: indexUid(name), ...toParams(query) }) as MultiSearchQuery,
      );
      const { results } = await ask(() => client.multiSearch({ queries: indexed }));
      return results.map((reply) => toAnswer(reply));
    },
    async *all(name, query) {
      for (let page = 1; ; page++) {
        const { hits, total } = await door.search(name, { ...query, page, hitsPerPage: CHUNK });
        yield* hits;
        if (page * CHUNK >= total) return;
      }
    },
    async meta() {
      const { hits } = await ask(() => client.index(indexUid('meta')).search('', { filter: [permitted] }));
      const widest = AUDIENCES[audience].at(-1);
      const parsed = indexMeta.safeParse(hits.find(({ id }) => id === widest));
      if (!parsed.success) throw new NotIndexedError(parsed.error);
      return parsed.data;
    },
  };
  return door;
}
