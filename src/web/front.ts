import type { IncomingMessage, ServerResponse } from 'node:http';
import { CLIENT_HEADER, clientAddresses } from '../access/client-address.ts';
import { requestLimit } from '../access/rate-limits.ts';
import type { Configuration } from '../configuration.ts';
import { languageOf } from '../labels/language.ts';
import { wordsIn } from '../labels/words.ts';
import { plainRefusal, type Refusal } from './plain-refusal.ts';
import { securityHeaders } from './security-headers.ts';

/** What the portal answers to; anything else has no meaning here. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

/**
 * An address may have so many characters: a text of 10 kB that somebody pastes into the search box is three times as long
 * in an address, and the search page tells what to do with it.
 */
const LONGEST_ADDRESS = 40_000;

/** What is sent may have so many bytes; the forms have limits of their own below. */
const MOST_BYTES = 1_000_000;

/** A refusal of the front, with what is told besides. */
interface FrontRefusal extends Refusal {
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What stands before all pages and files (cửa trước): says who asks, sets the headers of every answer, and refuses what is
 * too large, too much or no request of a browser.
 *
 * @returns takes a request; answers it itself and returns false, or lets it pass
 */
export function openFront(configuration: Pick<Configuration, 'trustedProxies' | 'rateLimit' | 'portalUrl'>) {
  const clientOf = clientAddresses(configuration.trustedProxies);
  const allow = requestLimit(configuration.rateLimit);
  const headers = securityHeaders(configuration.portalUrl);
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    for (const [name, value] of headers) response.setHeader(name, value);
    const client = clientOf(request);
    // whatever was sent under this name, it is ours
    request.headers[CLIENT_HEADER] = client;
    for (let i = request.rawHeaders.length - 2; i >= 0; i -= 2)
      if (request.rawHeaders[i]?.toLowerCase() === CLIENT_HEADER) request.rawHeaders.splice(i, 2);
    request.rawHeaders.push(CLIENT_HEADER, client);
    request.url = withSigns(request.url ?? '/');
    const [pathname = '/'] = request.url.split('?');
    const refusal = malformed(request) ?? undecodable(request.url, pathname) ?? (await tooMuch(pathname));
    if (!refusal) return true;
    refuse(request, response, pathname, refusal);
    return false;

    async function tooMuch(path: string): Promise<FrontRefusal | null> {
      const allowance = await allow(client, path);
      if (allowance.allowed) return null;
      const language = languageOf(path);
      const { tooMany, tooManyText } = wordsIn(language).access;
      return {
        status: 429,
        language,
        title: tooMany,
        detail: tooManyText(allowance.retryAfter),
        headers: { 'Retry-After': String(allowance.retryAfter) },
      };
    }
  };
}

function malformed({ method = '', url = '', headers }: IncomingMessage): FrontRefusal | null {
  if (!METHODS.has(method))
    return {
      status: 405,
      language: 'en',
      title: 'Method not allowed',
      detail: 'The portal is read with GET; forms are sent with POST.',
      headers: { Allow: [...METHODS].join(', ') },
    };
  // an address of another form (http://…, *) is for proxies, which this is not
  if (!url.startsWith('/'))
    return {
      status: 400,
      language: 'en',
      title: 'Bad request',
      detail: 'The address has to begin with a slash.',
    };
  if (url.length > LONGEST_ADDRESS)
    return {
      status: 414,
      language: 'en',
      title: 'Address too long',
      detail: `An address may have ${LONGEST_ADDRESS} characters at most; shorten the query.`,
    };
  if (headers['transfer-encoding'] !== undefined)
    return {
      status: 411,
      language: 'en',
      title: 'Length required',
      detail: 'What is sent has to state its length (Content-Length).',
    };
  if (Number(headers['content-length'] ?? 0) > MOST_BYTES)
    return {
      status: 413,
      language: 'en',
      title: 'Too large',
      detail: `What is sent may have ${MOST_BYTES} bytes at most; send it in parts.`,
    };
  return null;
}

/** A per cent sign that begins no escape is one: `?q=100%` was typed by a person, or by a program that escapes nothing. */
function withSigns(url: string): string {
  return url.replace(/%(?![0-9a-f]{2})/giu, '%25');
}

/** An address whose escapes are no UTF-8, as one that was cut within a letter: nobody knows what was asked for. */
function undecodable(url: string, pathname: string): FrontRefusal | null {
  try {
    decodeURI(url);
    return null;
  } catch {
    const language = languageOf(pathname);
    const { broken, brokenText } = wordsIn(language).access;
    return { status: 400, language, title: broken, detail: brokenText };
  }
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  { headers = {}, ...refusal }: FrontRefusal,
): void {
  const { body, headers: own } = plainRefusal(pathname, refusal);
  // what was sent and not read must not be taken for the next request
  const sent = ['content-length', 'transfer-encoding'].some((name) => request.headers[name] !== undefined);
  response.writeHead(refusal.status, { ...own, ...(sent && { Connection: 'close' }), ...headers });
  response.end(request.method === 'HEAD' ? undefined : body);
}
