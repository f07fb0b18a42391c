import type { EngineDoor, EngineQuery, Entries } from '../engine/door.ts';
import { type Filter, noneOf, notAllOf, oneOf } from '../engine/filter.ts';
import { neededFor, sureFor } from '../engine/phrase-evidence.ts';
import type { PassageEntry } from '../engine/projection/passages.ts';
import { canBeAsked, FORMS, type Form, quoted } from '../engine/words.ts';
import { findMatches, type Match } from '../mentions/match.ts';
import { type Phrase, tryPhrase } from '../mentions/phrase.ts';
import { proposedPassages, questionsFor } from '../mentions/proposals.ts';
import { TIERS, type Tier, type TierCount } from '../mentions/tier.ts';
import { NO_VOCABULARY, type Vocabulary } from '../mentions/vocabulary.ts';
import type { Catalogue } from './lexicon.ts';
import { compactNumber } from './query/compact-number.ts';
import {
  excludes,
  type FieldName,
  type FieldNode,
  type GroupNode,
  type QueryNode,
  type QueryTree,
  type TermNode,
} from './query/tree.ts';
import { widen } from './query/widen.ts';

/** An index that can be searched by words, and how a phrase is confirmed in it. */
export interface Searchable {
  readonly index: 'documents' | 'tasks';
  /** The fields that each form is looked for in. */
  readonly fields: Readonly<Record<Form, readonly string[]>>;
  /** The attribute that has the values of a field; a number is looked up among the documents. */
  readonly attributes: Readonly<Record<Exclude<FieldName, 'number'>, string>>;
  /** The attribute that has the id of the document. */
  readonly documentId: string;
  /** The entries that hold the phrase in a tier up to `widest`, confirmed in the stored text, and the narrowest tier. */
  readonly holding: (
    door: EngineDoor,
    phrase: Phrase,
    widest: Tier,
    vocabulary: Vocabulary,
  ) => Promise<Holding>;
}

/** Ids of entries that hold a phrase, with the narrowest tier that finds it there. */
export type Holding = ReadonlyMap<string, Tier>;

/** Notes the narrowest tier in which an entry holds the phrase. */
function note(held: Map<string, Tier>, id: string, matches: readonly Match[]): void {
  for (const { tier } of matches) if (tier < (held.get(id) ?? 6)) held.set(id, tier);
}

/** No index has more documents; the settings let pages be as long. */
const MOST_DOCUMENTS = 1_000_000;

const CONFIRMING_FIELDS = ['own', 'text'] as const satisfies readonly (keyof PassageEntry)[];

export const DOCUMENTS: Searchable = {
  index: 'documents',
  fields: {
    toned: ['codes', 'titleToned', 'headingsToned', 'toned.*', 'citedCodes'],
    folded: ['codes', 'titleFolded', 'headingsFolded', 'folded.*', 'citedCodes'],
  },
  attributes: { type: 'type', issuer: 'issuer', year: 'year', theme: 'theme', department: 'department' },
  documentId: 'id',
  async holding(door, phrase, widest, vocabulary) {
    const held = new Map<string, Tier>();
    const unclear = new Set<string>();
    const confirm = ({ documentId, text, own }: PassageEntry, tier: Tier) => {
      if (held.get(documentId) === 1) return; // narrower than that is nothing
      note(
        held,
        documentId,
        findMatches(text, phrase, tier).filter(({ span }) => span[0] < own),
      );
    };
    for (const tier of [1, 2] as const) {
      if (tier > widest) break;
      const form = formOf(tier);
      const sure = sureFor(phrase.text, form);
      const proposed = { q: quoted(FORMS[form](phrase.text)), searchOn: [form] };
      if (sure) {
        const { facets } = await door.search('passages', {
          ...proposed,
          filters: [...sure, ...noneOfDocuments(held), ...noneOfDocuments(unclear)],
          facets: ['documentId'],
          hitsPerPage: 0,
        });
        for (const id of Object.keys(facets.documentId ?? {})) held.set(id, tier);
      }
      // Of the other documents one passage first: it nearly always holds the phrase as it was typed, or but for its marks.
      const { hits } = await door.search('passages', {
        ...proposed,
        filters: [...neededFor(phrase.text), ...noneOfDocuments(held), ...noneOfDocuments(unclear)],
        distinct: 'documentId',
        retrieve: ['documentId', ...CONFIRMING_FIELDS],
        hitsPerPage: MOST_DOCUMENTS,
      });
      for (const passage of hits) {
        confirm(passage, tier);
        if (!held.has(passage.documentId)) unclear.add(passage.documentId);
      }
    }
    // Then every passage of the documents where it did not; in the narrow tiers others can't have it.
    if (widest <= 2 && unclear.size === 0) return held;
    const questions = await questionsFor(door, 'passages', phrase, widest, vocabulary);
    const rest = widest <= 2 ? [oneOf('documentId', [...unclear])] : noneOfDocuments(held);
    for await (const { passages } of proposedPassages(
      door,
      phrase,
      questions,
      rest,
      'newest',
      CONFIRMING_FIELDS,
    ))
      for (const { passage, reach } of passages) confirm(passage, Math.min(reach, widest) as Tier);
    return held;
  },
};

