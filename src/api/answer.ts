import { ReadableStream } from 'node:stream/web';
import type { APIContext, APIRoute } from 'astro';
import { writeAccess } from '../access/access-log.ts';
import { readConfiguration } from '../configuration.ts';
import { paced } from '../web/back-pressure.ts';
import { toProblemResponse } from './problem.ts';
import { ExportedDocuments } from './read-documents.ts';

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

/** Tells nginx to pass on what is streamed as it comes: kept in its files, an export would look taken that was not. */
const UNBUFFERED = { 'X-Accel-Buffering': 'no' } as const;

/**
 * A file to download, streamed; a failure on the way breaks it off, so that half a file is never taken for a whole one.
 *
 * @param context who asked for it: what somebody takes away who signed in is in the access log
 * @param documents the internal documents that are in it, where its rows are of documents
 */
export function toDownload(
  { mediaType, stream }: { readonly mediaType: string; readonly stream: AsyncIterable<Uint8Array> },
  fileName: string,
  { locals, url }: Pick<APIContext, 'locals' | 'url'>,
  documents = new ExportedDocuments(),
): Response {
  const { reader, client } = locals;
  const body = reader.account ? logged(stream) : stream;
  async function* logged(parts: AsyncIterable<Uint8Array>) {
    let whole = false;
    try {
      yield* parts;
      whole = true;
    } finally {
      writeAccess(
        readConfiguration().dataDir,
        { reader, client },
        { action: 'export', what: url.pathname + url.search, documents: [...documents.internal], whole },
      );
    }
  }
  return new Response(bodyOf(body), {
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-cache',
      ...UNBUFFERED,
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
    headers: {
      'Content-Type': 'application/jsonl; charset=utf-8',
      'Cache-Control': 'no-cache',
      ...UNBUFFERED,
    },
  });
}

/** The DOM's type of a stream does not know that it can be made from parts; it is the same class. */
function bodyOf(parts: AsyncIterable<Uint8Array>): BodyInit {
  return ReadableStream.from(paced(parts)) as unknown as BodyInit;
}
