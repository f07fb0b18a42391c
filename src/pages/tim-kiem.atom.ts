import { answering } from '../api/answer.ts';
import { documentParameters, readParameters } from '../api/parameters.ts';
import { nameOf, titleOf } from '../labels/citation.ts';
import { wordsIn } from '../labels/words.ts';
import { searchDocuments } from '../search/search-documents.ts';
import { onPage, toAddress } from '../search/state.ts';
import { absolute, documentAddress, inLanguage, PAGES } from '../web/addresses.ts';
import { toAtom } from '../web/atom.ts';
import { publicCatalogue } from '../web/portal.ts';

/** The documents of a search as a feed, the newest first: of all documents, of a phrase, of an agency, of any filter. */
export const GET = answering(async ({ url }) => {
  const asked = readParameters(documentParameters, url.searchParams);
  const { q, tier, sort: _, page, hitsPerPage, lang, ...filters } = asked;
  const catalogue = await publicCatalogue();
  const words = wordsIn(lang);
  const results = await searchDocuments(
    catalogue,
    { q, tier, sort: 'newest', page, hitsPerPage, filters },
    lang,
  );
  const state = new URLSearchParams([...url.searchParams].filter(([name]) => name !== 'lang'));
  const feedOn = (to: number) =>
    absolute(inLanguage(toAddress('/tim-kiem.atom', onPage(state, to)), lang), url);
  const pages = Math.max(1, Math.ceil(results.total / hitsPerPage));
  const search = new URLSearchParams(
    [...state].filter(([name]) => name !== 'page' && name !== 'hitsPerPage'),
  );
  const { indexedAt } = catalogue.meta;
  const atom = toAtom({
    id: feedOn(1),
    title: q ? `${q} · ${words.portal}` : `${words.home.newest} · ${words.portal}`,
    language: lang,
    url: absolute(toAddress(PAGES.search[lang], search), url),
    self: feedOn(page),
    first: feedOn(1),
    last: feedOn(pages),
    previous: page > 1 && page <= pages ? feedOn(page - 1) : null,
    next: page < pages ? feedOn(page + 1) : null,
    updated: indexedAt,
    author: words.portal,
    entries: results.items.map((document) => {
      const address = absolute(documentAddress(lang, document.id), url);
      const name = nameOf(document, lang);
      return {
        id: absolute(documentAddress('vi', document.id), url),
        title: titleOf(document, lang),
        url: address,
        // papers are dated by their day in Viet Nam; one without a date is as old as the index knows
        updated: document.issuedOn ? `${document.issuedOn}T00:00:00+07:00` : indexedAt,
        author: document.issuer,
        summary: document.issuedOn ? `${name} · ${words.day(document.issuedOn)}` : name,
      };
    }),
  });
  return new Response(atom, {
    headers: { 'Content-Type': 'application/atom+xml; charset=utf-8', 'Cache-Control': 'no-cache' },
  });
});
