import type { EngineDoor } from '../engine/door.ts';
import {
  Concordance,
  type ConcordanceLine,
  type Group,
  isScanOrder,
  type MentionGroup,
  type MentionSort,
} from './concordance.ts';
import { type CountingRule, isCounted, type MentionCounts, RuledTally } from './counting.ts';
import { type Mention, SCANNED, type ScannedMention, SHOWN } from './mention.ts';
import type { Phrase } from './phrase.ts';
import type { MentionOrder } from './proposals.ts';
import { type MentionSearch, type ScannedMentions, scanMentions } from './scan-mentions.ts';
import type { Tier } from './tier.ts';

/** A search for mentions, and how they are counted, ordered and shown. */
export interface MentionQuery extends Omit<MentionSearch, 'order'> {
  /** Lines are shown up to this tier; those beyond, up to `widest`, are counted only. */
  readonly tier: Tier;
  readonly rule: CountingRule;
  readonly sort: MentionSort;
  readonly group?: MentionGroup | undefined;
}

/** So many passages are looked through at once; of more, a page is shown before all are counted. */
export const FEW_PASSAGES = 500;

/** What is known of the mentions of a phrase: a page of them, and their numbers, which are final or still growing. */
export interface FoundMentions {
  readonly phrase: Phrase;
  readonly tier: Tier;
  readonly lines: readonly ConcordanceLine[];
  readonly groups: readonly Group[];
  readonly counts: MentionCounts;
  /** False while only a part was looked through: then counts are what was found until there. */
  readonly final: boolean;
  readonly scanned: number;
  readonly proposed: number;
}

const orderOf = (sort: MentionSort): MentionOrder => (sort === 'oldest' ? 'oldest' : 'newest');

/** Whether a mention is among the lines of a query: its tier is shown, and the rule counts it. */
export function isShown(
  mention: ScannedMention,
  { tier, rule }: Pick<MentionQuery, 'tier' | 'rule'>,
): boolean {
  return mention.tier <= tier && isCounted(mention, rule);
}

/** How many lines of an order that is not that of the texts are fetched at once. */
const FETCHED = 500;

/**
 * Every line of a query, in its order, whatever the number: those in the order of the texts as they are found.
 *
 * @param tally is given every mention, also those that the rule does not count
 * @throws {EngineError}
 */
export async function* allLines(
  door: EngineDoor,
  query: MentionQuery,
  tally: RuledTally,
): AsyncIterable<Mention> {
  const search = { ...query, order: orderOf(query.sort) };
  if (isScanOrder(query.sort, query.group)) {
    for await (const { mentions } of scanMentions(door, search, SHOWN)) {
      for (const mention of mentions) {
        tally.add(mention);
        if (isShown(mention, query)) yield mention;
      }
    }
    return;
  }
  const concordance = new Concordance(query.sort, query.group);
  for await (const { mentions } of scanMentions(door, search, SCANNED)) {
    for (const mention of mentions) {
      tally.add(mention);
      if (isShown(mention, query)) concordance.add(mention);
    }
  }
  for (let from = 0; from < concordance.size; from += FETCHED)
    for (const { mention } of await concordance.lines(door, query, from, from + FETCHED)) yield mention;
}

/**
 * A page of the mentions, and their numbers.
 *
 * @param whole whether to go on until the numbers are final, however many there are. Else the scan ends with the page
 *   that is wanted, once it has gone through some hundred passages: those who read need not wait for those who count.
 * @param study is given every mention that is gone through
 * @throws {EngineError}
 */
export async function findMentions(
  door: EngineDoor,
  query: MentionQuery,
  { page, linesPerPage }: { readonly page: number; readonly linesPerPage: number },
  whole: boolean,
  study?: { add(mention: ScannedMention): void },
): Promise<FoundMentions> {
  const { phrase, tier, sort, group } = query;
  const [from, to] = [(page - 1) * linesPerPage, page * linesPerPage];
  const tally = new RuledTally(query.rule);
  const lines: ConcordanceLine[] = [];
  let [seen, scanned, proposed, final] = [0, 0, 0, true];
  const take = <Found extends ScannedMention>(part: ScannedMentions<Found>, add: (shown: Found) => void) => {
    ({ scanned, proposed } = part);
    for (const mention of part.mentions) {
      tally.add(mention);
      study?.add(mention);
      if (isShown(mention, query)) add(mention);
    }
  };
  const search = { ...query, order: orderOf(sort) };
  if (isScanOrder(sort, group)) {
    const add = (mention: Mention) => {
      if (seen >= from && seen < to) lines.push({ mention, group: null });
      seen++;
    };
    for await (const part of scanMentions(door, search, SHOWN)) {
      take(part, add);
      if (!whole && seen >= to && proposed > FEW_PASSAGES) {
        final = scanned >= proposed;
        break;
      }
    }
    return { phrase, tier, lines, groups: [], counts: tally.counts(tier), final, scanned, proposed };
  }
  const concordance = new Concordance(sort, group);
  for await (const part of scanMentions(door, search, SCANNED))
    take(part, (mention) => concordance.add(mention));
  lines.push(...(await concordance.lines(door, query, from, to)));
  const groups = concordance.groups();
  return { phrase, tier, lines, groups, counts: tally.counts(tier), final, scanned, proposed };
}

/** Numbers on the way: how many were found in so many of the passages that may hold the phrase. */
export interface CountProgress {
  readonly counts: MentionCounts;
  readonly scanned: number;
  readonly proposed: number;
  readonly final: boolean;
}

/** Counts all mentions and tells how far it is. The last number is final. @throws {EngineError} */
export async function* countMentions(door: EngineDoor, query: MentionQuery): AsyncIterable<CountProgress> {
  const tally = new RuledTally(query.rule);
  let [scanned, proposed] = [0, 0];
  for await (const part of scanMentions(door, query, SCANNED)) {
    ({ scanned, proposed } = part);
    for (const mention of part.mentions) tally.add(mention);
    yield { counts: tally.counts(query.tier), scanned, proposed, final: false };
  }
  yield { counts: tally.counts(query.tier), scanned, proposed: scanned, final: true };
}
