import { pipeline, Readable } from 'node:stream';
import type { APIContext, APIRoute } from 'astro';
import { stringify } from 'csv-stringify';
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

/**
 * Rows as a streamed csv file that a spreadsheet opens with its marks right (byte-order mark) and without taking a
 * text for a formula.
 * @param columns heading of each column, by the name of the field
 */
export function toCsv<Row extends object>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  columns: { [Name in keyof Row]: string },
  fileName: string,
): Response {
  const csv = stringify({
    bom: true,
    header: true,
    columns: columns as Record<string, string>,
    escape_formulas: true,
  });
  // a failure on the way breaks the download off, so that half a file is never taken for a whole one
  pipeline(Readable.from(rows), csv, (error) => {
    if (error && (error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') console.error(error);
  });
  return new Response(Readable.toWeb(csv) as ReadableStream, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-cache',
    },
  });
}
