import { z } from 'zod';
import { answering } from '../../../api/answer.ts';
import { readParameters } from '../../../api/parameters.ts';
import { notFound } from '../../../api/problem.ts';
import { findDocument } from '../../../search/find-document.ts';
import { publicDoor } from '../../../web/portal.ts';

/** The record of a document. */
export const GET = answering(async ({ params, url }) => {
  readParameters(z.object({}), url.searchParams);
  const found = await findDocument(publicDoor(), params.id ?? '');
  if (!found) throw notFound();
  return found;
});
