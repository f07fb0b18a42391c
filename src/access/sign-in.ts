import { readConfiguration } from '../configuration.ts';
import type { AccountEntry } from './account-office.ts';
import type { OpenAccounts } from './accounts.ts';
import { SignInLimits } from './rate-limits.ts';
import { PUBLIC_READER, type Reader, ROLES, type Role, SSO } from './reader.ts';

let opened: Promise<OpenAccounts> | undefined;
const limits = new SignInLimits();

/**
 * The accounts of this portal. A public one has none: nothing of it asks for them, and the library, which takes 23 MB, is
 * not even loaded; nor is it elsewhere before somebody signs in.
 */
function accounts(): Promise<OpenAccounts> {
  const { dataDir, portalUrl, port, oidc } = readConfiguration();
  opened ??= import('./accounts.ts').then(({ openAccounts }) =>
    openAccounts({ dataDir, portalUrl: portalUrl ?? `http://localhost:${port}`, oidc }),
  );
  // a failure is not kept: the disk may have room again with the next request
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

/** Whether one can sign in here at all. */
export const hasSignIn = (): boolean => readConfiguration().portalMode !== 'public';

const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?vanthu\.session_token=/u;

/** Only what the library needs of a request, and what the session list shows of it. */
function headersOf(request: Request, client: string): Headers {
  const headers = new Headers({ 'x-forwarded-for': client });
  for (const name of ['cookie', 'user-agent']) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}

/**
 * Who asks: by the session in the cookie, as it is in the database at this moment. A session that ended, one of a
 * disabled account, and a cookie that is not from here are the public.
 */
export async function readerOf(request: Request): Promise<Reader> {
  if (!hasSignIn() || !SESSION_COOKIE.test(request.headers.get('cookie') ?? '')) return PUBLIC_READER;
  return readerWith(new Headers({ cookie: request.headers.get('cookie') ?? '' }));
}

async function readerWith(headers: Headers): Promise<Reader> {
  const { auth } = await accounts();
  const found = await auth.api.getSession({ headers });
  if (!found || found.user.banned) return PUBLIC_READER;
  const { id, name, username, role } = found.user;
  return {
    audience: 'internal',
    account: { id, name, username: username ?? '', role: roleOf(role) },
    sessionId: found.session.id,
  };
}

/** A role that is not known may do the least. */
function roleOf(role: string | null | undefined): Role {
  return ROLES.find((name) => name === role) ?? 'reader';
}

/** What became of a try to sign in. */
export type SignIn =
  | { readonly outcome: 'in'; readonly cookies: readonly string[]; readonly reader: Reader }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'limit'; readonly retryAfter: number; readonly first: boolean };

/** Signs in (đăng nhập) with a name and a password. Which of the two was wrong, or whether the account is disabled, is not told. */
export async function signIn(
  request: Request,
  client: string,
  username: string,
  password: string,
): Promise<SignIn> {
  const allowance = await limits.try(client, username);
  if (!allowance.allowed)
    return { outcome: 'limit', retryAfter: allowance.retryAfter, first: allowance.first };
  const { auth } = await accounts();
  const answer = await auth.api.signInUsername({
    body: { username, password },
    headers: headersOf(request, client),
    asResponse: true,
  });
  if (answer.status >= 500) throw new Error(`The sign-in failed: ${await answer.text()}`);
  const cookies = answer.headers.getSetCookie();
  const reader = answer.ok ? await readerOfCookies(cookies) : PUBLIC_READER;
  if (reader.audience === 'public') return { outcome: 'wrong' };
  await limits.succeeded(client, username);
  return { outcome: 'in', cookies, reader };
}

