import type { Tier } from '../../mentions/phrase.ts';

/** A part of a query (biểu thức tìm). Offsets are into the query as typed. */
export type QueryTerm = {
  readonly kind: 'word' | 'phrase' | 'number';
  /** As typed, without quotes and minus sign. */
  readonly text: string;
  /** `-word`: documents that have it are left out. */
  readonly excluded: boolean;
  readonly start: number;
  readonly end: number;
};

/** A query as understood: all terms are required, those excluded must be absent. */
export interface QueryTree {
  readonly terms: readonly QueryTerm[];
  /** The tier that is meant when none is chosen: 1 if a required term bears marks, else 2. */
  readonly tier: Tier;
  /**
   * The phrase whose mentions are counted above the results: the words in their order, without those excluded;
   * null where there is none.
   */
  readonly phrase: string | null;
}
