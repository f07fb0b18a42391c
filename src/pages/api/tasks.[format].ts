import { answering, toDownload } from '../../api/answer.ts';
import { readParameters, taskExportParameters } from '../../api/parameters.ts';
import { notFound } from '../../api/problem.ts';
import { ExportedDocuments } from '../../api/read-documents.ts';
import { taskTable } from '../../api/task-export.ts';
import { exportTable, FORMATS } from '../../export/index.ts';
import { chosenTaskFilters } from '../../search/filters.ts';
import { catalogueFor } from '../../web/portal.ts';

/** Every task that fits the filters, whatever the number, as csv, xlsx, docx or jsonl. */
export const GET = answering(async (context) => {
  const { url, params, locals } = context;
  const format = FORMATS.find((name) => name === params.format);
  if (!format) throw notFound();
  const { q, column, lang, ...filters } = readParameters(taskExportParameters, url.searchParams);
  const chosen = chosenTaskFilters(filters);
  const documents = new ExportedDocuments();
  const options = { columns: column, filters: chosen, request: url, language: lang, documents };
  return toDownload(
    exportTable(format, taskTable(await catalogueFor(locals.reader), { q, filters }, options)),
    `nhiem-vu.${format}`,
    context,
    documents,
  );
});
