import { beginsWith, UNREAD_FORMATS } from './media-types.ts';
import { readText } from './plain-text.ts';
import { type ReadDocument, type Reader, unreadable } from './reader.ts';

export type { ReadDocument } from './reader.ts';

/** A document of a thousand pages has about 5 MB of text; what is larger is no document. */
export const MAX_BYTES = 25_000_000;

/** The formats in the order in which they are tried; the last one takes everything. */
const FORMATS: readonly {
  readonly fits: (bytes: Uint8Array, fileName: string) => boolean;
  readonly read: Reader;
}[] = [
  ...UNREAD_FORMATS.map(({ mediaType, name, magic }) => ({
    fits: (bytes: Uint8Array) => beginsWith(bytes, magic),
    read: () =>
      unreadable(
        mediaType,
        'read/unsupported-format',
        `The file is ${name}: format not supported yet. Save it as UTF-8 text or Markdown beside the original.`,
      ),
  })),
  { fits: () => true, read: readText },
];

/**
 * Reads a file of the corpus. Never throws: a file that can't be read gives an empty text and a message that says
 * why and what to do (`read/empty`, `read/too-large`, `read/not-text`, `read/unsupported-format`).
 */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<ReadDocument> {
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
  const format = FORMATS.find(({ fits }) => fits(bytes, fileName));
  return (format?.read ?? readText)(bytes, fileName);
}
