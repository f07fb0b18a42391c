import { answering } from '../api/answer.ts';
import { documentParameters, readParameters } from '../api/parameters.ts';
import { nameOf, titleOf } from '../labels/citation.ts';
import { wordsIn } from '../labels/words.ts';
import { searchDocuments } from '../search/search-documents.ts';
import { absolute, documentAddress, PAGES } from '../web/addresses.ts';
import { toAtom } from '../web/atom.ts';
import { feedPages } from '../web/feed-pages.ts';
import { catalogueFor } from '../web/portal.ts';

/** The documents of a search as a feed, the newest first: of all documents, of a phrase, of an agency, of any filter. */
export const GET = answering(async ({ url, locals }) => {
  const asked = readParameters(documentParameters, url.searchParams);
  const { q, tier, sort: _, page, hitsPerPage, lang, ...filters } = asked;
  const catalogue = await catalogueFor(locals.reader);
  const words = wordsIn(lang);
  const results = await searchDocuments(
    catalogue,
    { q, tier, sort: 'newest', page, hitsPerPage, filters },
    lang,
  );
  const { indexedAt } = catalogue.meta;
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
