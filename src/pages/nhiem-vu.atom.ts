import { answering } from '../api/answer.ts';
import { readParameters, taskParameters } from '../api/parameters.ts';
import { nameOf } from '../labels/citation.ts';
import { wordsIn } from '../labels/words.ts';
import { findEntryTimes } from '../search/find-document.ts';
import { searchTasks } from '../search/search-tasks.ts';
import { absolute, documentAddress, PAGES } from '../web/addresses.ts';
import { toAtom } from '../web/atom.ts';
import { feedPages } from '../web/feed-pages.ts';
import { catalogueFor } from '../web/portal.ts';

/**
 * The tasks of a search or of a list to follow up as a feed: what is overdue, what waits, what an agency is given; in the
 * order in which their documents came into the portal, and dated by it.
 */
export const GET = answering(async ({ url, locals }) => {
  const { q, page, hitsPerPage, lang, ...filters } = readParameters(taskParameters, url.searchParams);
  const catalogue = await catalogueFor(locals.reader);
  const words = wordsIn(lang);
  const { total, items } = await searchTasks(
    catalogue,
    { q, filters, page, hitsPerPage, order: 'entered' },
    lang,
  );
  const { indexedAt } = catalogue.meta;
  const entered = await findEntryTimes(catalogue.door, [
    ...new Set(items.map(({ documentId }) => documentId)),
  ]);
  const name = filters.list ? words.lists[filters.list] : words.tasks.title;
  const atom = toAtom({
    ...feedPages('/nhiem-vu.atom', PAGES.tasks[lang], url, lang, { page, hitsPerPage, total }),
    title: `${q ? `${q} · ` : ''}${name} · ${words.portal}`,
    language: lang,
    updated: indexedAt,
    author: words.portal,
    entries: items.map(({ task, document, documentId }) => ({
      id: absolute(`${documentAddress('vi', documentId)}?task=${encodeURIComponent(task.id)}`, url),
      title: task.text,
      url: absolute(documentAddress(lang, documentId, task.blockId), url),
      updated: entered.get(documentId) ?? indexedAt,
      author: document.issuer,
      summary: [
        nameOf(document, lang),
        task.leads.length > 0 ? `${words.tasks.leads}: ${task.leads.join('; ')}` : words.lists['no-lead'],
        task.schedule.text ?? words.lists['no-deadline'],
      ].join(' · '),
    })),
  });
  return new Response(atom, {
    headers: { 'Content-Type': 'application/atom+xml; charset=utf-8', 'Cache-Control': 'no-cache' },
  });
});
