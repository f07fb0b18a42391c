import { DamagedWordFile, OversizedWordFile } from './damaged.ts';

/** A PLC ([MS-DOC] 2.2.2): n + 1 positions, and n pieces of data of one size between them. */
export interface Plc {
  readonly positions: Uint32Array;
  readonly data: readonly DataView[];
}

/** A file of 25 MB has no more pages of formatting, and a fast save leaves some thousand pieces at most. */
const MAX_ENTRIES = 200_000;

/** Reads a PLC whose data have `size` bytes each; nothing at all is an empty one. */
export function readPlc(bytes: Uint8Array, size: number): Plc {
  if (bytes.length === 0) return { positions: new Uint32Array(0), data: [] };
  const count = Math.floor((bytes.length - 4) / (4 + size));
  if (count < 0) throw new DamagedWordFile('a list of positions is cut short');
  if (count > MAX_ENTRIES) throw new OversizedWordFile('a list of positions has no end');
  const view = viewOf(bytes);
  const positions = Uint32Array.from({ length: count + 1 }, (_, index) => view.getUint32(index * 4, true));
  for (let i = 1; i <= count; i++)
    if ((positions[i] as number) < (positions[i - 1] as number))
      throw new DamagedWordFile('a list of positions is in no order');
  const from = (count + 1) * 4;
  const data = Array.from({ length: size === 0 ? 0 : count }, (_, index) =>
    viewOf(bytes.subarray(from + index * size, from + (index + 1) * size)),
  );
  return { positions, data };
}

/** A view of the same bytes. Reading beyond them throws a RangeError. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The last index whose value is no greater than `wanted`; -1 where all are. */
export function lastUpTo(
  values: { readonly length: number; [index: number]: number },
  wanted: number,
): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
