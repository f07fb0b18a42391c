import {
  Meilisearch,
  MeilisearchApiError,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
} from 'meilisearch';
import { EngineAwayError, EngineError, EngineRequestError, NotIndexedError } from './errors.ts';

/** A client of the engine; what it may do depends on its key. Only `engine/` calls it. */
export type EngineClient = Meilisearch;

export interface EngineAddress {
  readonly url: string;
  readonly key: string;
}

/**
 * How long an answer may take before the engine counts as away. Milliseconds; the slowest honest answer measured
 * (100,000 passages, all of them handed over) is far below.
 */
const TIMEOUT_MS = 30_000;

/**
 * A client of the engine. Node's fetch asks for compressed answers, which costs 42 ms each on loopback
 * (engine-facts.md section 1), hence `identity`.
 */
export function createClient({ url, key }: EngineAddress): EngineClient {
  return new Meilisearch({
    host: url,
    apiKey: key,
    timeout: TIMEOUT_MS,
    requestInit: { headers: { 'Accept-Encoding': 'identity' } },
  });
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
