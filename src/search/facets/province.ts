import type { Facet } from './facet.ts';

/** Tỉnh, thành phố. */
export const province: Facet = {
  name: 'province',
  label: { vi: 'Tỉnh, thành phố', en: 'Province' },
  order: 'count',
  none: { vi: 'Chưa rõ tỉnh', en: 'Province not known' },
};
