import { answering, toCsv } from '../../api/answer.ts';
import { mentionsAskedFor } from '../../api/mention-search.ts';
import { mentionParameters, readParameters } from '../../api/parameters.ts';
import { numberOf } from '../../labels/citation.ts';
import { VI } from '../../labels/vi.ts';
import { contextOf } from '../../mentions/context.ts';
import { absolute, mentionAddress } from '../../web/addresses.ts';

/** Every mention of a phrase, whatever the number, as csv. */
export const GET = answering(async ({ url }) => {
  const parameters = readParameters(mentionParameters, url.searchParams);
  const { phrase, tier, items } = await mentionsAskedFor(parameters);
  const rows = items.map((mention) => ({
    ...contextOf(mention, parameters.context),
    number: numberOf(mention.document),
    type: mention.document.type ?? '',
    title: mention.document.title ?? '',
    issuer: mention.document.issuer ?? '',
    issuedOn: mention.document.issuedOn ?? '',
    place: mention.path.join(' › '),
    documentId: mention.document.id,
    start: mention.span[0],
    end: mention.span[1],
    url: absolute(mentionAddress(mention.document.id, mention.span[0], phrase.text, tier), url),
  }));
  return toCsv(rows, VI.mentionColumns, 'lan-xuat-hien.csv');
});