function noneOfDocuments(ids: ReadonlySet<string> | ReadonlyMap<string, unknown>): Filter[] {
  return ids.size > 0 ? [noneOf('documentId', [...ids.keys()])] : [];
}

export const TASKS: Searchable = {
  index: 'tasks',
  fields: { toned: ['toned', 'citedCodes'], folded: ['folded', 'citedCodes'] },
  attributes: { type: 'type', issuer: 'issuer', year: 'year', theme: 'theme', department: 'lead' },
  documentId: 'documentId',
  async holding(door, phrase, widest, vocabulary) {
    const held = new Map<string, Tier>();
    if (widest <= 2) {
      // narrow tiers: the engine's word is taken for what it can't be wrong about, and the rest is read
      for (const tier of [1, 2] as const) {
        if (tier > widest) break;
        const form = formOf(tier);
        const proposed = { q: quoted(FORMS[form](phrase.text)), searchOn: [form] };
        const sure = sureFor(phrase.text, form);
        if (sure)
          for (const id of await idSetOf({ door, target: TASKS }, { ...proposed, filters: sure }))
            if (!held.has(id)) held.set(id, tier);
        const filters = [...neededFor(phrase.text), ...(sure ? [notAllOf(sure)] : [])];
        const doubtful = door.all('tasks', { ...proposed, filters, retrieve: ['id', 'task'] });
        for await (const { id, task } of doubtful) note(held, id, findMatches(task.text, phrase, tier));
      }
      return held;
    }
    for (const q of await questionsFor(door, 'tasks', phrase, widest, vocabulary)) {
      const proposed = door.all('tasks', { q, searchOn: ['folded'], retrieve: ['id', 'task'] });
      for await (const { id, task } of proposed) note(held, id, findMatches(task.text, phrase, widest));
    }
    return held;
  },
};

export const formOf = (tier: Tier): Form => (tier === 1 ? 'toned' : 'folded');

/** The engine reads ten single words of a query and leaves out the rest (engine-facts.md section 3). */
export const MOST_WORDS = 10;

/** A query in the engine's words, and what it can't be asked exactly, as conditions. */
export interface ExactQuery {
  readonly words: Pick<EngineQuery, 'q' | 'searchOn'>;
  readonly filters: readonly Filter[];
  /** Where there are several ways to meet the query: what meets it, best first. */
  readonly ranked: readonly string[] | null;
  /** All that meets the query, where that was looked up: a phrase alone, or alternatives. */
  readonly only: readonly string[] | null;
}

/** The conditions of a part, and the ids that they come to where those were looked up. */
interface Conditions {
  readonly ids?: readonly string[];
  readonly filters: readonly Filter[];
}

/** What a search is made in. */
export interface SearchScope extends Pick<Catalogue, 'door' | 'lexicon'> {
  readonly target: Searchable;
  /** What was looked up for this search: its tiers share most of it, and a long query says the same thing often. */
  readonly found: Lookups;
}

