import type { Facet } from './facet.ts';

/** Loại văn bản. */
export const type: Facet = {
  name: 'type',
  label: { vi: 'Loại văn bản', en: 'Document type' },
  order: 'count',
  names: 'type',
  none: { vi: 'Chưa rõ loại', en: 'Type not known' },
};
