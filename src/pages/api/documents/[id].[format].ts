import { z } from 'zod';
import { answering, toDownload } from '../../../api/answer.ts';
import { DOCUMENT_FORMATS, documentFile } from '../../../api/document-files.ts';
import { readParameters } from '../../../api/parameters.ts';
import { notFound } from '../../../api/problem.ts';
import { answerElsewhere, openDocument } from '../../../api/read-documents.ts';
import { catalogueFor } from '../../../web/portal.ts';

/** A document as text, Word file, Akoma Ntoso or linked data. */
export const GET = answering(async (context) => {
  const { params, url, locals } = context;
  readParameters(z.object({}), url.searchParams);
  const format = DOCUMENT_FORMATS.find((name) => name === params.format);
  const { meta } = await catalogueFor(locals.reader);
  if (!format) throw notFound();
  const id = params.id ?? '';
  const record = await openDocument(locals, id, format);
  if (!record) return answerElsewhere(locals, id, (other) => `/api/documents/${other}.${format}`);
  const { mediaType, content } = documentFile(format, record, { request: url, indexedAt: meta.indexedAt });
  if (typeof content !== 'string')
    return toDownload({ mediaType, stream: content }, `${record.id}.${format}`, context);
  return new Response(content, { headers: { 'Content-Type': mediaType, 'Cache-Control': 'no-cache' } });
});
