import type { APIRoute } from 'astro';
import { readConfiguration } from '../configuration.ts';
import { absolute, PAGES } from '../web/addresses.ts';

/**
 * Documents and pages may be listed by search engines; searches, of which there is no end, and the API may not. Of a portal
 * for the staff, nothing may.
 */
const rulesFor = (request: URL): string =>
  readConfiguration().portalMode === 'staff'
    ? 'User-agent: *\nDisallow: /\n'
    : `User-agent: *\nDisallow: /api/\nDisallow: /*?\nDisallow: ${PAGES.signIn.vi}\nDisallow: ${PAGES.signIn.en}\n\nSitemap: ${absolute('/sitemap.xml', request)}\n`;

export const GET: APIRoute = ({ url }) =>
  new Response(rulesFor(url), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
