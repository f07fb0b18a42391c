import type { Audience } from '../access/audience.ts';
import type { EngineDoor } from '../engine/door.ts';
import { type Filter, oneOf } from '../engine/filter.ts';
import type { IndexMeta, IndexVersion } from '../engine/meta.ts';
import type { CountingRule, Counts, MentionCounts } from './counting.ts';
import { countMentions, isShown, type MentionQuery } from './find-mentions.ts';
import { SCANNED } from './mention.ts';
import { scanMentions } from './scan-mentions.ts';
import { TIERS, type Tier } from './tier.ts';

/** What was counted, in what, and how (giấy chứng): enough for somebody else to get the same number, or to learn why not. */
export interface Certificate {
  readonly phrase: string;
  readonly tier: Tier;
  /** The tiers that are counted together. */
  readonly tiers: readonly Tier[];
  readonly rule: CountingRule;
  /** As they were given: the value of each parameter. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly audience: Audience;
  readonly index: Pick<IndexMeta, 'indexVersion' | 'schemaVersion' | 'textDigest' | 'indexedAt'>;
  readonly documents: {
    /** Those whose whole text was searched. */
    readonly searched: number;
    /** Those that the filters leave out. */
    readonly filteredOut: number;
    /** Those that no search reaches, and why. */
    readonly skipped: IndexMeta['skipped'];
  };
  readonly counts: MentionCounts;
  /** When it was counted (ISO instant). */
  readonly countedAt: string;
}

/** A run that brings the index up to date while it is read is waited out so many times. */
const ATTEMPTS = 3;

/**
 * Counts all mentions of a query at one version of the index, and certifies it.
 *
 * @param filters as they were given, to be told
 * @throws {IndexInMotionError} if the index changed under every attempt
 */
export async function certify(
  door: EngineDoor,
  query: MentionQuery,
  filters: Certificate['filters'],
  now = new Date(),
): Promise<Certificate> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const meta = await door.meta();
    const { total: searched } = await door.search('documents', { filters: query.filters, hitsPerPage: 0 });
    let counts: MentionCounts | undefined;
    for await (const progress of countMentions(door, query)) ({ counts } = progress);
    const after = await door.meta();
    if (!counts || after.indexVersion !== meta.indexVersion || !(await isSettled(door, after))) continue;
    return toCertificate({ query, filters, audience: door.audience, meta, searched, counts, now });
  }
  throw new IndexInMotionError();
}

/**
 * Whether the index holds as many passages and documents as its state says: a run that brings it up to date writes them
 * first, and the state last.
 */
async function isSettled(door: EngineDoor, { passages, documents }: IndexMeta): Promise<boolean> {
  const [held, listed] = await Promise.all([
    door.search('passages', { hitsPerPage: 0 }),
    door.search('documents', { hitsPerPage: 0 }),
  ]);
  return held.total === passages && listed.total === documents;
}

/** What was counted, by what is known of it. */
export function toCertificate(of: {
  readonly query: MentionQuery;
  readonly filters: Certificate['filters'];
  readonly audience: Audience;
  readonly meta: IndexMeta;
  readonly searched: number;
  readonly counts: MentionCounts;
  readonly now: Date;
}): Certificate {
  const { query, meta, searched } = of;
  const { indexVersion, schemaVersion, textDigest, indexedAt } = meta;
  return {
    phrase: query.phrase.text,
    tier: query.tier,
    tiers: TIERS.filter((tier) => tier <= query.tier),
    rule: query.rule,
    filters: of.filters,
    audience: of.audience,
    index: { indexVersion, schemaVersion, textDigest, indexedAt },
    documents: { searched, filteredOut: meta.documents - searched, skipped: meta.skipped },
    counts: of.counts,
    countedAt: of.now.toISOString(),
  };
}

/** The index was brought up to date each time it was counted in. */
export class IndexInMotionError extends Error {
  override readonly name = 'IndexInMotionError';
  readonly hint = 'Wait until the run of `npm run index` has ended, and count again.';
  constructor() {
    super('The index changed while it was counted in.');
  }
}

/** What an earlier certificate says: carried in its link. */
export interface EarlierCount {
  readonly indexVersion: string;
  readonly counted: Counts;
  readonly countedAt: string;
}

/** A document that is not as it was, and how many mentions are counted in it now. */
export interface ChangedDocument {
  readonly id: string;
  readonly name: string;
  readonly mentions: number;
}

/** Whether the numbers are those of an earlier certificate, and if not, why. */
export interface Comparison {
  readonly earlier: EarlierCount;
  readonly same: boolean;
  /**
   * `same-version`: nothing has changed; `documents-changed`: those below have; `reading-changed`: texts are the same,
   * but what the portal makes of them is not; `unknown-version`: nothing is known of the version of that time.
   */
  readonly reason: 'same-version' | 'documents-changed' | 'reading-changed' | 'unknown-version';
  readonly added: readonly ChangedDocument[];
  readonly changed: readonly ChangedDocument[];
  /** How many were taken out. Which is not told: they may not be for these readers any more. */
  readonly removed: number;
}

/** Compares a certificate with an earlier one of the same search. @throws {EngineError} */
export async function compareWithEarlier(
  door: EngineDoor,
  query: MentionQuery,
  { index, counts }: Certificate,
  earlier: EarlierCount,
): Promise<Comparison> {
  const same = (['occurrences', 'blocks', 'documents'] as const).every(
    (unit) => counts.counted[unit] === earlier.counted[unit],
  );
  const none = { earlier, same, added: [], changed: [], removed: 0 };
  if (index.indexVersion === earlier.indexVersion) return { ...none, reason: 'same-version' };
  const [then, now] = await Promise.all([
    door.version(earlier.indexVersion),
    door.version(index.indexVersion),
  ]);
  if (!then || !now) return { ...none, reason: 'unknown-version' };
  const { added, changed, removed } = differences(then, now);
  const mentions = await mentionsIn(door, query, [...added, ...changed]);
  const told = (documents: IndexVersion['documents']) =>
    documents.map(({ id, name }) => ({ id, name, mentions: mentions.get(id) ?? 0 }));
  const some = added.length + changed.length + removed.length > 0;
  return {
    earlier,
    same,
    reason: some ? 'documents-changed' : 'reading-changed',
    added: told(added),
    changed: told(changed),
    removed: removed.length,
  };
}

function differences(then: IndexVersion, now: IndexVersion) {
  const before = new Map(then.documents.map((document) => [document.id, document]));
  const after = new Map(now.documents.map((document) => [document.id, document]));
  return {
    added: now.documents.filter(({ id }) => !before.has(id)),
    removed: then.documents.filter(({ id }) => !after.has(id)),
    changed: now.documents.filter(({ id, textDigest }) => {
      const old = before.get(id);
      return old !== undefined && old.textDigest !== textDigest;
    }),
  };
}

async function mentionsIn(
  door: EngineDoor,
  query: MentionQuery,
  documents: IndexVersion['documents'],
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  if (documents.length === 0) return found;
  const filters: Filter[] = [
    ...query.filters,
    oneOf(
      'documentId',
      documents.map(({ id }) => id),
    ),
  ];
  for await (const { mentions } of scanMentions(door, { ...query, widest: query.tier, filters }, SCANNED))
    for (const mention of mentions)
      if (isShown(mention, query)) found.set(mention.documentId, (found.get(mention.documentId) ?? 0) + 1);
  return found;
}
