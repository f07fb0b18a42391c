import { answering } from '../api/answer.ts';
import { documentParameters, readParameters } from '../api/parameters.ts';
import { nameOf, titleOf } from '../labels/citation.ts';
import { wordsIn } from '../labels/words.ts';
import { findEntryTimes } from '../search/find-document.ts';
import { searchDocuments } from '../search/search-documents.ts';
import { absolute, documentAddress, PAGES } from '../web/addresses.ts';
import { toAtom } from '../web/atom.ts';
import { feedPages } from '../web/feed-pages.ts';
import { catalogueFor } from '../web/portal.ts';

/**
 * The documents of a search as a feed, of all documents, of a phrase, of an agency, of any filter: in the order in which
 * they came into the portal, so that a reader of it misses none that was issued long ago.
 */
export const GET = answering(async ({ url, locals }) => {
  const asked = readParameters(documentParameters, url.searchParams);
  const { q, tier, sort: _, page, hitsPerPage, lang, ...filters } = asked;
  const catalogue = await catalogueFor(locals.reader);
  const words = wordsIn(lang);
  const results = await searchDocuments(
    catalogue,
    { q, tier, sort: 'entered', page, hitsPerPage, filters },
    lang,
  );
  const { indexedAt } = catalogue.meta;
  const entered = await findEntryTimes(
    catalogue.door,
    results.items.map(({ id }) => id),
  );
  const atom = toAtom({
    ...feedPages('/tim-kiem.atom', PAGES.search[lang], url, lang, {
      page,
      hitsPerPage,
      total: results.total,
    }),
    title: q ? `${q} · ${words.portal}` : `${words.home.newest} · ${words.portal}`,
    language: lang,
    updated: indexedAt,
    author: words.portal,
    entries: results.items.map((document) => {
      const address = absolute(documentAddress(lang, document.id), url);
      const name = nameOf(document, lang);
      return {
        id: absolute(documentAddress('vi', document.id), url),
        title: titleOf(document, lang),
        url: address,
        updated: entered.get(document.id) ?? indexedAt,
        author: document.issuer,
        summary: document.issuedOn ? `${name} · ${words.day(document.issuedOn)}` : name,
      };
    }),
  });
  return new Response(atom, {
    headers: { 'Content-Type': 'application/atom+xml; charset=utf-8', 'Cache-Control': 'no-cache' },
  });
});
