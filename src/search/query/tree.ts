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
  /** True when no term bears a mark, so that any marks match (the unmarked tier). */
  readonly unmarked: boolean;
  /**
   * The phrase whose mentions are counted above the results: the words in their order, without those excluded;
   * null where there is none.
   */
  readonly phrase: string | null;
}
