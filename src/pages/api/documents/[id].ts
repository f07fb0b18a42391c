import { z } from 'zod';
import { answering } from '../../../api/answer.ts';
import { readParameters } from '../../../api/parameters.ts';
import { answerElsewhere, openDocument } from '../../../api/read-documents.ts';

/** The record of a document. */
export const GET = answering(async ({ params, url, locals }) => {
  readParameters(z.object({}), url.searchParams);
  const id = params.id ?? '';
  return (
    (await openDocument(locals, id, 'json')) ??
    answerElsewhere(locals, id, (other) => `/api/documents/${other}`)
  );
});
