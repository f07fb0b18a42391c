import { ReadableStream } from 'node:stream/web';
import type { APIContext, APIRoute } from 'astro';
import { paced } from '../web/back-pressure.ts';
import { toProblemResponse } from './problem.ts';

/** An API route: what `handler` returns as JSON, what it throws as problem details. */
export function answering(handler: (context: APIContext) => Promise<unknown>): APIRoute {
  return async (context) => {
    try {
      const result = await handler(context);
      return result instanceof Response ? result : toJson(result);
    } catch (error) {
      return toProblemResponse(error);
    }
  };
}

function toJson(value: unknown): Response {
  return new Response(JSON.stringify(value), {
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-cache' },
  });
}

/** A file to download, streamed; a failure on the way breaks it off, so that half a file is never taken for a whole one. */
export function toDownload(
  { mediaType, stream }: { readonly mediaType: string; readonly stream: AsyncIterable<Uint8Array> },
  fileName: string,
): Response {
  return new Response(bodyOf(stream), {
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-cache',
    },
  });
}

/** Values as lines of JSON, each sent when it is known. */
export function toLines(values: AsyncIterable<unknown>): Response {
  const encoder = new TextEncoder();
  async function* lines() {
    for await (const value of values) yield encoder.encode(`${JSON.stringify(value)}\n`);
  }
  return new Response(bodyOf(lines()), {
    headers: { 'Content-Type': 'application/jsonl; charset=utf-8', 'Cache-Control': 'no-cache' },
  });
}

/** The DOM's type of a stream does not know that it can be made from parts; it is the same class. */
function bodyOf(parts: AsyncIterable<Uint8Array>): BodyInit {
  return ReadableStream.from(paced(parts)) as unknown as BodyInit;
}
