import { answering, toDownload } from '../../api/answer.ts';
import { exportFileName, mentionTable } from '../../api/mention-export.ts';
import { filtersAskedFor, phraseAskedFor, toMentionQuery } from '../../api/mention-search.ts';
import { exportParameters, readParameters } from '../../api/parameters.ts';
import { notFound } from '../../api/problem.ts';
import { ExportedDocuments } from '../../api/read-documents.ts';
import { exportTable, FORMATS } from '../../export/index.ts';
import { catalogueFor } from '../../web/portal.ts';

/** Every mention of a phrase, whatever the number, as csv, xlsx, docx or jsonl; the certificate is in the file. */
export const GET = answering(async (context) => {
  const { url, params, locals } = context;
  const format = FORMATS.find((name) => name === params.format);
  if (!format) throw notFound();
  const { q, column, context: width, lang, ...asked } = readParameters(exportParameters, url.searchParams);
  const catalogue = await catalogueFor(locals.reader);
  const query = await toMentionQuery(catalogue, phraseAskedFor(q, catalogue), asked);
  const documents = new ExportedDocuments();
  const options = {
    columns: column,
    context: width,
    filters: filtersAskedFor(asked),
    request: url,
    language: lang,
    documents,
  };
  return toDownload(
    exportTable(format, mentionTable(catalogue, query, options)),
    exportFileName(format),
    context,
    documents,
  );
});
