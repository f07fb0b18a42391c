import { createHash } from 'node:crypto';

/** What is made whole before it is sent: pages, answers, documents; not the files that are streamed. */
const WHOLE = /^(?:text\/(?:html|plain)|application\/(?:[\w.-]+\+)?(?:json|xml))\b/u;

/** Whether an answer can be told apart from what somebody has already. */
export function isWhole({ status, headers }: Response): boolean {
  return (
    status === 200 &&
    WHOLE.test(headers.get('content-type') ?? '') &&
    !headers.has('content-disposition') &&
    headers.get('cache-control') !== 'no-store'
  );
}

/**
 * The entity tag (RFC 9110, 8.8.3) of a content: of what is sent, not of the index that it was made from, so that no
 * withdrawn document, other format or other build is ever taken for what somebody has. Weak, as it may be packed.
 */
export function entityTag(content: Uint8Array): string {
  return `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
}

/** Whether somebody already has what the tag stands for (RFC 9110, 13.1.2). */
export function hasAlready({ headers }: Request, tag: string): boolean {
  const known = headers.get('if-none-match');
  if (known === null) return false;
  const plain = (one: string) => one.trim().replace(/^W\//u, '');
  return known.trim() === '*' || known.split(',').some((one) => plain(one) === plain(tag));
}
