import type { Facet } from './facet.ts';

/** Chủ đề nhiệm vụ. */
export const theme: Facet = {
  name: 'theme',
  label: { vi: 'Chủ đề', en: 'Theme' },
  order: 'count',
  names: 'theme',
  none: { vi: 'Chưa phân chủ đề', en: 'No theme' },
};
