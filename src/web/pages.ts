import type { Language } from '../labels/language.ts';

/**
 * Addresses of the portal's pages (đường dẫn): Vietnamese words without marks, English words under `/en`. The Vietnamese
 * path is where the page lies in `src/pages`; astro.config.mjs serves it under the English one, too.
 */
export const PAGES = {
  home: { vi: '/', en: '/en' },
  search: { vi: '/tim-kiem', en: '/en/search' },
  mentions: { vi: '/ngu-canh', en: '/en/mentions' },
  analysis: { vi: '/ngu-canh/phan-tich', en: '/en/mentions/analysis' },
  certificate: { vi: '/ngu-canh/chung-nhan', en: '/en/mentions/certificate' },
  batch: { vi: '/ngu-canh/nhieu-cum', en: '/en/mentions/batch' },
  document: { vi: '/van-ban', en: '/en/documents' },
  passage: { vi: '/doan', en: '/en/passage' },
  tasks: { vi: '/nhiem-vu', en: '/en/tasks' },
  statistics: { vi: '/thong-ke', en: '/en/statistics' },
  printedBoard: { vi: '/thong-ke/ban-in', en: '/en/statistics/print' },
  snapshot: { vi: '/thong-ke/anh-chup', en: '/en/statistics/snapshots' },
  saved: { vi: '/da-luu', en: '/en/saved' },
  help: { vi: '/tro-giup', en: '/en/help' },
  signIn: { vi: '/dang-nhap', en: '/en/sign-in' },
  account: { vi: '/tai-khoan', en: '/en/account' },
  admin: { vi: '/quan-tri', en: '/en/admin' },
  api: { vi: '/api', en: '/en/api' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;
