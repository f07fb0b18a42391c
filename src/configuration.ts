import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

/** A variable of the environment holds what it may not. */
export class ConfigurationError extends Error {
  readonly hint: string;
  readonly variable: string;
  readonly value: string;

  constructor(
    variable: string,
    value: string,
    allowed: string,
    hint = `Correct ${variable}, or unset it; the README lists the variables with their defaults.`,
  ) {
    super(`${variable} is ${JSON.stringify(value)}, but must be ${allowed}.`);
    this.name = 'ConfigurationError';
    this.hint = hint;
    this.variable = variable;
    this.value = value;
  }
}

const folder = z.string().transform((path) => resolve(path));

/** Without the slash at its end, so that a path can be appended. */
const webAddress = z
  .url({ protocol: /^https?$/, error: 'an http or https address, such as https://vanthu.example.vn' })
  .transform((address) => address.replace(/\/+$/, ''));

const key = z.string().regex(/^[\x21-\x7e]+$/, 'a key: visible ASCII characters without spaces');

/** Who is served: everybody without any sign-in, only those who sign in, or everybody with a sign-in for the staff. */
export const PORTAL_MODES = ['public', 'staff', 'mixed'] as const;
export type PortalMode = (typeof PORTAL_MODES)[number];

const RATE_RANGE = 'a whole number of requests a minute from 1 to 9999999';
const PORT_RANGE = 'a whole number from 1 to 65535';

/** Each error message ends the sentence "X is …, but must be …". */
const Variables = z.object({
  HOST: z.string().refine(isHost, 'a host name or an IP address').default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, PORT_RANGE)
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, PORT_RANGE)
    .default(4321),
  CORPUS_DIR: folder.default(() => resolve('corpus')),
  DATA_DIR: folder.default(() => resolve('.data')),
  MEILI_URL: webAddress.optional(),
  MEILI_MASTER_KEY: key.min(16, 'a key of 16 characters or more').optional(),
  MEILI_INDEX_KEY: key.optional(),
  MEILI_SEARCH_KEY: key.optional(),
  MEILI_SEARCH_KEY_UID: z.uuid('the uid of the search key, as the engine lists it under /keys').optional(),
  MEILI_BIN: folder.optional(),
  PORTAL_MODE: z.enum(PORTAL_MODES, `one of ${PORTAL_MODES.join(', ')}`).default('mixed'),
  TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(',').map((one) => one.trim()))
    .refine(
      (list) => list.every(isProxy),
      'IP addresses or ranges such as 10.0.0.0/8, with commas between them',
    )
    .default([]),
  RATE_LIMIT: z
    .string()
    .regex(/^\d{1,7}$/, RATE_RANGE)
    .transform(Number)
    .refine((rate) => rate >= 1, RATE_RANGE)
    .default(1200),
  OIDC_ISSUER: webAddress.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: key.optional(),
  OIDC_TRUST_EMAIL: z.enum(['0', '1'], '0 or 1').default('0'),
  OIDC_NAME: z.string().max(60, 'a name of 60 characters at most').optional(),
  // pages link to each other from the root: below a path they would lead elsewhere
  PORTAL_URL: webAddress
    .refine((address) => new URL(address).pathname === '/', 'an address without a path')
    .optional(),
});

/** An OpenID Connect provider, as the portal is known to it. */
export interface OidcConfiguration {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whether addresses are good of which it does not say that they are verified. */
  readonly trustEmail: boolean;
  /** What the button of the sign-in page calls it. */
  readonly name: string | undefined;
}

/** What the environment says about where the portal listens, what it indexes, and which engine it uses. */
export interface Configuration {
  host: string;
  port: number;
  /** Absolute, like the other paths. */
  corpusDir: string;
  dataDir: string;
  /** Absent: the embedded engine. */
  meiliUrl: string | undefined;
  meiliMasterKey: string | undefined;
  meiliIndexKey: string | undefined;
  meiliSearchKey: string | undefined;
  /** The engine's name for the search key; absent for a key that the portal made itself. */
  meiliSearchKeyUid: string | undefined;
  meiliBin: string | undefined;
  portalMode: PortalMode;
  /** Addresses and ranges of the proxies whose word on who asks is taken. */
  trustedProxies: string[];
  /** How much one address may ask in a minute (see src/access/rate-limits.ts). */
  rateLimit: number;
  /** Single sign-on (đăng nhập một lần) by an OpenID Connect provider. */
  oidc: OidcConfiguration | undefined;
  /** Absent: absolute links take their origin from the request. */
  portalUrl: string | undefined;
}