/** What is looked up for one search: each thing once, and what is asked at the same time in one request. */
export class Lookups {
  readonly #known = new Map<string, Promise<readonly string[]>>();
  #waiting: { query: EngineQuery; settle: (ids: Promise<readonly string[]>) => void }[] = [];
  readonly #scope: Pick<SearchScope, 'door' | 'target'>;

  constructor(door: EngineDoor, target: Searchable) {
    this.#scope = { door, target };
  }

  once(key: string, look: () => Promise<readonly string[]>): Promise<readonly string[]> {
    const known = this.#known.get(key);
    const found = known ?? look();
    if (!known) this.#known.set(key, found);
    return found;
  }

  /** Ids of all entries that fit, in the engine's order. @throws {EngineError} */
  ids(query: EngineQuery): Promise<readonly string[]> {
    return this.once(JSON.stringify(query), () => {
      if (this.#waiting.length === 0) setImmediate(() => this.#send());
      return new Promise((settle) => this.#waiting.push({ query, settle }));
    });
  }

  #send(): void {
    const sent = this.#waiting;
    this.#waiting = [];
    const { door, target } = this.#scope;
    const answers = door.searchMany(
      target.index,
      sent.map(({ query }) => ({ ...query, retrieve: ['id'], hitsPerPage: FEW_IDS })),
    );
    sent.forEach(({ query, settle }, i) => {
      settle(
        answers.then((all) => {
          const { hits, total } = all[i] as (typeof all)[number];
          return total > hits.length ? idsOf(this.#scope, query) : hits.map(({ id }) => id);
        }),
      );
    });
  }
}

/** So many ids come with the first answer; where there are more, they are fetched in parts. */
const FEW_IDS = 100;

/** Parts of a query that are looked up at the same time. */
const AT_ONCE = 32;

/** The results in the order of the items, a few at a time. */
async function inTurn<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE)
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  return results;
}

/**
 * A query as the engine answers it exactly: words in quotes. What it would count wrongly (phrases, which it takes for
 * pairs of words), leave out (words after the tenth, words that are too long) or can't express (exclusions of phrases,
 * alternatives) is looked up first and becomes a condition.
 *
 * @throws {EngineError}
 */
export async function exactQuery(scope: SearchScope, query: QueryTree, tier: Tier): Promise<ExactQuery> {
  const vocabulary = tier >= 5 ? await scope.lexicon.vocabulary() : null;
  const root = widen(query.root, tier, { abbreviations: scope.lexicon.abbreviations, vocabulary });
  return new Evaluation(scope, tier, vocabulary ?? NO_VOCABULARY).ask(root);
}

class Evaluation {
  readonly #scope: SearchScope;
  readonly #tier: Tier;
  readonly #vocabulary: Vocabulary;

  constructor(scope: SearchScope, tier: Tier, vocabulary: Vocabulary) {
    this.#scope = scope;
    this.#tier = tier;
    this.#vocabulary = vocabulary;
  }

  /** Words as the engine is asked for them; tiers that mean the same ask the same, and it is looked up once. */
  #asked(terms: readonly TermNode[]): Pick<EngineQuery, 'q' | 'searchOn'> {
    const { toned, folded } = this.#scope.target.fields;
    // spellings from a vocabulary bear their marks, whatever the tier
    const wider = terms.some(({ exact }) => exact) ? [...new Set([...folded, ...toned])] : folded;
    return { q: this.#words(terms), searchOn: this.#tier === 1 ? toned : wider };
  }

