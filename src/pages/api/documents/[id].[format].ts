import { z } from 'zod';
import { answering, toDownload } from '../../../api/answer.ts';
import { DOCUMENT_FORMATS, documentFile } from '../../../api/document-files.ts';
import { readParameters } from '../../../api/parameters.ts';
import { notFound } from '../../../api/problem.ts';
import { findDocument } from '../../../search/find-document.ts';
import { publicCatalogue } from '../../../web/portal.ts';

/** A document as text, Word file, Akoma Ntoso or linked data. */
export const GET = answering(async ({ params, url }) => {
  readParameters(z.object({}), url.searchParams);
  const format = DOCUMENT_FORMATS.find((name) => name === params.format);
  const { door, meta } = await publicCatalogue();
  const record = format ? await findDocument(door, params.id ?? '') : null;
  if (!format || !record) throw notFound();
  const { mediaType, content } = documentFile(format, record, { request: url, indexedAt: meta.indexedAt });
  if (typeof content !== 'string')
    return toDownload({ mediaType, stream: content }, `${record.id}.${format}`);
  return new Response(content, { headers: { 'Content-Type': mediaType, 'Cache-Control': 'no-cache' } });
});
