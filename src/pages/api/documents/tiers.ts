import { answering } from '../../../api/answer.ts';
import { readParameters, tierParameters } from '../../../api/parameters.ts';
import { wordsIn } from '../../../labels/words.ts';
import { countDocumentTiers } from '../../../search/search-documents.ts';
import { catalogueFor } from '../../../web/portal.ts';

/** How many documents each tier finds beyond the tiers before it. */
export const GET = answering(async ({ url, locals }) => {
  const { q, lang, ...filters } = readParameters(tierParameters, url.searchParams);
  const tiers = await countDocumentTiers(await catalogueFor(locals.reader), { q, filters });
  return { query: q, tiers: tiers.map((count) => ({ ...count, label: wordsIn(lang).tiers[count.tier] })) };
});
