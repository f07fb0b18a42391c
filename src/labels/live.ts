import { EN_LIVE } from './en.ts';
import { languageOf } from './language.ts';
import { VI_LIVE } from './vi.ts';

export type LiveWords = typeof VI_LIVE;

/** What the scripts of a page write, in its language. */
export const LIVE: LiveWords = languageOf(location.pathname) === 'en' ? EN_LIVE : VI_LIVE;
