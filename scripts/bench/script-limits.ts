/** How much JavaScript a page may bring: kB (gzip, decimal). */
export const MOST_SCRIPT = { home: 90, search: 90, document: 25, mentions: 90, statistics: 220 } as const;
