import type { MultiSearchQuery, SearchParams } from 'meilisearch';
import type { Audience } from '../access/audience.ts';
import { ask, createClient, type EngineClient } from './client.ts';
import { EngineRequestError, NotIndexedError } from './errors.ts';
import { type Filter, oneOf } from './filter.ts';
import { type IndexMeta, type IndexVersion, indexMeta, indexVersion, versionId } from './meta.ts';
import { indexUid, VERSIONS } from './names.ts';
import type { AddressEntry } from './projection/addresses.ts';
import type { DocumentEntry } from './projection/document.ts';
import type { PassageEntry } from './projection/passages.ts';
import type { SuggestionEntry } from './projection/suggestions.ts';
import type { TaskEntry } from './projection/tasks.ts';
import { SEARCH_KEY_UID } from './search-key.ts';
import { TOKEN_MS, tenantToken } from './tenant-token.ts';

/** What an entry of an index is. */
export interface Entries {
  documents: DocumentEntry;
  passages: PassageEntry;
  tasks: TaskEntry;
  suggestions: SuggestionEntry;
  addresses: AddressEntry;
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
  /** One entry for each value of this attribute, the best; pages and totals are those of the values. */
  readonly distinct?: string;
  /** Whether all words must be there (default), or as many as can be had, the last given up first. */
  readonly strategy?: 'all' | 'last';
}

export interface EngineAnswer<Entry> {
  readonly hits: Entry[];
  /** Exact. */
  readonly total: number;
  /** Per attribute the values and in how many entries each is. */
  readonly facets: Record<string, Record<string, number>>;
}

/**
 * How many entries are asked for at once when all are wanted: few at first, since who reads page by page needs no more,
 * then more, which is quicker for all of them. A passage is about 2 kB of JSON.
 */
const CHUNKS = [100, 1_000] as const;

/** The engine's name for a question about an attribute that no entry of the index has. */
const UNKNOWN_ATTRIBUTE = 'invalid_search_attributes_to_search_on';

/** An answer with nothing in it. */
const NOTHING = { hits: [], totalHits: 0, estimatedTotalHits: 0 };

/** Entries in the order of a question, and how many there are in all. */
export interface Chunk<Entry> {
  readonly entries: readonly Entry[];
  readonly total: number;
}

/** Where the engine is, and the key that signs the tokens of its readers. */
export interface SearchAddress {
  readonly url: string;
  /** May search, and nothing else. */
  readonly key: string;
  /** The engine's name for that key, where it is not the one that the portal made. */
  readonly keyUid?: string | undefined;
}

/**
 * The only way from the portal to the engine. It can only read, and only what its audience may see: it asks with the
 * audience's token, by which the engine itself filters every index.
 */
export interface EngineDoor {
  /** @throws {EngineError} */
  search<Name extends keyof Entries>(name: Name, query: EngineQuery): Promise<EngineAnswer<Entries[Name]>>;
  /** Several questions in one request, answers in their order. */
  searchMany<Name extends keyof Entries>(
    name: Name,
    queries: readonly EngineQuery[],
  ): Promise<EngineAnswer<Entries[Name]>[]>;
  /** Every entry that fits, however many, in the order of `sort`, in parts. */
  chunks<Name extends keyof Entries>(
    name: Name,
    query: Omit<EngineQuery, 'page' | 'hitsPerPage'>,
  ): AsyncIterable<Chunk<Entries[Name]>>;
  /** The same, one by one. */
  all<Name extends keyof Entries>(
    name: Name,
    query: Omit<EngineQuery, 'page' | 'hitsPerPage'>,
  ): AsyncIterable<Entries[Name]>;
  /** Some of them, from the one with this index on. */
  slice<Name extends keyof Entries>(
    name: Name,
    query: Omit<EngineQuery, 'page' | 'hitsPerPage'>,
    offset: number,
    limit: number,
  ): Promise<Chunk<Entries[Name]>>;
  /** @throws {NotIndexedError} while there is no index */
  meta(): Promise<IndexMeta>;
  /** What the index was at one of its versions; null if that is not known. */
  version(version: string): Promise<IndexVersion | null>;
  /** Who reads through this door. */
  readonly audience: Audience;
}

/** A token is replaced when it has so long to go: a request that is on its way is never refused. Milliseconds. */
const RENEWED_BEFORE_MS = TOKEN_MS / 2;

/** The engine's name for a token that it does not take: its time is over by the engine's clock, or its key is gone. */
const REFUSED_TOKEN = 'invalid_api_key';

/** Asks the engine with a token that is good for a while; one that it does not take is made anew, once. */
function tokenClients({ url, key, keyUid = SEARCH_KEY_UID }: SearchAddress, audience: Audience) {
  let current: { client: Promise<EngineClient>; until: number } | undefined;
  const client = (): Promise<EngineClient> => {
    if (current && current.until - Date.now() >= RENEWED_BEFORE_MS) return current.client;
    const until = Date.now() + TOKEN_MS;
    const made = {
      client: tenantToken({ key, uid: keyUid }, audience, new Date(until)).then((token) =>
        createClient({ url, key: token }),
      ),
      until,
    };
    current = made;
    made.client.catch(() => {
      if (current === made) current = undefined;
    });
    return made.client;
  };
  return async <Answer>(request: (client: EngineClient) => Promise<Answer>): Promise<Answer> => {
    const used = client();
    try {
      return await ask(async () => request(await used));
    } catch (error) {
      if (!(error instanceof EngineRequestError) || error.code !== REFUSED_TOKEN) throw error;
      if (current?.client === used) current = undefined;
      return ask(async () => request(await client()));
    }
  };
}

