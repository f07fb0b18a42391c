import { answering } from '../../api/answer.ts';
import { readParameters, suggestionParameters } from '../../api/parameters.ts';
import { suggest } from '../../search/suggest.ts';
import { suggestionAddress } from '../../web/addresses.ts';
import { doorFor } from '../../web/portal.ts';

/** What a query that is being typed may become. */
export const GET = answering(async ({ url, locals }) => {
  const { q, lang } = readParameters(suggestionParameters, url.searchParams);
  const { meant, items } = await suggest(doorFor(locals.reader), q);
  return { query: q, meant, items: items.map((item) => ({ ...item, url: suggestionAddress(lang, item) })) };
});
