import type { EngineDoor, EngineQuery } from '../engine/door.ts';
import { type Filter, noneOf, oneOf } from '../engine/filter.ts';
import { canBeAsked, FORMS, type Form, quoted } from '../engine/words.ts';
import { findMentions } from '../mentions/find-mentions.ts';
import { findMatches } from '../mentions/match.ts';
import { type Phrase, type Tier, tryPhrase } from '../mentions/phrase.ts';
import { compactNumber } from './query/compact-number.ts';
import type { QueryTerm, QueryTree } from './query/tree.ts';

/** An index that can be searched by words, and how a phrase is confirmed in it. */
export interface Searchable {
  readonly index: 'documents' | 'tasks';
  /** The fields that each tier looks at. */
  readonly fields: Readonly<Record<Form, readonly string[]>>;
  /** Ids of the entries that hold the phrase, confirmed in the stored text. */
  readonly holding: (door: EngineDoor, phrase: Phrase, tier: Tier) => Promise<string[]>;
}

export const DOCUMENTS: Searchable = {
  index: 'documents',
  fields: {
    toned: ['codes', 'titleToned', 'toned.*', 'citedCodes'],
    folded: ['codes', 'titleFolded', 'folded.*', 'citedCodes'],
  },
  async holding(door, phrase, tier) {
    const { items } = await findMentions(door, phrase, [], tier);
    return [...new Set(items.map(({ document }) => document.id))];
  },
};

export const TASKS: Searchable = {
  index: 'tasks',
  fields: { toned: ['toned', 'citedCodes'], folded: ['folded', 'citedCodes'] },
  async holding(door, phrase, tier) {
    const ids: string[] = [];
    const proposed = door.all('tasks', {
      q: quoted(FORMS.folded(phrase.folded)),
      searchOn: ['folded'],
      retrieve: ['id', 'task'],
    });
    for await (const { id, task } of proposed) {
      if (findMatches(task.text, phrase, tier).length > 0) ids.push(id);
    }
    return ids;
  },
};

export const formOf = (tier: Tier): Form => (tier === 1 ? 'toned' : 'folded');

/** The engine reads ten single words of a query and leaves out the rest (engine-facts.md section 3). */
export const MOST_WORDS = 10;

/** A query in the engine's words, and what it can't be asked exactly, as conditions. */
export interface ExactQuery {
  readonly words: Pick<EngineQuery, 'q' | 'searchOn'>;
  readonly filters: readonly Filter[];
}

/**
 * A query as the engine answers it exactly: words in quotes. What it would count wrongly (phrases, which it takes for
 * pairs of words), leave out (words after the tenth, words that are too long) or widen (exclusions) is looked up
 * first and becomes a condition.
 *
 * @throws {EngineError}
 */
export async function exactQuery(
  door: EngineDoor,
  target: Searchable,
  query: QueryTree,
  tier: Tier,
): Promise<ExactQuery> {
  const form = formOf(tier);
  const searchOn = target.fields[form];
  const asWords = (term: QueryTerm) =>
    term.kind === 'number' ? `"${compactNumber(term.text)}"` : quoted(FORMS[form](term.text));
  const isConfirmed = (term: QueryTerm) => term.kind === 'phrase' || !canBeAsked(term.text);
  const holding = async (term: QueryTerm) => {
    if (!isConfirmed(term)) return idsOf(door, target, { q: asWords(term), searchOn });
    const phrase = tryPhrase(term.text);
    return phrase ? target.holding(door, phrase, tier) : []; // longer than any mention can be
  };

  const required = query.terms.filter(({ excluded }) => !excluded);
  const confirmed = required.filter(isConfirmed);
  const words = required.filter((term) => !isConfirmed(term));
  const filters: Filter[] = [];
  for (const term of confirmed) filters.push(oneOf('id', await holding(term)));
  for (let at = MOST_WORDS; at < words.length; at += MOST_WORDS) {
    const q = words
      .slice(at, at + MOST_WORDS)
      .map(asWords)
      .join(' ');
    filters.push(oneOf('id', await idsOf(door, target, { q, searchOn })));
  }
  for (const term of query.terms.filter(({ excluded }) => excluded)) {
    const ids = await holding(term);
    if (ids.length > 0) filters.push(noneOf('id', ids));
  }
  // phrases are asked for, too: they count for the order of the results
  const q = [...words.slice(0, MOST_WORDS), ...confirmed].map(asWords).filter(Boolean).join(' ');
  return { words: { q, searchOn }, filters };
}

async function idsOf(door: EngineDoor, { index }: Searchable, query: EngineQuery): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of door.all(index, { ...query, retrieve: ['id'] })) ids.push(id);
  return ids;
}

/**
 * How many entries each tier finds beyond the tier before it. Where words are excluded, the wider tier excludes more,
 * too, so it is not simply larger: what it has and the narrower one lacks is counted one by one.
 */
export async function countTiers(
  door: EngineDoor,
  target: Searchable,
  query: QueryTree,
  conditions: readonly Filter[],
): Promise<{ tier: Tier; total: number }[]> {
  const [narrow, wide] = await Promise.all(
    ([1, 2] as const).map(async (tier) => {
      const { words, filters } = await exactQuery(door, target, query, tier);
      return { ...words, filters: [...conditions, ...filters] };
    }),
  );
  if (!narrow || !wide) return [];
  if (query.terms.some(({ excluded }) => excluded)) {
    const first = await idsOf(door, target, narrow);
    const inFirst = new Set(first);
    const second = (await idsOf(door, target, wide)).filter((id) => !inFirst.has(id));
    return [
      { tier: 1, total: first.length },
      { tier: 2, total: second.length },
    ];
  }
  const [first, second] = await door.searchMany(target.index, [
    { ...narrow, hitsPerPage: 0 },
    { ...wide, hitsPerPage: 0 },
  ]);
  const total = first?.total ?? 0;
  return [
    { tier: 1, total },
    { tier: 2, total: Math.max(0, (second?.total ?? 0) - total) },
  ];
}
