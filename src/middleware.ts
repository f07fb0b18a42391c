import { defineMiddleware } from 'astro:middleware';
import { CLIENT_HEADER } from './access/client-address.ts';
import { PUBLIC_READER } from './access/reader.ts';
import { hasSignIn, readerOf } from './access/sign-in.ts';
import { EngineAwayError, NotIndexedError } from './engine/errors.ts';
import { refusal } from './web/gate.ts';
import { holdForm, languageOfForm, signInWith } from './web/held-form.ts';
import { keptOrMade } from './web/kept-answers.ts';
import { entityTag, hasAlready, isWhole } from './web/validation.ts';

/** Anybody may keep what is public, and asks each time whether it is still so: a withdrawn document is gone at once. */
const REVALIDATED = 'public, no-cache';

/** What somebody sees who signed in is kept nowhere: not by a proxy, and not by a browser that others use after him. */
const PRIVATE = 'private, no-store';

export const onRequest = defineMiddleware(async (context, next) => {
  const { locals, request, url } = context;
  // an error that is met before anybody knows who asks is everybody's
  locals.reader = PUBLIC_READER;
  locals.client = request.headers.get(CLIENT_HEADER) ?? context.clientAddress;
  locals.reader = await readerOf(request);
  const refused = refusal(context);
  if (refused === 'held') {
    locals.held = await holdForm(request, url);
    locals.language = languageOfForm(locals.held);
    return context.rewrite(signInWith(locals.held, url));
  }
  if (refused) return refused;
  let response: Response;
  try {
    response = await keptOrMade(
      { url, method: request.method, headers: request.headers },
      locals.reader,
      next,
    );
  } catch (error) {
    if (error instanceof EngineAwayError) locals.waitingFor = 'engine';
    else if (error instanceof NotIndexedError) locals.waitingFor = 'index';
    else throw error;
    locals.askedFor = url.pathname + url.search;
    response = await context.rewrite('/xin-cho');
  }
  if (locals.reader.audience !== 'public') {
    response.headers.set('Cache-Control', PRIVATE);
    response.headers.delete('ETag');
    return response;
  }
  // who signs in meanwhile is not given what was for everybody
  if (hasSignIn()) response.headers.append('Vary', 'Cookie');
  // an endpoint that is asked for its head alone has no content any more by which it could be told
  const { method } = request;
  if ((method === 'GET' || (method === 'HEAD' && response.body)) && isWhole(response))
    response = await validated(request, response);
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
