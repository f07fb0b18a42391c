import type { Facet } from './facet.ts';

/** Chủ đề chính: the first theme of a task, by which it is counted once. */
export const mainTheme: Facet = {
  name: 'mainTheme',
  label: { vi: 'Chủ đề chính', en: 'Main theme' },
  order: 'count',
  names: 'theme',
  none: { vi: 'Chưa phân chủ đề', en: 'No theme' },
};
