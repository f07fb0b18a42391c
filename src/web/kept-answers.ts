import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { PUBLIC_READER, type Reader } from '../access/reader.ts';
import { EngineError } from '../engine/errors.ts';
import { dayInVietNam } from '../text/dates.ts';
import { PAGES } from './pages.ts';
import { currentCatalogue } from './portal.ts';
import { entityTag } from './validation.ts';

/** An answer as it was made. */
interface KeptAnswer {
  readonly body: Uint8Array<ArrayBuffer>;
  /** The same in Brotli, for those who take it: packing takes longer than all else that is done to give it again. */
  readonly packed?: Uint8Array<ArrayBuffer>;
  readonly headers: readonly (readonly [string, string])[];
}

/** How much is kept of answers that were made: bytes. */
const MOST_BYTES = 48_000_000;

const answers = new LRUCache<string, KeptAnswer>({
  maxSize: MOST_BYTES,
  sizeCalculation: ({ body, packed }, key) => body.length + (packed?.length ?? 0) + key.length,
});

/** As scripts/serve.ts packs what is not kept. */
const PACKING = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

/** Answers that are being made. */
const making = new Map<string, Promise<KeptAnswer | null>>();

/** What takes long to count and is the same for everybody: the statistics. */
const KEPT: ReadonlySet<string> = new Set([
  ...Object.values(PAGES.statistics),
  ...Object.values(PAGES.printedBoard),
  '/api/board',
  '/api/statistics',
]);

/** Says whether an answer was there already. */
const KEPT_HEADER = 'X-Answer';

/**
 * What the index is to the public: an answer that was made of another is never given. Null while nobody knows; what
 * answers then says so itself.
 */
async function version(): Promise<string | null> {
  try {
    const { meta } = await currentCatalogue(PUBLIC_READER);
    if (!meta.settled) return null;
    return [meta.schemaVersion, meta.indexVersion, meta.indexedAt].join(' ');
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}

/**
 * What is not for everybody is never kept, here or anywhere.
 *
 * An answer that was made before from the same index on the same day, or a new one. The engine is asked every time which
 * index it is, so that no answer outlives a run; one that was made while the index changed is given, and not kept.
 *
 * @param make what answers the request; it goes by the catalogue that was looked at here
 */
export async function keptOrMade(
  { url, method, headers }: { readonly url: URL; readonly method: string; readonly headers: Headers },
  { audience }: Pick<Reader, 'audience'>,
  make: () => Promise<Response>,
): Promise<Response> {
  if (audience !== 'public' || method !== 'GET' || !KEPT.has(url.pathname)) return make();
  const made = await version();
  if (made === null) return make();
  const key = [made, dayInVietNam(new Date()), url.origin, url.pathname, url.search].join('\n');
  const known = answers.get(key);
  const packed = takesBrotli(headers);
  if (known) {
    // who came first may have taken it unpacked
    const answer = packed && !known.packed ? await packedToo(known) : known;
    if (answer !== known && answers.has(key)) answers.set(key, answer);
    return toResponse(answer, 'kept', packed);
  }
  // who asks for the same while it is made waits for it
  const begun = making.get(key);
  if (begun) {
    const answer = await begun.catch(() => null);
    return answer ? toResponse(answer, 'kept', packed) : make();
  }
  let response: Response | undefined;
  const work = (async () => {
    response = await make();
    if (response.status !== 200) return null;
    const body = new Uint8Array(await response.arrayBuffer());
    response.headers.set('ETag', entityTag(body));
    const answer = { body, headers: [...response.headers] };
    return packed ? packedToo(answer) : answer;
  })();
  making.set(key, work);
  const forget = () => making.delete(key);
  try {
    const answer = await work;
    if (!answer) {
      forget();
      return response as unknown as Response;
    }
    // nobody need wait until it is known whether it may be kept; who asks meanwhile has it from those being made
    void version()
      .then((now) => now === made && answers.set(key, answer))
      .finally(forget);
    return toResponse(answer, 'made', packed);
  } catch (error) {
    forget();
    throw error;
  }
}

function toResponse(
  { body, packed, headers }: KeptAnswer,
  how: 'kept' | 'made',
  wantsPacked: boolean,
): Response {
  const asPacked = wantsPacked && packed !== undefined;
  const response = new Response(asPacked ? packed : body, {
    status: 200,
    headers: headers.map(([name, value]) => [name, value]),
  });
  response.headers.set(KEPT_HEADER, how);
  if (asPacked) {
    response.headers.set('Content-Encoding', 'br');
    response.headers.append('Vary', 'Accept-Encoding');
  }
  return response;
}

async function packedToo(answer: KeptAnswer): Promise<KeptAnswer> {
  const brotli = await promisify(brotliCompress)(answer.body, PACKING);
  return { ...answer, packed: new Uint8Array(brotli) };
}

/** Whether somebody takes answers in Brotli (RFC 9110, 12.5.3). */
const takesBrotli = (headers: Headers) =>
  new Negotiator({ headers: { 'accept-encoding': headers.get('accept-encoding') ?? '' } })
    .encodings(['br', 'identity'])
    .includes('br');
