import type { Facet } from './facet.ts';

/** Tính chất thời gian của nhiệm vụ. */
export const recurrence: Facet = {
  name: 'recurrence',
  label: { vi: 'Thời gian thực hiện', en: 'Recurrence' },
  order: 'count',
  names: {
    once: { vi: 'Một lần, có thời hạn', en: 'Once' },
    ongoing: { vi: 'Thường xuyên', en: 'Ongoing' },
    annual: { vi: 'Hằng năm', en: 'Annual' },
    unspecified: { vi: 'Chưa nêu thời gian', en: 'Not stated' },
  },
  none: { vi: 'Chưa nêu thời gian', en: 'Not stated' },
};
