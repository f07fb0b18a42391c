import { AsyncLocalStorage } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

const responses = new AsyncLocalStorage<ServerResponse>();

// Astro hands a page no response of Node, only what it makes of it; Node itself tells of every request that begins.
channel('http.server.request.start').subscribe((message) => {
  responses.enterWith((message as { response: ServerResponse }).response);
});

/**
 * Hands parts of an answer on as fast as the reader takes them. Astro's adapter for Node writes what it gets without
 * waiting (astro/dist/core/app/node.js, `writeResponse`), so that a long file would pile up in memory for somebody with
 * a slow line. Must be called in the request that it answers.
 */
export function paced<Part>(parts: AsyncIterable<Part>): AsyncIterable<Part> {
  const response = responses.getStore();
  return response ? whileTaken(parts, response) : parts;
}

async function* whileTaken<Part>(parts: AsyncIterable<Part>, response: ServerResponse): AsyncIterable<Part> {
  for await (const part of parts) {
    yield part;
    if (response.writableNeedDrain && !response.destroyed) await drained(response);
  }
}

async function drained(response: ServerResponse): Promise<void> {
  const settled = new AbortController();
  const { signal } = settled;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]).catch(
    () => {},
  );
  settled.abort();
}