/**
 * Reads the variables that the README lists. One that is empty counts as unset, as in a Docker or systemd file.
 *
 * @throws ConfigurationError about the first that holds what it may not
 */
export function readConfiguration(env: NodeJS.ProcessEnv = process.env): Configuration {
  const given = Object.fromEntries(
    Object.keys(Variables.shape).flatMap((name) => {
      const value = env[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const { success, data, error } = Variables.safeParse(given);
  if (!success) {
    const [issue] = error.issues;
    const variable = String(issue?.path[0]);
    throw new ConfigurationError(
      variable,
      shown(variable, given[variable] ?? ''),
      issue?.message ?? 'something else',
    );
  }
  return {
    host: data.HOST,
    port: data.PORT,
    corpusDir: data.CORPUS_DIR,
    dataDir: data.DATA_DIR,
    meiliUrl: data.MEILI_URL,
    meiliMasterKey: data.MEILI_MASTER_KEY,
    meiliIndexKey: data.MEILI_INDEX_KEY,
    meiliSearchKey: data.MEILI_SEARCH_KEY,
    meiliSearchKeyUid: data.MEILI_SEARCH_KEY_UID,
    meiliBin: data.MEILI_BIN,
    portalMode: data.PORTAL_MODE,
    trustedProxies: data.TRUSTED_PROXIES,
    rateLimit: data.RATE_LIMIT,
    oidc: oidcOf(data),
    portalUrl: data.PORTAL_URL,
  };
}

/** All of its variables, or none. */
function oidcOf(data: z.infer<typeof Variables>): OidcConfiguration | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = data;
  if (!issuer && !clientId && !clientSecret) return undefined;
  if (!issuer) throw new ConfigurationError('OIDC_ISSUER', '', 'set with the other variables of OIDC');
  if (!clientId) throw new ConfigurationError('OIDC_CLIENT_ID', '', 'set with the other variables of OIDC');
  if (!clientSecret)
    throw new ConfigurationError('OIDC_CLIENT_SECRET', '', 'set with the other variables of OIDC');
  if (!data.PORTAL_URL)
    throw new ConfigurationError(
      'PORTAL_URL',
      '',
      'set where people sign in by OIDC: the provider sends them back there',
    );
  if (new URL(issuer).protocol === 'http:' && !isLoopback(new URL(issuer).hostname))
    throw new ConfigurationError('OIDC_ISSUER', issuer, 'an https address: what passes there lets people in');
  return { issuer, clientId, clientSecret, trustEmail: data.OIDC_TRUST_EMAIL === '1', name: data.OIDC_NAME };
}

/**
 * Refuses to serve a sign-in over a line that others can listen to: a password or a session on plain http belongs to
 * whoever reads along. Behind a proxy that speaks TLS, PORTAL_URL is its https address.
 *
 * @throws {ConfigurationError}
 */
export function checkSignInIsPrivate({ portalMode, portalUrl, host }: Configuration): void {
  if (portalMode === 'public') return;
  const instead = 'or set PORTAL_MODE=public for a portal without a sign-in';
  const hint =
    'Set PORTAL_URL to the https address of the proxy in front of the portal; the README has examples of one.';
  if (portalUrl && new URL(portalUrl).protocol === 'http:' && !isLoopback(new URL(portalUrl).hostname))
    throw new ConfigurationError(
      'PORTAL_URL',
      portalUrl,
      `an https address, as people sign in there, ${instead}`,
      hint,
    );
  if (!portalUrl?.startsWith('https:') && !isLoopback(host))
    throw new ConfigurationError(
      'HOST',
      host,
      `an address of this machine alone (127.0.0.1) as long as PORTAL_URL does not name the https address of the portal, ${instead}`,
      hint,
    );
}

/** An address that only this machine reaches. */
function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return (
    bare === 'localhost' || bare.endsWith('.localhost') || bare === '::1' || /^127\.\d+\.\d+\.\d+$/.test(bare)
  );
}

/** `10.0.0.7`, `10.0.0.0/8`, `fd00::/8`. */
function isProxy(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

/** `127.0.0.1`, `::1`, `localhost`, `portal.example.vn`; not an address with a scheme or a port. */
function isHost(text: string): boolean {
  return isIP(text) !== 0 || /^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*\.?$/i.test(text);
}

/** A wrong key may be a right one with a slip: it must not end in a log. */
function shown(variable: string, value: string): string {
  return /_(?:KEY|SECRET)$/.test(variable) ? '…' : value;
}
