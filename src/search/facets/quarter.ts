import { periodLabel } from '../../labels/period.ts';
import type { Facet } from './facet.ts';

/** Quý đến hạn. */
export const quarter: Facet = {
  name: 'quarter',
  label: { vi: 'Quý đến hạn', en: 'Quarter due' },
  order: 'value-ascending',
  names: periodLabel,
  none: { vi: 'Không có thời hạn', en: 'No deadline' },
};
