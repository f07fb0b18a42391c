import {
  type Config,
  Meilisearch,
  MeilisearchApiError,
  type MeilisearchErrorResponse,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
} from 'meilisearch';
import { request as send } from 'undici';
import { EngineAwayError, EngineError, EngineRequestError, NotIndexedError } from './errors.ts';

/** A client of the engine; what it may do depends on its key. Only `engine/` calls it. */
export type EngineClient = Meilisearch;

type HttpClient = NonNullable<Config['httpClient']>;

export interface EngineAddress {
  readonly url: string;
  readonly key: string;
}

/**
 * How long an answer may take before the engine counts as away. Milliseconds; the slowest honest answer measured
 * (100,000 passages, all of them handed over) is far below.
 */
const TIMEOUT_MS = 30_000;

/** A client of the engine. A compressed answer costs 42 ms on loopback (engine-facts.md section 1), hence `identity`. */
export function createClient({ url, key }: EngineAddress): EngineClient {
  return new Meilisearch({
    host: url,
    apiKey: key,
    timeout: TIMEOUT_MS,
    requestInit: { headers: { 'Accept-Encoding': 'identity' } },
    httpClient,
  });
}

/**
 * Sends a request of the client. Node's `fetch` rests on the same library, but takes over a millisecond longer for an
 * answer of 130 kB, and a page of mentions is made of such answers.
 *
 * @throws {MeilisearchApiError} when the engine refuses
 */
async function httpClient(...[url, init]: Parameters<HttpClient>): Promise<unknown> {
  const { statusCode, body } = await send(String(url), {
    method: init?.method as 'GET',
    headers: Object.fromEntries(new Headers(init?.headers)),
    body: init?.body as string,
    signal: init?.signal ?? null,
  });
  const text = await body.text();
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  if (statusCode >= 400)
    throw new MeilisearchApiError(
      new Response(null, { status: statusCode }),
      answer as MeilisearchErrorResponse,
    );
  return answer;
}

/** Runs a request to the engine and names what went wrong. */
export async function ask<Answer>(request: () => Promise<Answer>): Promise<Answer> {
  try {
    return await request();
  } catch (cause) {
    throw toEngineError(cause);
  }
}

function toEngineError(cause: unknown): unknown {
  if (cause instanceof EngineError) return cause;
  // the client wraps whatever its transport throws
  if (cause instanceof MeilisearchRequestError && cause.cause instanceof MeilisearchApiError)
    return toEngineError(cause.cause);
  if (cause instanceof MeilisearchApiError) {
    const code = cause.cause?.code;
    if (code === 'index_not_found') return new NotIndexedError(cause);
    // 5xx come while the engine starts or ends
    if (cause.response.status >= 500) return new EngineAwayError(cause);
    return new EngineRequestError(cause.message, code, cause);
  }
  if (cause instanceof MeilisearchRequestError || cause instanceof MeilisearchRequestTimeOutError) {
    return new EngineAwayError(cause);
  }
  return cause;
}
