import { periodLabel } from '../../labels/period.ts';
import type { Facet } from './facet.ts';

/** Tháng ban hành của văn bản giao việc. */
export const issued: Facet = {
  name: 'issued',
  label: { vi: 'Tháng ban hành', en: 'Month of issue' },
  order: 'value-ascending',
  names: periodLabel,
  none: { vi: 'Chưa rõ ngày ban hành', en: 'Date of issue not known' },
};
