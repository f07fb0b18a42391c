import type { Facet } from './facet.ts';

/** Cơ quan ban hành. */
export const issuer: Facet = {
  name: 'issuer',
  label: { vi: 'Cơ quan ban hành', en: 'Issuing body' },
  order: 'count',
  names: 'department',
  none: { vi: 'Chưa rõ cơ quan', en: 'Issuer not known' },
};
