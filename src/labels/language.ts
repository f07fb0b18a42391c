/** Languages of pages and answers (ngôn ngữ), the first one first: documents are Vietnamese, whatever pages speak. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const DEFAULT_LANGUAGE: Language = 'vi';

/** The language of a page by its path: English is under `/en`. */
export function languageOf(pathname: string): Language {
  return pathname === '/en' || pathname.startsWith('/en/') ? 'en' : 'vi';
}
