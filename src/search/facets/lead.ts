import type { Facet } from './facet.ts';

/** Đơn vị chủ trì, whatever the role that `department` means. */
export const lead: Facet = {
  name: 'lead',
  label: { vi: 'Chủ trì', en: 'Led by' },
  order: 'count',
  names: 'department',
  none: { vi: 'Chưa nêu đơn vị chủ trì', en: 'No lead agency stated' },
};
