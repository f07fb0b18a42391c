import { z } from 'zod';
import { answering } from '../../../api/answer.ts';
import { readParameters } from '../../../api/parameters.ts';
import { notFound } from '../../../api/problem.ts';
import { openDocument } from '../../../api/read-documents.ts';

/** The record of a document. */
export const GET = answering(async ({ params, url, locals }) => {
  readParameters(z.object({}), url.searchParams);
  const found = await openDocument(locals, params.id ?? '', 'json');
  if (!found) throw notFound();
  return found;
});
