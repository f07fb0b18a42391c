import { EngineUnreachableError, reasonOf } from './errors.ts';

interface Request {
  key?: string;
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  body?: unknown;
  timeoutMs?: number;
}

export interface Answer {
  status: number;
  /** The parsed JSON; undefined when the answer is none. */
  body: unknown;
}

/** One request to a Meilisearch, for the few that are needed before there is a client. An error status is an answer. */
export async function ask(url: string, path: string, request: Request = {}): Promise<Answer> {
  const { key, method = 'GET', body, timeoutMs = 5000 } = request;
  try {
    const response = await fetch(url + path, {
      method,
      redirect: 'error', // a key must not follow a redirect to another server
      headers: {
        'Accept-Encoding': 'identity', // gzip costs 42 ms a reply on loopback
        ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, body: parseJson(await response.text()) };
  } catch (cause) {
    throw new EngineUnreachableError(url, reasonOf(cause), cause);
  }
}

/** True when a Meilisearch at `url` says that it is available. */
export async function isHealthy(url: string, timeoutMs = 1000): Promise<boolean> {
  try {
    const { status, body } = await ask(url, '/health', { timeoutMs });
    return status === 200 && property(body, 'status') === 'available';
  } catch {
    return false;
  }
}

/** A property of a value that may be anything. */
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
