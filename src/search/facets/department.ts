import type { Facet } from './facet.ts';

/** Đơn vị chủ trì (or phối hợp, by the role that is asked for). */
export const department: Facet = {
  name: 'department',
  label: { vi: 'Đơn vị chủ trì', en: 'Lead agency' },
  order: 'count',
  names: 'department',
  none: { vi: 'Chưa nêu đơn vị', en: 'No agency stated' },
};
