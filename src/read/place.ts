import { decodeText } from './encodings.ts';

/** A place in a text file, as editors count: from 1. */
export interface PlaceInFile {
  readonly line: number;
  readonly column: number;
}

/** Files whose text is their bytes, decoded: only in these an offset is a place that an editor can show. */
const TEXT = /^text\/(?:plain|markdown)$/u;

let last: { bytes: Uint8Array; starts: number[] } | null = null;

/** Where the lines of a text file begin. The rules of one file ask in a row: the last file is remembered. */
function lineStarts(bytes: Uint8Array): number[] {
  if (last?.bytes === bytes) return last.starts;
  const { text } = decodeText(bytes);
  const starts = [0];
  for (const match of (text ?? '').matchAll(/\r\n?|\n/gu)) starts.push(match.index + match[0].length);
  last = { bytes, starts };
  return starts;
}

/** Line and column of an offset into the decoded file; null in a format that has none (Word, PDF, HTML). */
export function placeInFile(bytes: Uint8Array, mediaType: string, offset: number): PlaceInFile | null {
  if (!TEXT.test(mediaType)) return null;
  const starts = lineStarts(bytes);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 };
}
