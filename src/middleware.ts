import { defineMiddleware } from 'astro:middleware';
import { EngineAwayError, NotIndexedError } from './engine/errors.ts';

/** Headers of every answer. The content security policy comes from astro.config.mjs. */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
} as const;

export const onRequest = defineMiddleware(async (context, next) => {
  let response: Response;
  try {
    response = await next();
  } catch (error) {
    if (error instanceof EngineAwayError) context.locals.waitingFor = 'engine';
    else if (error instanceof NotIndexedError) context.locals.waitingFor = 'index';
    else throw error;
    response = await context.rewrite('/xin-cho');
  }
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  return response;
});