  async ask(node: QueryNode): Promise<ExactQuery> {
    const parts = distinct(flat(node));
    const words = parts.filter((part): part is TermNode => isTerm(part) && !isConfirmed(part));
    const filters: Filter[] = [];
    const nothing = { words: { q: '' }, filters: [oneOf('id', [])], ranked: null, only: [] };
    let ranked: readonly string[] | null = null;
    let only: readonly string[] | null = null;
    const confirmed: TermNode[] = [];
    for (let at = MOST_WORDS; at < words.length; at += MOST_WORDS) {
      const ids = await this.#look(this.#asked(words.slice(at, at + MOST_WORDS)));
      if (ids.length === 0) return nothing;
      filters.push(oneOf('id', ids));
    }
    for (let at = 0; at < parts.length; at += AT_ONCE) {
      const some = parts.slice(at, at + AT_ONCE);
      const conditions = await inTurn(some, (part) => this.#conditionsOf(part));
      for (const [i, part] of some.entries()) {
        const { ids, filters: more } = conditions[i] as Conditions;
        if (ids?.length === 0) return nothing;
        if (ids && parts.length === 1) only = ids;
        if (ids && isTerm(part)) confirmed.push(part);
        if (ids && parts.length === 1 && part.kind === 'any') ranked = ids;
        filters.push(...more);
      }
    }
    // phrases are asked for, too: they count for the order of the results
    const ordering = this.#tier < 3 ? confirmed : [];
    return { words: this.#asked([...words.slice(0, MOST_WORDS), ...ordering]), filters, ranked, only };
  }

  /** What a part asks for beside the words that the engine is asked for. */
  async #conditionsOf(part: QueryNode): Promise<Conditions> {
    if (part.kind === 'field') return { filters: [await this.#field(part)] };
    if (part.kind === 'not') return { filters: await this.#exclusion(part.part) };
    let ids: readonly string[] | undefined;
    if (part.kind === 'any') ids = await this.#alternatives(part);
    else if (isTerm(part) && isConfirmed(part)) ids = await this.#holding(part);
    return ids ? { ids, filters: [oneOf('id', ids)] } : { filters: [] };
  }

  #look(query: EngineQuery): Promise<readonly string[]> {
    return this.#scope.found.ids(query);
  }

  #words(terms: readonly TermNode[]): string {
    return terms
      .map((term) => {
        if (term.kind === 'number') return `"${compactNumber(term.text)}"`;
        return quoted(FORMS[term.exact ? 'toned' : formOf(this.#tier)](term.text));
      })
      .filter(Boolean)
      .join(' ');
  }

  /** Ids of what meets a part of the query, in the order in which the engine would show it. */
  async #ids(node: QueryNode): Promise<readonly string[]> {
    const { words, filters, ranked } = await this.ask(node);
    return ranked ?? this.#look({ ...words, filters });
  }

  #holding(term: TermNode): Promise<readonly string[]> {
    const key = `${this.#tier} ${term.exact ?? false} ${term.text}`;
    return this.#scope.found.once(key, () => this.#heldBy(term));
  }

  async #heldBy(term: TermNode): Promise<string[]> {
    const { door, target, lexicon } = this.#scope;
    const phrase = tryPhrase(term.text, term.exact ? [] : lexicon.abbreviations);
    if (!phrase) return []; // longer than any mention can be
    const tier = term.exact ? 1 : this.#tier;
    const held = await lexicon.holdings.get(
      `${target.index} ${term.exact ?? false} ${phrase.canonical}`,
      tier,
      () => target.holding(door, phrase, tier, this.#vocabulary),
    );
    return [...held].filter(([, narrowest]) => narrowest <= tier).map(([id]) => id);
  }

  async #alternatives({ parts }: GroupNode): Promise<readonly string[]> {
    return fused(await inTurn(distinct(parts), (part) => this.#ids(part)));
  }

  async #exclusion(part: QueryNode): Promise<Filter[]> {
    if (part.kind === 'field') {
      const { attribute, values } = await this.#condition(part);
      return [noneOf(attribute, values)];
    }
    const ids = isTerm(part) && isConfirmed(part) ? await this.#holding(part) : await this.#ids(part);
    return ids.length > 0 ? [noneOf('id', ids)] : [];
  }

  async #field(part: FieldNode): Promise<Filter> {
    const { attribute, values } = await this.#condition(part);
    return oneOf(attribute, values);
  }

  async #condition({ field, values }: FieldNode): Promise<{ attribute: string; values: readonly string[] }> {
    const { door, target } = this.#scope;
    if (field !== 'number') return { attribute: target.attributes[field], values };
    const [typed = ''] = values;
    // a number alone is that of every document that bears it, whatever its symbol
    const alone = /^\s*0*(\d+)\s*$/u.exec(typed);
    const query: EngineQuery = alone
      ? { filters: [oneOf('number', [alone[1] as string])] }
      : { q: `"${compactNumber(typed)}"`, searchOn: ['codes'] };
    return { attribute: target.documentId, values: await idsOf({ door, target: DOCUMENTS }, query) };
  }
}

const isTerm = (node: QueryNode): node is TermNode =>
  node.kind === 'word' || node.kind === 'phrase' || node.kind === 'number';

/** What is looked up in the stored texts: phrases, and words that the engine does not know. */
const isConfirmed = (term: TermNode) => term.kind === 'phrase' || !canBeAsked(term.text);

function flat(node: QueryNode): QueryNode[] {
  return node.kind === 'all' ? node.parts.flatMap(flat) : [node];
}

/** What is said again asks for no more. */
function distinct(parts: readonly QueryNode[]): QueryNode[] {
  const said = (name: string, value: unknown) => (name === 'start' || name === 'end' ? undefined : value);
  const found = new Map<string, QueryNode>();
  for (const part of parts) {
    const key = JSON.stringify(part, said);
    if (!found.has(key)) found.set(key, part);
  }
  return [...found.values()];
}

/** Damps the lead of first places when lists are put together (reciprocal rank fusion; 60 is the custom). */
const FUSION = 60;

/** What is in any of the lists, that which is high in them first. */
function fused(lists: readonly (readonly string[])[]): string[] {
  const scores = new Map<string, number>();
  for (const list of lists)
    list.forEach((id, rank) => {
      scores.set(id, (scores.get(id) ?? 0) + 1 / (FUSION + rank));
    });
  return [...scores].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}

/**
 * Ids of all entries that fit, in no order: as values of a facet, which takes the engine a small part of the time that it
 * takes to order them.
 *
 * @throws {EngineError}
 */
export async function idSetOf(
  scope: Pick<SearchScope, 'door' | 'target'>,
  query: EngineQuery,
): Promise<string[]> {
  const asked = { ...query, facets: ['id'], hitsPerPage: 0 };
  const { total, facets } = await scope.door.search(scope.target.index, asked);
  const ids = Object.keys(facets.id ?? {});
  return ids.length === total ? ids : idsOf(scope, query); // a facet tells of so many values and no more
}

/** Ids of all entries that fit, in the engine's order. @throws {EngineError} */
export async function idsOf(
  { door, target }: Pick<SearchScope, 'door' | 'target'>,
  query: EngineQuery,
): Promise<string[]> {
  const ids: string[] = [];
  const entries: AsyncIterable<Pick<Entries[typeof target.index], 'id'>> = door.all(target.index, {
    ...query,
    retrieve: ['id'],
  });
  for await (const { id } of entries) ids.push(id);
  return ids;
}

/**
 * How many entries each tier finds beyond the tier before it. Where something is excluded, the wider tier excludes
 * more, too, so it is not simply larger: what it has and the narrower ones lack is counted one by one.
 */
export async function countTiers(
  scope: SearchScope,
  query: QueryTree,
  conditions: readonly Filter[],
): Promise<TierCount[]> {
  const { door, target } = scope;
  const asked: EngineQuery[] = [];
  // the widest first: what it finds out of the phrases, the narrower ones need not look up again
  for (const tier of [...TIERS].reverse()) {
    const { words, filters } = await exactQuery(scope, query, tier);
    asked[tier - 1] = { ...words, filters: [...conditions, ...filters] };
  }
  if (excludes(query.root)) {
    const seen = new Set<string>();
    const counts: TierCount[] = [];
    for (const [i, tier] of TIERS.entries()) {
      const ids = await idSetOf(scope, asked[i] as EngineQuery);
      const before = seen.size;
      for (const id of ids) seen.add(id);
      counts.push({ tier, total: seen.size - before });
    }
    return counts;
  }
  const answers = await door.searchMany(
    target.index,
    asked.map((one) => ({ ...one, hitsPerPage: 0 })),
  );
  return TIERS.map((tier, i) => ({
    tier,
    total: Math.max(0, (answers[i]?.total ?? 0) - (answers[i - 1]?.total ?? 0)),
  }));
}
