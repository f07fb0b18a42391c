import type { IndexMeta } from '../engine/meta.ts';

/** A server that was started anew may be another build, so its pages may look otherwise. */
const STARTED = Date.now().toString(36);

/** What says something of the moment, or is counted or made anew each time, is not kept by anybody. */
const OF_THE_MOMENT =
  /^\/(?:health|_astro\/|api\/(?:mentions|suggestions)|ngu-canh\/(?:chung-nhan|nhieu-cum)|en\/mentions\/(?:certificate|batch))/u;

/** Whether a page or an answer is the same as long as the index is. */
export function isOfTheIndex({ method, url }: Request): boolean {
  return (method === 'GET' || method === 'HEAD') && !OF_THE_MOMENT.test(new URL(url).pathname);
}

/** The entity tag (RFC 9110, 8.8.3) of everything that is made from an index: weak, as it may be packed in any way. */
export function entityTag({ indexVersion, schemaVersion, indexedAt }: IndexMeta): string {
  return `W/"${indexVersion.slice(0, 12)}-${schemaVersion.slice(0, 6)}-${Date.parse(indexedAt).toString(36)}-${STARTED}"`;
}

/** Whether somebody already has what the tag stands for (RFC 9110, 13.1.2). */
export function hasAlready(request: Request, tag: string): boolean {
  const known = request.headers.get('if-none-match');
  if (known === null) return false;
  const plain = (one: string) => one.trim().replace(/^W\//u, '');
  return known.trim() === '*' || known.split(',').some((one) => plain(one) === plain(tag));
}
