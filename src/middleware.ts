import { defineMiddleware } from 'astro:middleware';
import { EngineAwayError, NotIndexedError } from './engine/errors.ts';
import { keptOrMade } from './web/kept-answers.ts';
import { entityTag, hasAlready, isWhole } from './web/validation.ts';

/** Headers of every answer. The content security policy comes from astro.config.mjs. */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
} as const;

/** Anybody may keep what is public, and asks each time whether it is still so: a withdrawn document is gone at once. */
const REVALIDATED = 'public, no-cache';

export const onRequest = defineMiddleware(async (context, next) => {
  let response: Response;
  try {
    response = await keptOrMade(
      { url: context.url, method: context.request.method, headers: context.request.headers },
      next,
    );
  } catch (error) {
    if (error instanceof EngineAwayError) context.locals.waitingFor = 'engine';
    else if (error instanceof NotIndexedError) context.locals.waitingFor = 'index';
    else throw error;
    context.locals.askedFor = context.url.pathname + context.url.search;
    response = await context.rewrite('/xin-cho');
  }
  // an endpoint that is asked for its head alone has no content any more by which it could be told
  const { method } = context.request;
  if ((method === 'GET' || (method === 'HEAD' && response.body)) && isWhole(response))
    response = await validated(context.request, response);
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  return response;
});

/** An answer with its tag, or none of it for somebody who has it. */
async function validated(request: Request, response: Response): Promise<Response> {
  // what was kept has its tag already, and need not be read again
  const known = response.headers.get('ETag');
  const content = known === null ? new Uint8Array(await response.arrayBuffer()) : response.body;
  const tag = known ?? entityTag(content as Uint8Array);
  const headers = new Headers(response.headers);
  headers.set('ETag', tag);
  if (!headers.get('Cache-Control')?.includes('max-age')) headers.set('Cache-Control', REVALIDATED);
  if (!hasAlready(request, tag)) return new Response(content as BodyInit | null, { status: 200, headers });
  headers.delete('Content-Type');
  return new Response(null, { status: 304, headers });
}
