import { answering, toDownload } from '../../api/answer.ts';
import { readParameters, taskExportParameters } from '../../api/parameters.ts';
import { notFound } from '../../api/problem.ts';
import { taskTable } from '../../api/task-export.ts';
import { exportTable, FORMATS } from '../../export/index.ts';
import { chosenTaskFilters } from '../../search/filters.ts';
import { publicCatalogue } from '../../web/portal.ts';

/** Every task that fits the filters, whatever the number, as csv, xlsx, docx or jsonl. */
export const GET = answering(async ({ url, params }) => {
  const format = FORMATS.find((name) => name === params.format);
  if (!format) throw notFound();
  const { q, column, lang, ...filters } = readParameters(taskExportParameters, url.searchParams);
  const chosen = chosenTaskFilters(filters);
  const options = { columns: column, filters: chosen, request: url, language: lang };
  return toDownload(
    exportTable(format, taskTable(await publicCatalogue(), { q, filters }, options)),
    `nhiem-vu.${format}`,
  );
});
