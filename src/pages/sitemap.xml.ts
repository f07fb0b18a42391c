import { answering } from '../api/answer.ts';
import { catalogueFor } from '../web/portal.ts';
import { sitemapIndex } from '../web/sitemap.ts';

/** Where the addresses of all public documents are. */
export const GET = answering(async ({ url, locals }) => {
  const { meta } = await catalogueFor(locals.reader);
  return new Response(sitemapIndex(meta.documents, url), {
    headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': 'no-cache' },
  });
});
