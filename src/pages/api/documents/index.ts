import { answering } from '../../../api/answer.ts';
import { documentParameters, readParameters } from '../../../api/parameters.ts';
import { wordsIn } from '../../../labels/words.ts';
import { toHtml } from '../../../search/highlight.ts';
import { countDocumentTiers, searchDocuments } from '../../../search/search-documents.ts';
import { documentAddress } from '../../../web/addresses.ts';
import { catalogueFor } from '../../../web/portal.ts';

/** Documents that have all that was asked for. */
export const GET = answering(async ({ url, locals }) => {
  const { q, tier, sort, page, hitsPerPage, lang, ...filters } = readParameters(
    documentParameters,
    url.searchParams,
  );
  const catalogue = await catalogueFor(locals.reader);
  const search = { q, tier, sort, page, hitsPerPage, filters };
  const results = await searchDocuments(catalogue, search, lang);
  const tiers = await countDocumentTiers(catalogue, search);
  return {
    query: results.query,
    tier: results.tier,
    total: results.total,
    page,
    hitsPerPage,
    items: results.items.map(({ passages, ...document }) => ({
      ...document,
      url: documentAddress(lang, document.id, '', { q, tier }),
      passages: passages.map(({ blockId, path, pieces }) => ({ blockId, path, html: toHtml(pieces) })),
    })),
    facets: results.facets,
    tiers: tiers.map((count) => ({ ...count, label: wordsIn(lang).tiers[count.tier] })),
  };
});
