/** Chains of sectors end with this; greater values mark sectors that belong to no chain. */
const LAST_SECTOR = 0xfffffffa;

const HEADER_BYTES = 512;
const HEADER_ENTRIES = 109;

/** Whether following `next` from any sector comes to an end. Each sector is walked once. */
function endsEverywhere(next: Uint32Array): boolean {
  const walked = new Int32Array(next.length); // by which walk, from 1
  for (let start = 0; start < next.length; start++) {
    let at = start;
    while (at < next.length && at < LAST_SECTOR && walked[at] === 0) {
      walked[at] = start + 1;
      at = next[at] as number;
    }
    if (at < next.length && walked[at] === start + 1) return false; // it came back to its own way
  }
  return true;
}

/**
 * Whether the chains of sectors of a compound file (MS-CFB, the container of Word 97) all end. One that comes back to
 * itself would be followed for ever. False for what is no such file.
 */
export function hasSoundChains(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_BYTES * 2) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) return false;
  const size = 2 ** shift;
  const entries = size / 4;
  const offsetOf = (sector: number) => (sector + 1) * size;
  const isInside = (sector: number) => sector < LAST_SECTOR && offsetOf(sector) + size <= bytes.length;
  const read = (sector: number, index: number) => view.getUint32(offsetOf(sector) + index * 4, true);

  // The sectors of the allocation table: the first in the header, the others in a chain of their own.
  const table: number[] = [];
  for (let i = 0; i < HEADER_ENTRIES; i++) {
    const sector = view.getUint32(76 + i * 4, true);
    if (isInside(sector)) table.push(sector);
  }
  const seen = new Set<number>();
  for (let sector = view.getUint32(68, true); isInside(sector); sector = read(sector, entries - 1)) {
    if (seen.has(sector)) return false;
    seen.add(sector);
    for (let i = 0; i < entries - 1; i++) if (isInside(read(sector, i))) table.push(read(sector, i));
  }
  if (table.length > bytes.length / size + 1) return false; // one sector named several times
  const next = new Uint32Array(table.length * entries);
  for (const [index, sector] of table.entries())
    for (let i = 0; i < entries; i++) next[index * entries + i] = read(sector, i);
  if (!endsEverywhere(next)) return false;

  // Short streams have a table of their own, in a chain of ordinary sectors.
  const short: number[] = [];
  for (let sector = view.getUint32(60, true); isInside(sector) && short.length < next.length; ) {
    short.push(sector);
    sector = next[sector] ?? LAST_SECTOR;
  }
  const nextShort = new Uint32Array(short.length * entries);
  for (const [index, sector] of short.entries())
    for (let i = 0; i < entries; i++) nextShort[index * entries + i] = read(sector, i);
  return endsEverywhere(nextShort);
}
