import { DamagedWordFile } from './damaged.ts';

/** Chains of sectors end with a value from here on; no sector bears such a number. */
const LAST_SECTOR = 0xfffffffa;

const HEADER_BYTES = 512;
/** Sectors of the allocation table that the header itself names. */
const HEADER_ENTRIES = 109;

const ENTRY_BYTES = 128;
const SHORT_SECTOR = 64;
/** Streams shorter than this lie in short sectors ([MS-CFB] 2.2: the cutoff is this for every file). */
const SHORT_STREAM = 4_096;

/** The kinds of directory entries that are looked at. */
const STREAM = 2;

/** No entry of a directory stands here. */
const NO_ENTRY = 0xffffffff;

interface Entry {
  readonly start: number;
  readonly size: number;
}

/**
 * A compound file ([MS-CFB], the container of Word 97): the streams of its root storage. A chain of sectors that comes
 * back to itself is damage, so that none is followed for ever. What is held in memory is no
 * more than the file a few times over.
 */
export class CompoundFile {
  readonly #bytes: Uint8Array;
  readonly #size: number;
  readonly #sectors: number;
  readonly #next: Uint32Array;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #shortNext: Uint32Array;
  readonly #shortBytes: Uint8Array;

  /** Throws `DamagedWordFile` for what is no such file. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    if (bytes.length < HEADER_BYTES * 2) throw new DamagedWordFile('it is too short');
    const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
    const shift = header.getUint16(30, true);
    if (shift !== 9 && shift !== 12) throw new DamagedWordFile('its sectors have no size');
    this.#size = 2 ** shift;
    this.#sectors = Math.ceil(bytes.length / this.#size) - 1;
    this.#next = this.#allocationTable(header);
    const directory = this.#join(header.getUint32(48, true), this.#sectors * this.#size);
    const root = entryAt(directory, 0);
    this.#shortBytes = this.#join(root.start, root.size);
    this.#shortNext = words(this.#join(header.getUint32(60, true), this.#sectors * this.#size));
    this.#entries = streamsOf(directory);
  }

  /** The bytes of a stream of the root storage; null where there is none of that name. */
  stream(name: string): Uint8Array | null {
    const entry = this.#entries.get(name);
    if (!entry) return null;
    return entry.size < SHORT_STREAM
      ? this.#joinShort(entry.start, entry.size)
      : this.#join(entry.start, entry.size);
  }

  #sector(index: number): Uint8Array {
    const at = (index + 1) * this.#size;
    const found = this.#bytes.subarray(at, at + this.#size);
    if (found.length === this.#size) return found;
    const whole = new Uint8Array(this.#size); // the last one may be cut short
    whole.set(found);
    return whole;
  }

  /** Which sector follows each: in sectors that the header names, and a chain behind it. */
  #allocationTable(header: DataView): Uint32Array {
    const table: number[] = [];
    const take = (sector: number) => {
      if (sector < this.#sectors) table.push(sector);
      if (table.length > this.#sectors) throw new DamagedWordFile('its sectors are in no order');
    };
    for (let i = 0; i < HEADER_ENTRIES; i++) take(header.getUint32(76 + i * 4, true));
    const last = this.#size / 4 - 1;
    let more = header.getUint32(68, true);
    for (let steps = 0; more < this.#sectors; steps++) {
      if (steps > this.#sectors) throw new DamagedWordFile('its sectors are in no order');
      const entries = words(this.#sector(more));
      for (const entry of entries.subarray(0, last)) take(entry);
      more = entries[last] ?? LAST_SECTOR;
    }
    const next = new Uint32Array(table.length * (last + 1));
    for (const [index, sector] of table.entries()) next.set(words(this.#sector(sector)), index * (last + 1));
    return next;
  }

  /** The sectors of a chain, one behind the other, up to `size` bytes; fewer where the chain ends before. */
  #join(start: number, size: number): Uint8Array {
    const sectors = new Set<number>();
    for (let at = start; at < LAST_SECTOR && sectors.size * this.#size < size; ) {
      if (at >= this.#sectors || sectors.has(at)) throw new DamagedWordFile('its sectors are in no order');
      sectors.add(at);
      at = this.#next[at] ?? LAST_SECTOR;
    }
    const joined = new Uint8Array(sectors.size * this.#size);
    for (const [index, sector] of [...sectors].entries())
      joined.set(this.#sector(sector), index * this.#size);
    return joined.subarray(0, size);
  }

  #joinShort(start: number, size: number): Uint8Array {
    const joined = new Uint8Array(Math.ceil(size / SHORT_SECTOR) * SHORT_SECTOR);
    const seen = new Set<number>();
    let at = start;
    let length = 0;
    while (length < size && at < LAST_SECTOR) {
      const from = at * SHORT_SECTOR;
      const sector = this.#shortBytes.subarray(from, from + SHORT_SECTOR);
      if (sector.length === 0 || seen.has(at)) throw new DamagedWordFile('its short sectors are in no order');
      seen.add(at);
      joined.set(sector, length);
      length += SHORT_SECTOR;
      at = this.#shortNext[at] ?? LAST_SECTOR;
    }
    return joined.subarray(0, Math.min(size, length));
  }
}

function words(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) =>
    view.getUint32(index * 4, true),
  );
}

interface DirectoryEntry extends Entry {
  readonly name: string;
  readonly kind: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
}

function entryAt(directory: Uint8Array, index: number): DirectoryEntry {
  const at = index * ENTRY_BYTES;
  if (at + ENTRY_BYTES > directory.length) throw new DamagedWordFile('its directory ends too soon');
  const view = new DataView(directory.buffer, directory.byteOffset + at, ENTRY_BYTES);
  const length = Math.min(64, view.getUint16(64, true));
  const name = new TextDecoder('utf-16le', { ignoreBOM: true }).decode(
    directory.subarray(at, at + Math.max(0, length - 2)),
  );
  return {
    name,
    kind: view.getUint8(66),
    left: view.getUint32(68, true),
    right: view.getUint32(72, true),
    child: view.getUint32(76, true),
    start: view.getUint32(116, true),
    size: view.getUint32(120, true),
  };
}

/**
 * The streams right below the root, by name: those of objects that are embedded bear the same names, in storages of
 * their own. The order of the tree is not relied upon, and no entry is looked at twice.
 */
function streamsOf(directory: Uint8Array): Map<string, Entry> {
  const found = new Map<string, Entry>();
  const seen = new Set<number>();
  const rest = [entryAt(directory, 0).child];
  for (let index = rest.pop(); index !== undefined; index = rest.pop()) {
    if (index === NO_ENTRY || seen.has(index)) continue;
    seen.add(index);
    const entry = entryAt(directory, index);
    rest.push(entry.left, entry.right);
    if (entry.kind === STREAM && !found.has(entry.name)) found.set(entry.name, entry);
  }
  return found;
}
