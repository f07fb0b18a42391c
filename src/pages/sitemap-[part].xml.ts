import { answering } from '../api/answer.ts';
import { notFound } from '../api/problem.ts';
import { doorFor } from '../web/portal.ts';
import { sitemapPart } from '../web/sitemap.ts';

/** A part of the addresses of all public documents. */
export const GET = answering(async ({ url, params, locals }) => {
  const part = /^[1-9]\d{0,4}$/u.test(params.part ?? '') ? Number(params.part) : null;
  const sitemap = part && (await sitemapPart(doorFor(locals.reader), part, url));
  if (!sitemap) throw notFound();
  return new Response(sitemap, {
    headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': 'no-cache' },
  });
});
