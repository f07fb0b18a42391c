import { answering, toDownload } from '../../api/answer.ts';
import { exportFileName, mentionTable } from '../../api/mention-export.ts';
import { filtersAskedFor, phraseAskedFor, toMentionQuery } from '../../api/mention-search.ts';
import { exportParameters, readParameters } from '../../api/parameters.ts';
import { notFound } from '../../api/problem.ts';
import { exportTable, FORMATS } from '../../export/index.ts';
import { publicCatalogue } from '../../web/portal.ts';

/** Every mention of a phrase, whatever the number, as csv, xlsx, docx or jsonl; the certificate is in the file. */
export const GET = answering(async ({ url, params }) => {
  const format = FORMATS.find((name) => name === params.format);
  if (!format) throw notFound();
  const { q, column, context, lang, ...asked } = readParameters(exportParameters, url.searchParams);
  const catalogue = await publicCatalogue();
  const query = await toMentionQuery(catalogue, phraseAskedFor(q, catalogue), asked);
  const options = { columns: column, context, filters: filtersAskedFor(asked), request: url, language: lang };
  return toDownload(exportTable(format, mentionTable(catalogue, query, options)), exportFileName(format));
});
