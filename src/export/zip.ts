import { crc32, createDeflateRaw } from 'node:zlib';

/** A file of a zip archive. */
export interface ZipPart {
  /** its path: ASCII, with slashes */
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

/** Without the Zip64 extensions, sizes and offsets have 32 bits. */
const LARGEST = 0xffff_ffff;
/** General purpose flags: bit 3, sizes stand behind the data; bit 11, names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 2.0, the first with deflate. */
const VERSION_NEEDED = 20;

/**
 * A zip archive (ISO/IEC 21320-1, PKWARE APPNOTE 6.3), written while its parts are: each is asked for when the one
 * before is complete, compressed on zlib's threads and forgotten. JSZip must know all parts before it begins, and the
 * rows of a spreadsheet tell only at their end how many sheets they need; it also loses an error that comes while
 * the reader pauses.
 * @throws RangeError where a part or the archive reaches 4 GiB
 */
export async function* zip(parts: AsyncIterable<ZipPart>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  const [time, date] = dosTime(new Date());
  let offset = 0;
  for await (const { name, content } of parts) {
    const start = offset;
    const path = Buffer.from(name);
    /** What the local header and the directory both say. */
    const fields = (crc: number, packed: number, size: number) =>
      numbers(
        [VERSION_NEEDED, 2],
        [FLAGS, 2],
        [DEFLATED, 2],
        [time, 2],
        [date, 2],
        [crc, 4],
        [packed, 4],
        [size, 4],
        [path.length, 2],
        [0, 2],
      );
    const header = Buffer.concat([numbers([0x04034b50, 4]), fields(0, 0, 0), path]);
    yield header;
    offset += header.length;

    const measured = { crc: 0, size: 0 };
    let packed = 0;
    for await (const chunk of deflate(measure(content, measured))) {
      packed += chunk.length;
      yield chunk;
    }
    const { crc, size } = measured;
    if (Math.max(size, offset + packed) >= LARGEST)
      throw new RangeError(`${name} is too large for a zip archive`);
    const descriptor = numbers([0x08074b50, 4], [crc, 4], [packed, 4], [size, 4]);
    yield descriptor;
    offset += packed + descriptor.length;
    directory.push(
      Buffer.concat([
        numbers([0x02014b50, 4], [VERSION_NEEDED, 2]),
        fields(crc, packed, size),
        // no comment, first disk, no attributes
        numbers([0, 2], [0, 2], [0, 2], [0, 4], [start, 4]),
        path,
      ]),
    );
  }
  const entries = Buffer.concat(directory);
  const count = directory.length;
  yield Buffer.concat([
    entries,
    numbers(
      [0x06054b50, 4],
      [0, 2],
      [0, 2],
      [count, 2],
      [count, 2],
      [entries.length, 4],
      [offset, 4],
      [0, 2],
    ),
  ]);
}

async function* measure(content: ZipPart['content'], measured: { crc: number; size: number }) {
  for await (const text of content) {
    const bytes = Buffer.from(text);
    measured.crc = crc32(bytes, measured.crc);
    measured.size += bytes.length;
    yield bytes;
  }
}

/**
 * Written piece by piece instead of by a pipeline: the generator that is left closes the one that it reads, before
 * it is itself closed.
 */
async function* deflate(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const stream = createDeflateRaw();
  let ready: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => ready.push(chunk));
  // each write tells of its own failure; without a listener it would end the process besides
  stream.on('error', () => {});
  const taken = () => {
    const chunks = ready;
    ready = [];
    return chunks;
  };
  try {
    for await (const bytes of content) {
      await new Promise<void>((resolve, reject) => {
        stream.write(bytes, (error) => (error ? reject(error) : resolve()));
      });
      yield* taken();
    }
    await new Promise<void>((resolve, reject) => {
      stream.once('end', resolve).once('error', reject).end();
    });
    yield* taken();
  } finally {
    stream.destroy();
  }
}

/** Little-endian numbers, each with its length in bytes. */
function numbers(...fields: readonly (readonly [value: number, bytes: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}

/** Time and date as MS-DOS packed them, to two seconds. */
function dosTime(now: Date): readonly [time: number, date: number] {
  return [
    (now.getHours() << 11) | (now.getMinutes() << 5) | (now.getSeconds() >> 1),
    ((now.getFullYear() - 1980) << 9) | ((now.getMonth() + 1) << 5) | now.getDate(),
  ];
}
