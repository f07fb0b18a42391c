import { answering } from '../../../api/answer.ts';
import { phraseAskedFor, toMentionQuery } from '../../../api/mention-search.ts';
import { mentionParameters, readParameters } from '../../../api/parameters.ts';
import { wordsIn } from '../../../labels/words.ts';
import { contextOf } from '../../../mentions/context.ts';
import { findMentions } from '../../../mentions/find-mentions.ts';
import { address, mentionAddress } from '../../../web/addresses.ts';
import { catalogueFor } from '../../../web/portal.ts';

/** Every mention of a phrase; a query without quotes is one phrase. Numbers are final. */
export const GET = answering(async ({ url, locals }) => {
  const { q, page, hitsPerPage, context, lang, ...asked } = readParameters(
    mentionParameters,
    url.searchParams,
  );
  const catalogue = await catalogueFor(locals.reader);
  const query = await toMentionQuery(catalogue, phraseAskedFor(q, catalogue), asked, 5);
  const found = await findMentions(catalogue.door, query, { page, linesPerPage: hitsPerPage }, true);
  const { counted, all, tiers } = found.counts;
  const { phrase, tier, rule } = query;
  const search = new URLSearchParams(url.searchParams);
  for (const name of ['page', 'hitsPerPage', 'sort', 'group', 'context']) search.delete(name);
  return {
    query: { phrase: phrase.text, tier, rule },
    total: counted.occurrences,
    documents: counted.documents,
    passages: counted.blocks,
    withEverything: all,
    page,
    hitsPerPage,
    tiers: tiers.map(({ tier: of, counts }) => ({
      tier: of,
      label: wordsIn(lang).tiers[of],
      total: counts.occurrences,
      ...counts,
    })),
    groups: found.groups,
    items: found.lines.map(({ mention, group }) => ({
      documentId: mention.document.id,
      blockId: mention.blockId,
      span: mention.span,
      tier: mention.tier,
      place: mention.place,
      ...(group !== null && { group }),
      ...contextOf(mention, context),
      url: mentionAddress(lang, mention.document.id, mention.span[0], phrase.text, tier),
    })),
    certificate: `${address('/api/mentions/certificate')}?${search}`,
  };
});
