import { answering, toLines } from '../../../api/answer.ts';
import { phraseAskedFor, toMentionQuery } from '../../../api/mention-search.ts';
import { certificateParameters, readParameters } from '../../../api/parameters.ts';
import { countMentions } from '../../../mentions/find-mentions.ts';
import { catalogueFor } from '../../../web/portal.ts';

/** The numbers of a search as they grow, a line of JSON for each step; the last one says that it is final. */
export const GET = answering(async ({ url, locals }) => {
  const { q, ...asked } = readParameters(certificateParameters, url.searchParams);
  const catalogue = await catalogueFor(locals.reader);
  const query = await toMentionQuery(catalogue, phraseAskedFor(q, catalogue), asked);
  return toLines(countMentions(catalogue.door, query));
});
