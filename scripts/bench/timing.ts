import { Agent, request } from 'node:http';

/** A request as it was sent, to be sent again. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const agent = new Agent({ keepAlive: true });

/** One request over a kept connection: how long until its first byte, and until the whole answer is there. Milliseconds. */
export function ask({
  method,
  url,
  headers,
  body,
}: Sent): Promise<{ first: number; whole: number; bytes: number }> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, (answer) => {
      if ((answer.statusCode ?? 500) >= 400) reject(new Error(`${url} answers ${answer.statusCode}`));
      let first = 0;
      let bytes = 0;
      answer
        .on('data', (chunk: Buffer) => {
          first ||= performance.now() - started;
          bytes += chunk.length;
        })
        .once('end', () => resolve({ first, whole: performance.now() - started, bytes }))
        .once('error', reject);
    });
    sent.once('error', reject).end(body);
  });
}

export const get = (url: string): Sent => ({ method: 'GET', url, headers: {}, body: '' });

/** How long some work takes. Milliseconds. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The value that this share of a list does not exceed. */
export function percentile(list: readonly number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
