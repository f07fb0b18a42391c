import type { Facet } from './facet.ts';

/** Năm: of a document the year it is a plan of, else the year of issue; of a task the years of its schedule. */
export const year: Facet = {
  name: 'year',
  label: { vi: 'Năm', en: 'Year' },
  order: 'value-descending',
  none: { vi: 'Chưa nêu năm', en: 'No year stated' },
};
