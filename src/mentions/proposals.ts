import type { EngineDoor, EngineQuery } from '../engine/door.ts';
import type { Filter } from '../engine/filter.ts';
import type { PassageEntry } from '../engine/projection/passages.ts';
import { quoted } from '../engine/words.ts';
import { foldedForm } from '../text/engine-form.ts';
import { fold } from '../text/fold.ts';
import { LONGEST_SLIP } from './near.ts';
import type { Phrase } from './phrase.ts';
import type { Sequence, SoughtSyllable } from './sequence.ts';
import type { Tier } from './tier.ts';
import { slipsFor, type Vocabulary } from './vocabulary.ts';

/** What passages are put in order by. */
const ORDER_FIELDS = ['id', 'documentId', 'orderDate', 'position'] as const;

/** The orders in which the engine can hand over mentions: documents by their date, each in the order of its text. */
export const MENTION_ORDERS = {
  newest: ['orderDate:desc', 'documentId:asc', 'position:asc'],
  oldest: ['orderDate:asc', 'documentId:asc', 'position:asc'],
} as const;
export type MentionOrder = keyof typeof MENTION_ORDERS;

const asked = (sequence: Sequence) => foldedForm(sequence.map(({ form }) => fold(form)).join(' '));

/**
 * What the engine is asked, in its own words, so that no passage is missed that may hold the phrase in a tier up to
 * `widest`. The first holds for tiers 1 to 3: the syllables in a row, whatever marks and punctuation they have.
 */
export async function questionsFor(
  door: EngineDoor,
  index: 'passages' | 'tasks',
  phrase: Phrase,
  widest: Tier,
  vocabulary: Vocabulary,
): Promise<string[]> {
  const forms = [asked(phrase.sequence)];
  if (widest >= 4) forms.push(...phrase.alternatives.map(asked));
  if (widest >= 5) {
    const places = await slipPlaces(door, index, phrase.sequence);
    forms.push(...nearForms(phrase.sequence, places, vocabulary));
  }
  return [...new Set(forms)].map(quoted);
}

/** A phrase of so many syllables is asked for with every slip; of a longer one, first where a slip can be. */
const FEW_SYLLABLES = 3;

/**
 * The syllables of a phrase that may have a slip somewhere: all that stands before and behind must be there as it is.
 * Halves of a long phrase are looked up, then halves of those behind which something is, so that a phrase of 200
 * syllables takes some requests, not thousands.
 */
async function slipPlaces(
  door: EngineDoor,
  index: 'passages' | 'tasks',
  sequence: Sequence,
): Promise<number[]> {
  let regions: [from: number, to: number][] = [[0, sequence.length]];
  while (regions.some(([from, to]) => to - from > FEW_SYLLABLES)) {
    const halves = regions.flatMap(([from, to]): [number, number][] => {
      const middle = Math.ceil((from + to) / 2);
      return to - from > FEW_SYLLABLES
        ? [
            [from, middle],
            [middle, to],
          ]
        : [[from, to]];
    });
    const answers = await door.searchMany(
      index,
      halves.map(([from, to]) => {
        // where two syllables are joined, the slip is in both
        const around = [sequence.slice(0, from), sequence.slice(to + 1)].filter(({ length }) => length > 0);
        const q = around.map((part) => quoted(asked(part))).join(' ');
        return { q, searchOn: ['folded'], hitsPerPage: 0 };
      }),
    );
    regions = halves.filter((_, i) => (answers[i]?.total ?? 0) > 0);
  }
  return regions.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i));
}

/** The phrase with each slip that tier 5 allows, as far as the corpus has the syllables that come out. */
function nearForms(sequence: Sequence, places: readonly number[], vocabulary: Vocabulary): string[] {
  const forms = sequence.map(({ form }) => fold(form));
  // the vocabulary has no numbers
  const has = (syllable: string) => /^\p{N}+$/u.test(syllable) || vocabulary.folded.has(syllable);
  const found: string[] = [];
  const put = (at: number, taken: number, ...syllables: string[]) =>
    found.push([...forms.slice(0, at), ...syllables, ...forms.slice(at + taken)].join(' '));
  for (const at of places) {
    const form = forms[at] as string;
    const slips = slipsFor(vocabulary, sequence[at] as SoughtSyllable, sequence.length === 1);
    for (const slip of new Set(slips.map(fold))) put(at, 1, slip);
    for (let cut = 1; cut < form.length && form.length <= LONGEST_SLIP; cut++) {
      const [first, second] = [fold(form.slice(0, cut)), fold(form.slice(cut))];
      if (has(first) && has(second)) put(at, 1, first, second);
    }
    const next = forms[at + 1];
    const joined = next === undefined ? undefined : fold(form + next);
    if (joined !== undefined && joined.length <= LONGEST_SLIP && has(joined)) put(at, 2, joined);
  }
  return found.map(foldedForm);
}

/** Questions that are counted in one request; each takes the engine about a millisecond. */
const COUNTED_AT_ONCE = 100;

/** A passage that may hold the phrase, up to this tier: in a wider one it can't, or another question proposes it, too. */
export interface ProposedPassage {
  readonly passage: PassageEntry;
  readonly reach: Tier;
}

/**
 * The widest tier that the passages of the first question alone may hold the phrase in. A wrong mark is no other syllable
 * to the engine, so of a marked phrase they may hold a slip, too (`dân vẫn, khéo`).
 */
