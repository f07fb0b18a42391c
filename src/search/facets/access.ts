import type { Facet } from './facet.ts';

/** Công khai hay nội bộ. */
export const access: Facet = {
  name: 'access',
  label: { vi: 'Phạm vi đọc', en: 'Access' },
  order: 'count',
  names: {
    public: { vi: 'Công khai', en: 'Public' },
    internal: { vi: 'Nội bộ', en: 'Internal' },
  },
  none: { vi: 'Chưa rõ phạm vi', en: 'Access not known' },
  audience: 'internal',
};
