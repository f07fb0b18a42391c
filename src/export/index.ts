import { Readable } from 'node:stream';
import { toCsv } from './csv.ts';
import { toDocx } from './docx.ts';
import { toJsonl } from './jsonl.ts';
import { inPieces } from './pieces.ts';
import type { ExportedTable, FileNotes } from './table.ts';
import { toWorkbook, toXlsx } from './xlsx.ts';

export type { About, Cell, Column, ExportedTable, FileNotes, Row } from './table.ts';

/** In which formats a table can be had. */
export const FORMATS = ['csv', 'xlsx', 'docx', 'jsonl'] as const;
/** One of them; it is the extension of the file's name, too. */
export type Format = (typeof FORMATS)[number];

const WRITERS: Readonly<
  Record<
    Format,
    {
      readonly mediaType: string;
      readonly write: (table: ExportedTable) => AsyncIterable<string | Buffer>;
    }
  >
> = {
  csv: { mediaType: 'text/csv; charset=utf-8', write: (table) => inPieces(toCsv(table)) },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: toXlsx },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    write: toDocx,
  },
  // not registered with IANA, but what jsonlines.org says; JSON is always UTF-8
  jsonl: { mediaType: 'application/jsonl', write: (table) => inPieces(toJsonl(table)) },
};

/**
 * A table as a file that is written while it is read. The stream reads no more rows than its reader asks for; when it
 * is destroyed, the rows are closed; when the rows or `about` fail, it is destroyed with their error, so that half a
 * file is never taken for a whole one.
 * @returns media type and bytes of the file
 * @throws RangeError for a table without columns
 */
export function exportTable(
  format: Format,
  table: ExportedTable,
): { readonly mediaType: string; readonly stream: Readable } {
  if (!table.columns.length) throw new RangeError('a table needs a column');
  const { mediaType, write } = WRITERS[format];
  const rows = whileWanted(table.rows, () => !stream.destroyed);
  const stream = Readable.from(write({ ...table, rows }), { objectMode: false });
  return { mediaType, stream };
}

/** Several tables as one workbook. @returns media type and bytes of the file */
export function exportWorkbook(
  tables: readonly ExportedTable[],
  about: FileNotes,
): { readonly mediaType: string; readonly stream: Readable } {
  return {
    mediaType: WRITERS.xlsx.mediaType,
    stream: Readable.from(toWorkbook(tables, about), { objectMode: false }),
  };
}

/**
 * A destroyed stream closes the generator that it reads, but that waits until the generator hands something over, and
 * rows of which a packed kilobyte is made are many.
 * @throws Error where nobody wants a row any more, which ends all that read it; nobody is there to hear of it
 */
async function* whileWanted<T>(
  items: AsyncIterable<T> | Iterable<T>,
  wanted: () => boolean,
): AsyncGenerator<T> {
  for await (const item of items) {
    if (!wanted()) throw new Error('the reader has left');
    yield item;
  }
}
