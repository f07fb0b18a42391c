import type { Place, ScannedMention } from './mention.ts';
import { TIERS, type Tier } from './tier.ts';

/** What is counted (đơn vị đếm): each mention, blocks with one, documents with one. */
export const UNITS = ['occurrences', 'blocks', 'documents'] as const;
export type Unit = (typeof UNITS)[number];
export type Counts = Readonly<Record<Unit, number>>;

/** Places that can be left out of a count (không tính): titles of cited documents, headings, notes. */
export const EXCLUDABLE = ['titles', 'headings', 'notes'] as const;
export type Excluded = (typeof EXCLUDABLE)[number];

const PLACE_OF: Record<Excluded, Place> = { titles: 'title', headings: 'heading', notes: 'note' };

/** How mentions are counted (quy tắc đếm). */
export interface CountingRule {
  readonly unit: Unit;
  readonly without: readonly Excluded[];
}

/** Whether the rule counts a mention. */
export function isCounted(mention: ScannedMention, { without }: Pick<CountingRule, 'without'>): boolean {
  return !without.some((excluded) => PLACE_OF[excluded] === mention.place);
}

type PerTier = Record<Tier, Record<Unit, number>>;

function noCounts(): Record<Unit, number> {
  return { occurrences: 0, blocks: 0, documents: 0 };
}

/**
 * Counts mentions as they come, for each tier what the tiers before it lack: a block or a document belongs to the
 * narrowest tier that finds something in it. Mentions must come document by document and block by block, as a scan
 * gives them, so that nothing has to be kept.
 */
export class MentionTally {
  readonly #counts = Object.fromEntries(TIERS.map((tier) => [tier, noCounts()])) as PerTier;
  #block: { id: string; tier: Tier } | undefined;
  #document: { id: string; tier: Tier } | undefined;

  add({ documentId, blockId, tier }: ScannedMention): void {
    this.#counts[tier].occurrences++;
    this.#block = this.#seen('blocks', this.#block, `${documentId}#${blockId}`, tier);
    this.#document = this.#seen('documents', this.#document, documentId, tier);
  }

  #seen(unit: Unit, current: { id: string; tier: Tier } | undefined, id: string, tier: Tier) {
    if (current?.id !== id) {
      this.#counts[tier][unit]++;
      return { id, tier };
    }
    if (tier >= current.tier) return current;
    this.#counts[current.tier][unit]--;
    this.#counts[tier][unit]++;
    return { id, tier };
  }

  /** What each tier has beyond the tiers before it, until now. */
  beyond(): { tier: Tier; counts: Counts }[] {
    return TIERS.map((tier) => ({ tier, counts: { ...this.#counts[tier] } }));
  }

  /** What all tiers up to this one have together, until now. */
  upTo(widest: Tier): Counts {
    const sum = noCounts();
    for (const tier of TIERS) {
      if (tier > widest) break;
      sum.occurrences += this.#counts[tier].occurrences;
      sum.blocks += this.#counts[tier].blocks;
      sum.documents += this.#counts[tier].documents;
    }
    return sum;
  }
}

/** The numbers of a search: those by the rule, and those without anything left out. */
export interface MentionCounts {
  readonly counted: Counts;
  readonly all: Counts;
  /** By the rule, what each tier has beyond the tiers before it. */
  readonly tiers: readonly { readonly tier: Tier; readonly counts: Counts }[];
}

/** Counts by a rule and, beside it, everything. */
export class RuledTally {
  readonly #rule: CountingRule;
  readonly #counted = new MentionTally();
  readonly #all = new MentionTally();

  constructor(rule: CountingRule) {
    this.#rule = rule;
  }

  add(mention: ScannedMention): void {
    this.#all.add(mention);
    if (isCounted(mention, this.#rule)) this.#counted.add(mention);
  }

  counts(tier: Tier): MentionCounts {
    return { counted: this.#counted.upTo(tier), all: this.#all.upTo(tier), tiers: this.#counted.beyond() };
  }
}
