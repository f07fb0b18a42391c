import { basename } from 'node:path';
import { z } from 'zod';
import { answering } from '../../../../api/answer.ts';
import { readParameters } from '../../../../api/parameters.ts';
import { notFound } from '../../../../api/problem.ts';
import { readConfiguration } from '../../../../configuration.ts';
import { readOriginal } from '../../../../corpus/read-original.ts';
import { findDocument } from '../../../../search/find-document.ts';
import { publicDoor } from '../../../../web/portal.ts';

/**
 * The original file, to take away. It is never shown in place: an HTML file would speak with the portal's voice.
 */
export const GET = answering(async ({ params, url }) => {
  readParameters(z.object({}), url.searchParams);
  const record = await findDocument(publicDoor(), params.id ?? '');
  const bytes = record && (await readOriginal(readConfiguration().corpusDir, record.source));
  if (!record || !bytes) throw notFound();
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
