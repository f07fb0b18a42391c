import type { Facet } from './facet.ts';

/** Đơn vị phối hợp, whatever the role that `department` means. */
export const coordinator: Facet = {
  name: 'coordinator',
  label: { vi: 'Phối hợp', en: 'Coordinated by' },
  order: 'count',
  names: 'department',
  none: { vi: 'Chưa nêu đơn vị phối hợp', en: 'No coordinator stated' },
};