/** Who somebody is who was just given cookies. */
function readerOfCookies(cookies: readonly string[]): Promise<Reader> {
  return readerWith(new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') }));
}

/** Ends the session (đăng xuất), so that its cookie is good for nothing any more, and takes the cookie away. */
export async function signOut(request: Request, client: string): Promise<readonly string[]> {
  const { auth } = await accounts();
  const answer = await auth.api.signOut({ headers: headersOf(request, client), asResponse: true });
  return answer.headers.getSetCookie();
}

/** All accounts, for the page of administration. */
export async function listAccounts(): Promise<AccountEntry[]> {
  const { accountOffice } = await import('./account-office.ts');
  return accountOffice(await accounts()).list();
}

/** A session (phiên đăng nhập) as its owner sees it. */
export interface Session {
  readonly id: string;
  readonly since: Date;
  readonly until: Date;
  readonly client: string;
  readonly program: string;
}

/** The sessions of whoever asks, the newest first. */
export async function sessionsOf(request: Request): Promise<Session[]> {
  const { auth } = await accounts();
  const sessions = await auth.api.listSessions({ headers: headersOf(request, '') });
  return sessions
    .map(({ id, createdAt, expiresAt, ipAddress, userAgent }) => ({
      id,
      since: createdAt,
      until: expiresAt,
      client: ipAddress ?? '',
      program: userAgent ?? '',
    }))
    .sort((a, b) => b.since.getTime() - a.since.getTime());
}

/** Ends one session of whoever asks; one that is not his own stays as it is. */
export async function endSession(request: Request, id: string): Promise<void> {
  const { auth } = await accounts();
  const headers = headersOf(request, '');
  const session = (await auth.api.listSessions({ headers })).find((one) => one.id === id);
  if (session) await auth.api.revokeSession({ headers, body: { token: session.token } });
}

/** Ends all sessions of whoever asks but this one. */
export async function endOtherSessions(request: Request): Promise<void> {
  const { auth } = await accounts();
  await auth.api.revokeOtherSessions({ headers: headersOf(request, '') });
}

/** What became of a wish for a new password; the other sessions end with the old one. */
export type PasswordChange =
  | { readonly outcome: 'changed'; readonly cookies: readonly string[] }
  | { readonly outcome: 'wrong' | 'length' }
  | { readonly outcome: 'limit'; readonly retryAfter: number };

/** Changes the password of whoever asks. */
export async function changePassword(
  request: Request,
  client: string,
  username: string,
  currentPassword: string,
  newPassword: string,
): Promise<PasswordChange> {
  const allowance = await limits.change(username);
  if (!allowance.allowed) return { outcome: 'limit', retryAfter: allowance.retryAfter };
  const { auth } = await accounts();
  const answer = await auth.api.changePassword({
    headers: headersOf(request, client),
    body: { currentPassword, newPassword, revokeOtherSessions: true },
    asResponse: true,
  });
  if (answer.ok) return { outcome: 'changed', cookies: answer.headers.getSetCookie() };
  const { code = '' } = (await answer.json()) as { code?: string };
  return { outcome: code.startsWith('PASSWORD_TOO') ? 'length' : 'wrong' };
}

/**
 * Where single sign-on begins, and the cookies that it is known again by; null where there is none.
 *
 * @throws {ProviderAwayError}
 */
export async function beginSso(
  request: Request,
  client: string,
  next: string,
  failed: string,
): Promise<{ readonly location: string; readonly cookies: readonly string[] } | null> {
  const auth = await (await accounts()).sso();
  if (!auth) return null;
  const answer = await auth.api.signInSocial({
    body: { provider: SSO, callbackURL: next, errorCallbackURL: failed, disableRedirect: true },
    headers: headersOf(request, client),
    asResponse: true,
  });
  if (!answer.ok) throw new Error(`Single sign-on cannot begin: ${await answer.text()}`);
  const { url } = (await answer.json()) as { url: string };
  return { location: url, cookies: answer.headers.getSetCookie() };
}

/**
 * What the provider of single sign-on sent somebody back with.
 *
 * @throws {ProviderAwayError}
 */
export async function finishSso(
  request: Request,
  client: string,
): Promise<{ readonly answer: Response; readonly reader: Reader }> {
  const auth = await (await accounts()).sso();
  if (!auth) throw new Error('There is no single sign-on.');
  const answer = await auth.handler(new Request(request.url, { headers: headersOf(request, client) }));
  const cookies = answer.headers.getSetCookie();
  return { answer, reader: await readerOfCookies(cookies) };
}
