import { LRUCache } from 'lru-cache';
import { EngineError } from '../engine/errors.ts';
import { dayInVietNam } from '../text/dates.ts';
import { PAGES } from './pages.ts';
import { currentCatalogue } from './portal.ts';

/** An answer as it was made. */
interface KeptAnswer {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: readonly (readonly [string, string])[];
}

/** How much is kept of answers that were made: bytes. */
const MOST_BYTES = 48_000_000;

const answers = new LRUCache<string, KeptAnswer>({
  maxSize: MOST_BYTES,
  sizeCalculation: ({ body }, key) => body.length + key.length,
});

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
 * What the index is, and for whom: an answer that was made of another is never given. Null while nobody knows; what
 * answers then says so itself.
 */
async function version(): Promise<string | null> {
  try {
    const { meta, door } = await currentCatalogue();
    if (!meta.settled) return null;
    return [door.audience, meta.schemaVersion, meta.indexVersion, meta.indexedAt].join(' ');
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}

/**
 * An answer that was made before from the same index on the same day, or a new one. The engine is asked every time which
 * index it is, so that no answer outlives a run; one that was made while the index changed is given, and not kept.
 *
 * @param make what answers the request; it goes by the catalogue that was looked at here
 */
export async function keptOrMade(
  { url, method }: { readonly url: URL; readonly method: string },
  make: () => Promise<Response>,
): Promise<Response> {
  if (method !== 'GET' || !KEPT.has(url.pathname)) return make();
  const made = await version();
  if (made === null) return make();
  const key = [made, dayInVietNam(new Date()), url.origin, url.pathname, url.search].join('\n');
  const known = answers.get(key);
  if (known) return toResponse(known, 'kept');
  // who asks for the same while it is made waits for it
  const begun = making.get(key);
  if (begun) {
    const answer = await begun.catch(() => null);
    return answer ? toResponse(answer, 'kept') : make();
  }
  let response: Response | undefined;
  const work = (async () => {
    response = await make();
    if (response.status !== 200) return null;
    const body = new Uint8Array(await response.arrayBuffer());
    const answer = { body, headers: [...response.headers] };
    if ((await version()) === made) answers.set(key, answer);
    return answer;
  })();
  making.set(key, work);
  try {
    const answer = await work;
    return answer ? toResponse(answer, 'made') : (response as unknown as Response);
  } finally {
    making.delete(key);
  }
}

function toResponse({ body, headers }: KeptAnswer, how: 'kept' | 'made'): Response {
  const response = new Response(body, {
    status: 200,
    headers: headers.map(([name, value]) => [name, value]),
  });
  response.headers.set(KEPT_HEADER, how);
  return response;
}
