import type { Tier } from '../../mentions/tier.ts';

/** Fields that a query can name (trường): `số:`, `loại:`, `cơquan:`, `năm:`, `chủđề:`, `đơnvị:`. */
export const FIELDS = ['number', 'type', 'issuer', 'year', 'theme', 'department'] as const;
export type FieldName = (typeof FIELDS)[number];

interface Place {
  /** Offsets into the query as it was read. */
  readonly start: number;
  readonly end: number;
}

/** A word, a phrase or a document number that must be there. */
export interface TermNode extends Place {
  readonly kind: 'word' | 'phrase' | 'number';
  /** As typed, without quotes. */
  readonly text: string;
  /** Its marks count whatever the tier: a spelling that a vocabulary put in the place of what was typed. */
  readonly exact?: true;
}

/** `năm:2023`: the document's field must have one of the values. */
export interface FieldNode extends Place {
  readonly kind: 'field';
  readonly field: FieldName;
  /** As typed. */
  readonly text: string;
  /** The values that it stands for; none if there is no such value in the corpus. */
  readonly values: readonly string[];
}

/** `-…`: must not be there. */
export interface NotNode extends Place {
  readonly kind: 'not';
  readonly part: QueryNode;
}

/** `all`: every part is required, none if there are none; `any`: `… OR …`, one of the parts. */
export interface GroupNode extends Place {
  readonly kind: 'all' | 'any';
  readonly parts: readonly QueryNode[];
}

/** A part of a query (biểu thức tìm). */
export type QueryNode = TermNode | FieldNode | NotNode | GroupNode;

/** A remark on a query: where it could not be read as it may have been meant, and what would be understood. */
export interface QueryRemark extends Place {
  readonly rule:
    | 'unclosed-quote'
    | 'unclosed-bracket'
    | 'stray-bracket'
    | 'lonely-or'
    | 'unknown-field'
    | 'empty-field'
    | 'unknown-value'
    | 'only-exclusions'
    | 'too-deep';
  /** What to write instead. */
  readonly suggestion?: string;
}

/** A query as understood. */
export interface QueryTree {
  /** The query as it was read: normalised. Offsets are into it. */
  readonly text: string;
  readonly root: GroupNode;
  readonly remarks: readonly QueryRemark[];
  /** The tier that is meant when none is chosen: 1 if a required term bears marks, else 2. */
  readonly tier: Tier;
  /**
   * The phrase whose mentions are counted above the results: the words in their order, without those excluded;
   * null where there is none, or more than one way to meet the query.
   */
  readonly phrase: string | null;
}

/** The terms that a document is found by, in order: those that are neither excluded nor conditions on a field. */
export function soughtTerms(node: QueryNode): TermNode[] {
  switch (node.kind) {
    case 'all':
    case 'any':
      return node.parts.flatMap(soughtTerms);
    case 'not':
    case 'field':
      return [];
    default:
      return [node as TermNode];
  }
}

/** True for a query that asks for nothing: every document fits. */
export function isEmpty({ root }: QueryTree): boolean {
  return root.parts.length === 0;
}

/** True if anything in it is excluded: then a wider tier may find less. */
export function excludes(node: QueryNode): boolean {
  return node.kind === 'not' || ((node.kind === 'all' || node.kind === 'any') && node.parts.some(excludes));
}