/** @throws {EmptyRuleError} from every question, for an audience that there is not */
export function openDoor(address: SearchAddress, audience: Audience): EngineDoor {
  const asked = tokenClients(address, audience);

  const question = (query: EngineQuery) =>
    ({
      q: query.q ?? '',
      ...(query.filters && query.filters.length > 0 && { filter: [...query.filters] }),
      matchingStrategy: query.strategy ?? ('all' as const),
      // where there are no words, where they are looked for does not matter
      ...(query.q && query.searchOn && { attributesToSearchOn: [...query.searchOn] }),
      ...(query.distinct && { distinct: query.distinct }),
      ...(query.facets && { facets: [...query.facets] }),
      ...(query.sort && { sort: [...query.sort] }),
      ...(query.retrieve && { attributesToRetrieve: [...query.retrieve] }),
    }) satisfies SearchParams;
  const toParams = (query: EngineQuery) => ({
    ...question(query),
    page: query.page ?? 1,
    hitsPerPage: query.hitsPerPage ?? 20,
  });
  /**
   * What an index without entries answers. The engine knows no attribute of one, and refuses to look in it for words: a
   * corpus whose documents give no task has such an index.
   */
  const unlessEmpty = async <Answer>(
    name: keyof Entries,
    request: (client: EngineClient) => Promise<Answer>,
    empty: () => Answer,
  ): Promise<Answer> => {
    try {
      return await asked(request);
    } catch (error) {
      if (!(error instanceof EngineRequestError) || error.code !== UNKNOWN_ATTRIBUTE) throw error;
      const { totalHits } = await asked((client) =>
        client.index(indexUid(name)).search('', toParams({ hitsPerPage: 1 })),
      );
      if (totalHits > 0) throw error;
      return empty();
    }
  };
  /** A part of all: its total is exact, too, as nothing is asked for to be distinct (engine-facts.md section 9). */
  const part = async <Entry>(
    name: keyof Entries,
    query: EngineQuery,
    offset: number,
    limit: number,
  ): Promise<Chunk<Entry>> => {
    const params = { ...question(query), offset, limit };
    const reply = await unlessEmpty<{ hits: unknown[]; estimatedTotalHits?: number }>(
      name,
      (client) => client.index(indexUid(name)).search(params.q, params),
      () => NOTHING,
    );
    return { entries: reply.hits as Entry[], total: reply.estimatedTotalHits ?? 0 };
  };

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
      return toAnswer(
        await unlessEmpty<Reply>(
          name,
          (client) => client.index(indexUid(name)).search(query.q ?? '', toParams(query)),
          () => NOTHING,
        ),
      );
    },
    async searchMany(name, queries) {
      if (queries.length === 0) return [];
      const indexed = queries.map(
        (query) => ({ indexUid: indexUid(name), ...toParams(query) }) as MultiSearchQuery,
      );
      const { results } = await unlessEmpty<{ results: Reply[] }>(
        name,
        (client) => client.multiSearch({ queries: indexed }),
        () => ({ results: queries.map(() => NOTHING) }),
      );
      return results.map((reply) => toAnswer(reply));
    },
    slice: (name, query, offset, limit) => part(name, query, offset, limit),
    async *chunks(name, query) {
      let offset = 0;
      let begun: Promise<Chunk<Entries[typeof name]>> | undefined;
      for (let round = 0; ; round++) {
        const limit = CHUNKS[round] ?? (CHUNKS.at(-1) as number);
        const chunk = await (begun ?? part<Entries[typeof name]>(name, query, offset, limit));
        offset += limit;
        const more = chunk.entries.length === limit;
        // who came back for more will come again: the engine works while this part is worked through
        const ahead = CHUNKS[round + 1] ?? (CHUNKS.at(-1) as number);
        begun = more && round > 0 ? part(name, query, offset, ahead) : undefined;
        begun?.catch(() => {}); // it is awaited in its turn, if anybody still wants it
        yield chunk;
        if (!more) return;
      }
    },
    async *all(name, query) {
      for await (const { entries } of door.chunks(name, query)) yield* entries;
    },
    async meta() {
      const { hits } = await asked((client) => client.index(indexUid('meta')).search(''));
      const parsed = indexMeta.safeParse(hits.find(({ id }) => id === audience));
      if (!parsed.success) throw new NotIndexedError(parsed.error);
      return parsed.data;
    },
    async version(version) {
      // several versions are in the ledger, and what an audience was is an entry of its own
      const filter = [oneOf('id', [versionId(audience, version)])];
      const { hits } = await asked((client) =>
        client.index(indexUid(VERSIONS)).search('', { filter, limit: 1 }),
      );
      const parsed = indexVersion.safeParse(hits[0]);
      return parsed.success ? parsed.data : null;
    },
    audience,
  };
  return door;
}
