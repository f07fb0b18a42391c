import { setImmediate } from 'node:timers/promises';

/** Size of a piece in UTF-16 units: large enough for few hand-overs, small enough to be no weight in memory. */
const PIECE = 16_384;

/**
 * Joins small texts to larger pieces. The first goes out alone, so that a download begins before a slow source does.
 * After each the event loop has a turn: rows that are in memory already, read as fast as they come, would let no
 * other request through until the last.
 */
export async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  let first = true;
  for await (const text of texts) {
    piece += text;
    if (piece.length < PIECE && !first) continue;
    first = false;
    yield piece;
    piece = '';
    await setImmediate();
  }
  if (piece) yield piece;
}
