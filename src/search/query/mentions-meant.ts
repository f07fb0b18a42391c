import { MOST_VALUES } from '../filters.ts';
import type { FieldName, QueryTree } from './tree.ts';

/** The filters that the fields of a query come to. */
export type FieldFilters = Partial<Record<Exclude<FieldName, 'number'>, string[]>>;

/** The mentions that belong to the results of a query: of one phrase, in the documents that its fields ask for. */
export interface MentionsMeant {
  readonly phrase: string;
  readonly filters: FieldFilters;
}

/**
 * What to count above the results of a query. Null where the number would not be that of the results: nothing is
 * sought, there is more than one phrase, something is excluded, or a field is no filter of mentions.
 */
export function mentionsMeant({ root, phrase }: QueryTree): MentionsMeant | null {
  const kinds = root.parts.map(({ kind }) => kind);
  const phrases = kinds.filter((kind) => kind === 'phrase').length;
  const words = kinds.filter((kind) => kind === 'word' || kind === 'number').length;
  if (phrase === null || kinds.includes('not') || phrases > 1 || (phrases === 1 && words > 0)) return null;
  const filters: FieldFilters = {};
  for (const part of root.parts) {
    if (part.kind !== 'field') continue;
    if (
      part.field === 'number' ||
      part.values.length === 0 ||
      part.values.length > MOST_VALUES ||
      filters[part.field]
    )
      return null;
    filters[part.field] = [...part.values];
  }
  return { phrase, filters };
}
