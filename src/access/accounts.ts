import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { admin, genericOAuth, username } from 'better-auth/plugins';
import { createAccessControl } from 'better-auth/plugins/access';
import type { OidcConfiguration } from '../configuration.ts';
import { prepareDataFolder } from '../engine/server/data-folder.ts';
import { DEFAULT_LANGUAGE } from '../labels/language.ts';
import { readSecret } from '../secret.ts';
import { PAGES } from '../web/pages.ts';
import { type Role, SSO, USERNAME } from './reader.ts';

/** A password has so many characters at least, and at most: scrypt takes as long as it is long. */
export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

/** A session ends by itself after so many seconds: a working day. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** Whoever has no address of his own gets one that nobody can have (RFC 6761), as an account needs one. */
export const NO_MAIL_DOMAIN = 'accounts.invalid';

const accessControl = createAccessControl({});
/** Roles that may do nothing to accounts through the library: accounts are made by `npm run account` alone. */
const ROLES_OF_LIBRARY = {
  reader: accessControl.newRole({}),
  editor: accessControl.newRole({}),
} satisfies Record<Role, unknown>;

export interface AccountOptions {
  readonly dataDir: string;
  /** Where the portal is reached: `https://vanthu.example.vn`. With https, its cookies go over TLS alone. */
  readonly portalUrl: string;
  readonly oidc?: OidcConfiguration | undefined;
}

/**
 * The accounts (tài khoản) of the portal, kept in `accounts.sqlite` under the data folder, and their sessions. Nothing of
 * the library is reachable from outside but what `src/access/sign-in.ts` asks of it.
 *
 * @throws {SecretExposedError} @throws {DataFolderError}
 */
export async function openAccounts({ dataDir, portalUrl, oidc }: AccountOptions) {
  const folder = prepareDataFolder(dataDir);
  const path = join(folder, 'accounts.sqlite');
  const database = new DatabaseSync(path);
  chmodSync(path, 0o600);
  // the server reads while the office adds an account
  database.exec('PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 500;');
  const options = {
    appName: 'Văn Thư',
    database,
    baseURL: portalUrl,
    // where single sign-on comes back to (src/pages/dang-nhap/callback); nothing else is answered there
    basePath: '/dang-nhap',
    secret: readSecret(join(folder, 'accounts.secret')),
    telemetry: { enabled: false },
    // what is refused is told by the pages, and the access log has it; what people sent stays out of the console
    logger: { level: 'error', log: (_, message) => console.error(`Accounts: ${message}`) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
    },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    // src/access/rate-limits.ts has them
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'vanthu',
      useSecureCookies: portalUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      disableCSRFCheck: false,
    },
    account: { accountLinking: { enabled: true } },
    // a callback that is not known here (forged, used, too late) is told on the page to sign in at
    onAPIError: { errorURL: `${portalUrl}${PAGES.signIn[DEFAULT_LANGUAGE]}` },
  } satisfies BetterAuthOptions;
  const plugins = [
    username({
      minUsernameLength: 3,
      maxUsernameLength: 30,
      usernameValidator: (name) => USERNAME.test(name.toLowerCase()),
    }),
    admin({ roles: ROLES_OF_LIBRARY, adminRoles: [], defaultRole: 'reader' }),
  ] as const;
  const auth = betterAuth({ ...options, plugins: [...plugins] });
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();
  const { adapter } = await auth.$context;
  for (const model of ['session', 'verification'])
    await adapter.deleteMany({ model, where: [{ field: 'expiresAt', operator: 'lt', value: new Date() }] });
  // the library asks the provider for its addresses before anything else, and waits for minutes: sessions and passwords
  // must not wait with it
  let withSso: ReturnType<typeof openSso> | undefined;
  const openSso = ({ issuer, clientId, clientSecret, trustEmail }: OidcConfiguration) =>
    betterAuth({
      ...options,
      plugins: [
        ...plugins,
        genericOAuth({
          config: [
            {
              providerId: SSO,
              discoveryUrl: discoveryOf(issuer),
              clientId,
              clientSecret,
              scopes: ['openid', 'profile', 'email'],
              pkce: true,
              disableImplicitSignUp: true,
              // whoever can say of any address that it is his would be let in as its owner
              mapProfileToUser: ({ email_verified: verified }) => ({
                emailVerified:
                  verified === true || verified === 'true' || (verified === undefined && trustEmail),
              }),
            },
          ],
        }),
      ],
    });
  return {
    auth,
    /**
     * The same with single sign-on; null where there is none.
     *
     * @throws {ProviderAwayError}
     */
    async sso() {
      if (!oidc) return null;
      // each time: who is sent to an address that is dead sees no page of the portal any more
      await checkProvider(oidc.issuer);
      withSso ??= openSso(oidc);
      return withSso;
    },
    close: () => database.close(),
  };
}

/** The provider of single sign-on does not answer, or with something else than it should. */
export class ProviderAwayError extends Error {
  override readonly name = 'ProviderAwayError';
}

const discoveryOf = (issuer: string) => `${issuer}/.well-known/openid-configuration`;

/** A provider that has not answered within so many milliseconds counts as away. */
const PROVIDER_PATIENCE_MS = 5000;

async function checkProvider(issuer: string): Promise<void> {
  const signal = AbortSignal.timeout(PROVIDER_PATIENCE_MS);
  try {
    const answer = await fetch(discoveryOf(issuer), { signal });
    await answer.json();
    if (answer.ok) return;
  } catch (cause) {
    throw new ProviderAwayError(`The provider of single sign-on (${issuer}) does not answer.`, { cause });
  }
  throw new ProviderAwayError(`The provider of single sign-on (${issuer}) refuses to say how it is used.`);
}

export type OpenAccounts = Awaited<ReturnType<typeof openAccounts>>;
