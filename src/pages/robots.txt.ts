import type { APIRoute } from 'astro';
import { absolute } from '../web/addresses.ts';

/** Documents and pages may be listed by search engines; searches, of which there is no end, and the API may not. */
export const GET: APIRoute = ({ url }) =>
  new Response(
    `User-agent: *\nDisallow: /api/\nDisallow: /*?\n\nSitemap: ${absolute('/sitemap.xml', url)}\n`,
    { headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' } },
  );
