import type { Settings } from 'meilisearch';
import type { IndexName } from './names.ts';
import { KEY_JOINER } from './projection/suggestions.ts';
import { TASK_FACET_FIELDS } from './projection/tasks.ts';

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
    // Order is weight: its own number, then title, headings and text; numbers it cites last.
    searchableAttributes: [
      'codes',
      'titleToned',
      'titleFolded',
      'headingsToned',
      'headingsFolded',
      'toned',
      'folded',
      'citedCodes',
    ],
    filterableAttributes: ['id', 'baseId', 'number', 'citedIds', 'severities', ...DOCUMENT_ATTRIBUTES],
    sortableAttributes: ['enteredAt', 'orderDate', 'id'],
    rankingRules: ['sort', 'words', 'proximity', 'attribute', 'exactness', 'orderDate:desc'],
  },
  passages: {
    ...COMMON,
    searchableAttributes: ['toned', 'folded'],
    filterableAttributes: ['id', 'documentId', 'fingerprint', 'unsure', ...DOCUMENT_ATTRIBUTES],
    sortableAttributes: ['orderDate', 'documentId', 'position'],
    rankingRules: ['sort', 'words', 'proximity', 'exactness'],
  },
  tasks: {
    ...COMMON,
    searchableAttributes: ['toned', 'folded', 'citedCodes'],
    filterableAttributes: [
      'id',
      'documentId',
      'fingerprint',
      'unsure',
      ...TASK_FACET_FIELDS,
      'access',
      'issuedOn',
      'due',
    ],
    sortableAttributes: ['enteredAt', 'due', 'orderDate', 'documentId', 'position'],
    rankingRules: ['sort', 'words', 'proximity', 'exactness'],
  },
  suggestions: {
    ...COMMON,
    // one word is one beginning of a suggestion: what is typed is completed from its start
    searchableAttributes: ['key'],
    nonSeparatorTokens: [KEY_JOINER],
    prefixSearch: 'indexingTime',
    filterableAttributes: ['kind', 'folded', 'access'],
    sortableAttributes: ['publicCount', 'allCount'],
    rankingRules: ['words', 'sort'],
  },
  addresses: { ...COMMON, searchableAttributes: [], filterableAttributes: ['address', 'access'] },
  versions: { ...COMMON, searchableAttributes: [], filterableAttributes: ['id', 'access'] },
  meta: { ...COMMON, searchableAttributes: [], filterableAttributes: ['access'] },
};
