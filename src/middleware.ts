import { defineMiddleware } from 'astro:middleware';
import { EngineAwayError, NotIndexedError } from './engine/errors.ts';
import { indexMeta } from './web/portal.ts';
import { entityTag, hasAlready, isOfTheIndex } from './web/validation.ts';

/** Headers of every answer. The content security policy comes from astro.config.mjs. */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
} as const;

/** Anybody may keep a public page, and asks each time whether it is still so: a withdrawn document is gone at once. */
const REVALIDATED = 'public, no-cache';

export const onRequest = defineMiddleware(async (context, next) => {
  let response: Response;
  let tag: string | null = null;
  try {
    if (isOfTheIndex(context.request)) {
      // while there is no index, the page itself says so
      tag = await indexMeta().then(entityTag, () => null);
      if (tag && hasAlready(context.request, tag))
        return new Response(null, {
          status: 304,
          headers: { ...HEADERS, ETag: tag, 'Cache-Control': REVALIDATED, Vary: 'Accept' },
        });
    }
    response = await next();
  } catch (error) {
    if (error instanceof EngineAwayError) context.locals.waitingFor = 'engine';
    else if (error instanceof NotIndexedError) context.locals.waitingFor = 'index';
    else throw error;
    response = await context.rewrite('/xin-cho');
  }
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  if (tag && response.status === 200) {
    response.headers.set('ETag', tag);
    if (!response.headers.get('Cache-Control')?.includes('max-age'))
      response.headers.set('Cache-Control', REVALIDATED);
    response.headers.append('Vary', 'Accept');
  }
  return response;
});
