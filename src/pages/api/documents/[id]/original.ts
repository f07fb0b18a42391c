import { basename } from 'node:path';
import { z } from 'zod';
import { mayTakeOriginal } from '../../../../access/audience.ts';
import { answering } from '../../../../api/answer.ts';
import { readParameters } from '../../../../api/parameters.ts';
import { notFound, originalKept } from '../../../../api/problem.ts';
import { answerElsewhere, openDocument } from '../../../../api/read-documents.ts';
import { readConfiguration } from '../../../../configuration.ts';
import { readOriginal } from '../../../../corpus/read-original.ts';

/**
 * The original file, to take away: none that says more than its document, but for those who signed in. It is never shown in place: an HTML file would speak with the portal's voice.
 */
export const GET = answering(async ({ params, url, locals }) => {
  readParameters(z.object({}), url.searchParams);
  const id = params.id ?? '';
  const record = await openDocument(locals, id, 'original');
  if (!record) return answerElsewhere(locals, id, (other) => `/api/documents/${other}/original`);
  if (!mayTakeOriginal(locals.reader.audience, record)) throw originalKept();
  const bytes = await readOriginal(readConfiguration().corpusDir, record.source);
  if (!bytes) throw notFound();
  const name = basename(record.source.path);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': record.source.mediaType,
      // RFC 6266: a plain name for old programs, the name as it is for the others
      'Content-Disposition': `attachment; filename="${name.replace(/[^\w.-]/gu, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Content-Security-Policy': 'sandbox',
      'Cache-Control': 'no-cache',
    },
  });
});
