import { answering, toDownload } from '../../api/answer.ts';
import { readParameters, taskParameters } from '../../api/parameters.ts';
import { exportTable } from '../../export/index.ts';
import { numberOf } from '../../labels/citation.ts';
import { wordsIn } from '../../labels/words.ts';
import { FACETS, labelOf } from '../../search/facets/index.ts';
import { allTasks, type FoundTask } from '../../search/search-tasks.ts';
import { absolute, documentAddress } from '../../web/addresses.ts';
import { publicCatalogue } from '../../web/portal.ts';

/** Every task that fits the filters, as csv. Pages are not a thing of a file: all rows are in it. */
export const GET = answering(async ({ url }) => {
  const { q, page: _, hitsPerPage: __, lang, ...filters } = readParameters(taskParameters, url.searchParams);
  const catalogue = await publicCatalogue();
  const { labels } = catalogue.meta;
  const toRow = ({ task, document, documentId, recurrence, status }: FoundTask) => ({
    text: task.text,
    leads: task.leads.join('; '),
    coordinators: task.coordinators.join('; '),
    schedule: task.schedule.text ?? '',
    recurrence: labelOf(FACETS.recurrence, recurrence, labels, lang),
    from: task.schedule.from ?? '',
    to: task.schedule.to ?? '',
    years: task.schedule.years.join('; '),
    themes: task.themes.map((theme) => labelOf(FACETS.theme, theme, labels, lang)).join('; '),
    status: labelOf(FACETS.status, status, labels, lang),
    place: task.path.join(' › '),
    number: numberOf(document),
    title: document.title ?? '',
    issuer: document.issuer ?? '',
    url: absolute(documentAddress(lang, documentId, task.blockId), url),
  });
  async function* rows() {
    for await (const task of allTasks(catalogue, { q, filters })) yield toRow(task);
  }
  const columns = Object.entries(wordsIn(lang).taskColumns).map(([name, heading]) => ({ name, heading }));
  const table = { title: wordsIn(lang).tasks.title, aboutTitle: '', columns, rows: rows(), about: () => [] };
  return toDownload(exportTable('csv', table), 'nhiem-vu.csv');
});
