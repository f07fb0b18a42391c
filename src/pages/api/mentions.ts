import { answering } from '../../api/answer.ts';
import { mentionsAskedFor } from '../../api/mention-search.ts';
import { mentionParameters, readParameters } from '../../api/parameters.ts';
import { VI } from '../../labels/vi.ts';
import { contextOf } from '../../mentions/context.ts';
import { mentionAddress } from '../../web/addresses.ts';

/** Every mention of a phrase; a query without quotes is one phrase. */
export const GET = answering(async ({ url }) => {
  const parameters = readParameters(mentionParameters, url.searchParams);
  const { page, hitsPerPage, context } = parameters;
  const { phrase, tier, items, total, documents, passages, tiers } = await mentionsAskedFor(parameters);
  return {
    query: { phrase: phrase.text, tier },
    total,
    documents,
    passages,
    page,
    hitsPerPage,
    tiers: tiers.map((count) => ({ ...count, label: VI.tiers[count.tier] })),
    items: items.slice((page - 1) * hitsPerPage, page * hitsPerPage).map((mention) => ({
      documentId: mention.document.id,
      blockId: mention.blockId,
      span: mention.span,
      tier: mention.tier,
      ...contextOf(mention, context),
      url: mentionAddress(mention.document.id, mention.span[0], phrase.text, tier),
    })),
  };
});
