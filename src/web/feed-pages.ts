import type { Language } from '../labels/language.ts';
import { onPage, toAddress, without } from '../search/state.ts';
import { absolute, inLanguage } from './addresses.ts';
import type { Feed } from './atom.ts';

/** Where a page of a feed stands among the others (RFC 5005, section 3), and the page of the portal that it is of. */
export function feedPages(
  feed: string,
  page: string,
  request: URL,
  language: Language,
  at: { readonly page: number; readonly hitsPerPage: number; readonly total: number },
): Pick<Feed, 'id' | 'url' | 'self' | 'first' | 'last' | 'previous' | 'next'> {
  const state = new URLSearchParams([...request.searchParams].filter(([name]) => name !== 'lang'));
  const on = (to: number) => absolute(inLanguage(toAddress(feed, onPage(state, to)), language), request);
  const pages = Math.max(1, Math.ceil(at.total / at.hitsPerPage));
  return {
    id: on(1),
    url: absolute(toAddress(page, without(state, ['hitsPerPage'])), request),
    self: on(at.page),
    first: on(1),
    last: on(pages),
    previous: at.page > 1 && at.page <= pages ? on(at.page - 1) : null,
    next: at.page < pages ? on(at.page + 1) : null,
  };
}
