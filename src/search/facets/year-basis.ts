import type { Facet } from './facet.ts';

/** Căn cứ của năm: what the year of a task goes by. */
export const yearBasis: Facet = {
  name: 'yearBasis',
  label: { vi: 'Căn cứ của năm', en: 'Basis of the year' },
  order: 'count',
  names: {
    stated: { vi: 'Ghi trong văn bản', en: 'Stated in the text' },
    plan: { vi: 'Năm của kế hoạch', en: 'Year of the plan' },
    issued: { vi: 'Năm ban hành', en: 'Year of issue' },
  },
  none: { vi: 'Không có căn cứ', en: 'No basis' },
};
