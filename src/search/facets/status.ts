import type { Facet } from './facet.ts';

/** Tình trạng: planned work, or work that the document reports as done. */
export const status: Facet = {
  name: 'status',
  label: { vi: 'Tình trạng', en: 'Status' },
  order: 'count',
  names: {
    planned: { vi: 'Được giao', en: 'Assigned' },
    done: { vi: 'Đã thực hiện', en: 'Reported done' },
  },
  none: { vi: 'Chưa rõ', en: 'Not known' },
};
