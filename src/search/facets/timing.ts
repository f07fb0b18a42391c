import type { Facet } from './facet.ts';

/** Ràng buộc thời gian của nhiệm vụ: a deadline, a condition, ongoing or annual work, or nothing. */
export const timing: Facet = {
  name: 'timing',
  label: { vi: 'Thời hạn', en: 'Deadline' },
  order: 'count',
  names: {
    dated: { vi: 'Có thời hạn', en: 'With a deadline' },
    conditional: { vi: 'Chờ điều kiện', en: 'Waiting for a condition' },
    ongoing: { vi: 'Thường xuyên', en: 'Ongoing' },
    annual: { vi: 'Hằng năm', en: 'Annual' },
    unstated: { vi: 'Chưa nêu thời hạn', en: 'No deadline stated' },
  },
  none: { vi: 'Chưa nêu thời hạn', en: 'No deadline stated' },
};
