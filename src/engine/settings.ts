import type { Settings } from 'meilisearch';
import type { IndexName } from './names.ts';
import { TASK_FACET_FIELDS } from './projection/tasks.ts';

/**
 * Words beyond this position of a field are not indexed, silently (engine-facts.md section 9); our forms have no
 * hard separators, so each syllable takes one position. The limit is 65,535; a field holds fewer.
 */
export const MAX_SYLLABLES_OF_FIELD = 60_000;

/** Shared by all indexes: exact totals, all facet values, no silent widening. */
const COMMON = {
  // Totals and pages must reach the last hit (the default stops at 1,000).
  pagination: { maxTotalHits: 10_000_000 },
  faceting: { maxValuesPerFacet: 100_000, sortFacetValuesBy: { '*': 'count' } },
  // `trưởng` must not return `trong` (engine-facts.md section 2).
  typoTolerance: { enabled: false },
  // Every word is sent whole, in quotes.
  prefixSearch: 'disabled',
  facetSearch: false,
} as const satisfies Settings;

/** What a whole document is filtered by; passages repeat them, so that a search for mentions can be filtered in one request. */
const DOCUMENT_ATTRIBUTES = [
  'type',
  'issuer',
  'province',
  'year',
  'theme',
  'department',
  'access',
  'issuedOn',
] as const;

/**
 * Settings of each index. They are set while it is empty: a field that becomes searchable later has broken phrases
 * (engine-facts.md section 12).
 */
export const SETTINGS: Record<IndexName, Settings> = {
  documents: {
    ...COMMON,
    // Order is weight: its own number, then the title, then the text; numbers it cites last.
    searchableAttributes: ['codes', 'titleToned', 'titleFolded', 'toned', 'folded', 'citedCodes'],
    filterableAttributes: ['id', 'citedIds', ...DOCUMENT_ATTRIBUTES],
    sortableAttributes: ['issuedOn', 'id'],
    rankingRules: ['sort', 'words', 'proximity', 'attribute', 'exactness', 'issuedOn:desc'],
  },
  passages: {
    ...COMMON,
    searchableAttributes: ['toned', 'folded'],
    filterableAttributes: ['documentId', 'fingerprint', ...DOCUMENT_ATTRIBUTES],
    sortableAttributes: ['issuedOn', 'documentId', 'position'],
    rankingRules: ['sort', 'words', 'proximity', 'exactness'],
  },
  tasks: {
    ...COMMON,
    searchableAttributes: ['toned', 'folded', 'citedCodes'],
    filterableAttributes: ['id', 'documentId', 'fingerprint', ...TASK_FACET_FIELDS, 'access', 'issuedOn'],
    sortableAttributes: ['issuedOn', 'documentId', 'position'],
    rankingRules: ['sort', 'words', 'proximity', 'exactness'],
  },
  meta: { ...COMMON, searchableAttributes: [], filterableAttributes: ['access'] },
};
