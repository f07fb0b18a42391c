import { answering } from '../../api/answer.ts';
import { readParameters, suggestionParameters } from '../../api/parameters.ts';
import { suggest } from '../../search/suggest.ts';
import { doorFor } from '../../web/portal.ts';

/** The suggestions in the form that browsers read (OpenSearch Suggestions 1.0): the query, and what it may become. */
export const GET = answering(async ({ url, locals }) => {
  const { q } = readParameters(suggestionParameters, url.searchParams);
  const { items } = await suggest(doorFor(locals.reader), q);
  return new Response(JSON.stringify([q, items.map(({ text }) => text)]), {
    headers: { 'Content-Type': 'application/x-suggestions+json; charset=utf-8', 'Cache-Control': 'no-cache' },
  });
});
