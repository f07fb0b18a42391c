import type { APIRoute } from 'astro';

/** The seal of the portal, as browsers show it beside its name. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#a3201b"/><path d="M8 9h16M8 14h16M8 19h10" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/><circle cx="22" cy="22" r="4" fill="none" stroke="#fff" stroke-width="2.5"/></svg>';

export const GET: APIRoute = () =>
  new Response(ICON, {
    headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=86400' },
  });
