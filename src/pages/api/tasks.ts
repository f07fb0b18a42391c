import { answering } from '../../api/answer.ts';
import { readParameters, taskParameters } from '../../api/parameters.ts';
import { searchTasks } from '../../search/search-tasks.ts';
import { documentAddress } from '../../web/addresses.ts';
import { catalogueFor } from '../../web/portal.ts';

/** Tasks that fit the filters. */
export const GET = answering(async ({ url, locals }) => {
  const { q, page, hitsPerPage, lang, ...filters } = readParameters(taskParameters, url.searchParams);
  const results = await searchTasks(
    await catalogueFor(locals.reader),
    { q, filters, page, hitsPerPage },
    lang,
  );
  return {
    query: q,
    total: results.total,
    page,
    hitsPerPage,
    items: results.items.map((item) => ({
      ...item,
      url: documentAddress(lang, item.documentId, item.task.blockId),
    })),
    facets: results.facets,
  };
});