const firstReach = ({ sequence }: Phrase): Tier => (sequence[0]?.marked ? 5 : 3);

/** A part of the passages that may hold the phrase, in order, and how many there are in all. */
export interface ProposedPassages {
  readonly passages: readonly ProposedPassage[];
  /** An upper bound where several questions are asked: they may propose the same passage. */
  readonly total: number;
}

/**
 * Every passage that may hold the phrase, in order, each once.
 * @param fields what is wanted of them, beside what their order goes by
 * @throws {EngineError}
 */
export async function* proposedPassages(
  door: EngineDoor,
  phrase: Phrase,
  questions: readonly string[],
  filters: readonly Filter[],
  order: MentionOrder,
  fields: readonly (keyof PassageEntry)[],
): AsyncIterable<ProposedPassages> {
  const toQuery = (q: string): EngineQuery => ({
    q,
    searchOn: ['folded'],
    filters,
    sort: MENTION_ORDERS[order],
    retrieve: [...new Set([...ORDER_FIELDS, ...fields])],
  });
  const [first = '', ...others] = questions;
  const answered = await answeredOf(door, others, filters);
  if (answered.length === 0) {
    for await (const { entries, total } of door.chunks('passages', toQuery(first)))
      yield { passages: entries.map((passage) => ({ passage, reach: firstReach(phrase) })), total };
    return;
  }
  const streams = [first, ...answered.map(({ q }) => q)].map((q) => door.chunks('passages', toQuery(q)));
  const [{ total } = { total: 0 }] = await door.searchMany('passages', [
    { q: first, searchOn: ['folded'], filters, hitsPerPage: 0 },
  ]);
  const bound = answered.reduce((sum, other) => sum + other.total, total);
  for await (const passages of merged(streams, order, firstReach(phrase))) yield { passages, total: bound };
}

/** The questions that the engine has passages for, and how many. */
async function answeredOf(door: EngineDoor, questions: readonly string[], filters: readonly Filter[]) {
  const answered: { q: string; total: number }[] = [];
  for (let at = 0; at < questions.length; at += COUNTED_AT_ONCE) {
    const part = questions.slice(at, at + COUNTED_AT_ONCE);
    const answers = await door.searchMany(
      'passages',
      part.map((q) => ({ q, searchOn: ['folded'], filters, hitsPerPage: 0 })),
    );
    answers.forEach(({ total }, i) => {
      if (total > 0) answered.push({ q: part[i] as string, total });
    });
  }
  return answered;
}

/** How the engine orders passages; what has no date comes last both ways. */
function comparePassages(order: MentionOrder) {
  const sign = order === 'newest' ? -1 : 1;
  return (a: PassageEntry, b: PassageEntry): number => {
    if (a.orderDate !== b.orderDate) {
      if (a.orderDate === null) return 1;
      if (b.orderDate === null) return -1;
      return a.orderDate < b.orderDate ? -sign : sign;
    }
    if (a.documentId !== b.documentId) return a.documentId < b.documentId ? -1 : 1;
    return a.position - b.position;
  };
}

/** How many passages of several streams are handed on together. */
const MERGED_AT_ONCE = 500;

/** A stream of passages, read a chunk at a time. */
class ChunkReader {
  readonly #chunks: AsyncIterator<{ readonly entries: readonly PassageEntry[] }>;
  #entries: readonly PassageEntry[] = [];
  #at = 0;

  constructor(chunks: AsyncIterable<{ readonly entries: readonly PassageEntry[] }>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The passage that comes next; undefined where the chunk is used up. */
  get head(): PassageEntry | undefined {
    return this.#entries[this.#at];
  }

  next(): void {
    this.#at++;
  }

  /** False when there is nothing more. */
  async refill(): Promise<boolean> {
    while (this.head === undefined) {
      const { value, done } = await this.#chunks.next();
      if (done) return false;
      this.#entries = value.entries;
      this.#at = 0;
    }
    return true;
  }

  async end(): Promise<void> {
    await this.#chunks.return?.();
  }
}

async function* merged(
  streams: readonly AsyncIterable<{ readonly entries: readonly PassageEntry[] }>[],
  order: MentionOrder,
  alone: Tier,
): AsyncIterable<ProposedPassage[]> {
  const compare = comparePassages(order);
  const all = streams.map((stream) => new ChunkReader(stream));
  try {
    const refilled = await Promise.all(all.map((reader) => reader.refill()));
    let open = all.filter((_, i) => refilled[i]);
    let part: ProposedPassage[] = [];
    while (open.length > 0) {
      const passage = open
        .map((reader) => reader.head as PassageEntry)
        .reduce((a, b) => (compare(b, a) < 0 ? b : a));
      const proposing = open.filter(({ head }) => head?.id === passage.id);
      part.push({ passage, reach: proposing.some((reader) => reader !== all[0]) ? 5 : alone });
      for (const reader of proposing) {
        reader.next();
        if (reader.head === undefined && !(await reader.refill()))
          open = open.filter((one) => one !== reader);
      }
      if (part.length === MERGED_AT_ONCE) {
        yield part;
        part = [];
      }
    }
    if (part.length > 0) yield part;
  } finally {
    for (const reader of all) await reader.end();
  }
}
