import { answering } from '../../../api/answer.ts';
import { documentParameters, readParameters } from '../../../api/parameters.ts';
import { VI } from '../../../labels/vi.ts';
import { toHtml } from '../../../search/highlight.ts';
import { countDocumentTiers, searchDocuments } from '../../../search/search-documents.ts';
import { documentAddress } from '../../../web/addresses.ts';
import { publicCatalogue } from '../../../web/portal.ts';

/** Documents that have all that was asked for. */
export const GET = answering(async ({ url }) => {
  const { q, tier, sort, page, hitsPerPage, ...filters } = readParameters(
    documentParameters,
    url.searchParams,
  );
  const catalogue = await publicCatalogue();
  const search = { q, tier, sort, page, hitsPerPage, filters };
  const results = await searchDocuments(catalogue, search, 'vi');
  const tiers = await countDocumentTiers(catalogue, search);
  return {
    query: results.query,
    tier: results.tier,
    total: results.total,
    page,
    hitsPerPage,
    items: results.items.map(({ passages, ...document }) => ({
      ...document,
      url: documentAddress(document.id, '', { q, tier }),
      passages: passages.map(({ blockId, path, pieces }) => ({ blockId, path, html: toHtml(pieces) })),
    })),
    facets: results.facets,
    tiers: tiers.map((count) => ({ ...count, label: VI.tiers[count.tier] })),
  };
});
