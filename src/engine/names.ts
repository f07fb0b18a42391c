/** The indexes of the portal. A new set is built beside the live one, under `…_next`, and swapped in. */
export const INDEXES = ['documents', 'passages', 'tasks', 'suggestions', 'addresses', 'meta'] as const;
/** What the set was at each of its versions. It is only ever added to, so it is not part of a set. */
export const VERSIONS = 'versions';
export type IndexName = (typeof INDEXES)[number] | typeof VERSIONS;

/** The engine's uid of an index: `vanthu_documents`, and `vanthu_documents_next` while a new set is built. */
export function indexUid(name: IndexName, next = false): string {
  return `vanthu_${name}${next ? '_next' : ''}`;
}

/** What stands for "absent" in facets, filters and cells: no year, no lead. */
export const NONE = 'none';
