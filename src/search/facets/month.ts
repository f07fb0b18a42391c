import { periodLabel } from '../../labels/period.ts';
import type { Facet } from './facet.ts';

/** Tháng đến hạn. */
export const month: Facet = {
  name: 'month',
  label: { vi: 'Tháng đến hạn', en: 'Month due' },
  order: 'value-ascending',
  names: periodLabel,
  none: { vi: 'Không có thời hạn', en: 'No deadline' },
};
