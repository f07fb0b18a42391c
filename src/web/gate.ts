import type { Reader } from '../access/reader.ts';
import { isFormOfPerson } from '../api/forms.ts';
import { ProblemError, toProblemResponse } from '../api/problem.ts';
import { readConfiguration } from '../configuration.ts';
import { languageOf } from '../labels/language.ts';
import { wordsIn } from '../labels/words.ts';
import { address, PAGES } from './addresses.ts';
import { plainRefusal } from './plain-refusal.ts';

/** What a staff portal shows to somebody who has not signed in: how to, and what monitors and browsers ask for. */
const OPEN: ReadonlySet<string> = new Set([
  ...Object.values(PAGES.signIn),
  '/dang-nhap/sso',
  '/dang-nhap/callback/sso',
  '/health',
  '/icon.svg',
  '/robots.txt',
]);

/** Who asked for what. */
interface Asked {
  readonly url: URL;
  readonly request: Request;
  readonly locals: { readonly reader: Reader };
}

/**
 * What is answered instead of what was asked for, where that may not be; null where it may. A form that a person sent is
 * `held`: the sign-in page takes it along.
 */
export function refusal({ url, request, locals: { reader } }: Asked): Response | 'held' | null {
  if (!isOwn(request, url)) return foreign(url.pathname);
  if (readConfiguration().portalMode !== 'staff' || reader.audience !== 'public' || OPEN.has(url.pathname))
    return null;
  if (isFormOfPerson(request)) return 'held';
  if (isForPrograms(url.pathname))
    return toProblemResponse(
      new ProblemError(401, 'Sign-in needed', 'This portal is for those who sign in.'),
    );
  return new Response(null, {
    status: 303,
    headers: { Location: signInAddress(url), 'Cache-Control': 'no-store' },
  });
}

/** Answers that no person reads: they are told in JSON that they may not. */
const isForPrograms = (pathname: string) =>
  pathname.startsWith('/api/') ||
  /\.(?:atom|xml)$/u.test(pathname) ||
  Object.values<string>(PAGES.passage).includes(pathname);

/**
 * Whether a request that may change something comes from the portal's own pages: another site can send one with the
 * cookies of whoever visits it, but not with the origin of this one (Fetch standard, "Origin").
 */
function isOwn(request: Request, url: URL): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return true;
  const { portalUrl } = readConfiguration();
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  const known = portalUrl && new URL(portalUrl).origin;
  // behind TLS, a page that came without it is not the portal's own, whatever its name
  return origin === known || (!known?.startsWith('https:') && origin === url.origin);
}

let warned = false;

/** Told to people in their language; to whoever runs the portal once, as it may be he who forgot something. */
function foreign(pathname: string): Response {
  if (!warned)
    console.error(
      'A form was refused, as it did not come from the portal (its Origin is another). If it did: set PORTAL_URL to the address under which readers reach the portal.',
    );
  warned = true;
  const language = languageOf(pathname);
  const { foreign: title, foreignText: detail } = wordsIn(language).access;
  const { body, headers } = plainRefusal(pathname, { status: 403, title, detail, language });
  return new Response(body, { status: 403, headers });
}

/** The page to sign in at, which leads back; the front page where there is nothing to come back to. */
export function signInAddress({ pathname, search }: Pick<URL, 'pathname' | 'search'>): string {
  const page = PAGES.signIn[languageOf(pathname)];
  const next = pathname + search;
  // what takes forms is no page to come back to
  const isNone = next === PAGES.home.vi || pathname === page || pathname.startsWith('/api/');
  return address(page, { next: isNone ? '' : next });
}

/** A path of this portal and nothing else: an address that came with a request never leads out. */
export function ownPath(text: string | null | undefined, otherwise: string): string {
  const here = 'http://portal.invalid';
  if (!text?.startsWith('/') || !URL.canParse(text, here)) return otherwise;
  const { origin, pathname, search, hash } = new URL(text, here);
  // `/\evil.example` and `//evil.example` are other hosts to a browser
  return origin === here && !pathname.startsWith('//') ? pathname + search + hash : otherwise;
}
