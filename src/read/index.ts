import { READING_LIMIT, readIsolated } from './isolated.ts';
import { containerOf } from './media-types.ts';
import { readText } from './plain-text.ts';
import { type ReadDocument, unreadable } from './reader.ts';

export { TIMED_OUT } from './isolated.ts';
export type { ReadDocument } from './reader.ts';

/** A document of a thousand pages has about 5 MB of text; what is larger is no document. */
export const MAX_BYTES = 25_000_000;

/**
 * Reads a file of the corpus, by what it holds and not by what it is called. Never throws: a file that can't be read
 * gives an empty text and a message that says why and what to do (`read/empty`, `read/too-large`, `read/not-text`,
 * `read/unsupported-format`, `read/damaged-file`, `read/timed-out`, `read/no-text-layer`, `read/scrambled-text` …).
 *
 * @param limit milliseconds after which a file that libraries take apart is given up
 */
export async function readDocument(
  bytes: Uint8Array,
  fileName: string,
  limit = READING_LIMIT,
): Promise<ReadDocument> {
  if (bytes.length === 0) {
    return unreadable(
      'text/plain',
      'read/empty',
      'The file is empty. Put the text of the document into it, or remove it.',
    );
  }
  if (bytes.length > MAX_BYTES) {
    return unreadable(
      'application/octet-stream',
      'read/too-large',
      'The file is larger than 25 MB and was not read. Split it, or keep only the text of the document.',
    );
  }
  const found = await containerOf(bytes);
  switch (found?.container) {
    case undefined:
      return readText(bytes, fileName);
    case 'docx':
    case 'doc':
    case 'pdf':
      return readIsolated(found.container, bytes, limit);
    case 'other':
      return unreadable(
        found.mediaType,
        'read/unsupported-format',
        `The file is ${found.mediaType}, a format that is not read. Save it as .docx, .pdf or UTF-8 text.`,
      );
  }
}
