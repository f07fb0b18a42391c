import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

/** A variable of the environment holds what it may not. */
export class ConfigurationError extends Error {
  readonly hint: string;
  readonly variable: string;
  readonly value: string;

  constructor(variable: string, value: string, allowed: string) {
    super(`${variable} is ${JSON.stringify(value)}, but must be ${allowed}.`);
    this.name = 'ConfigurationError';
    this.hint = `Correct ${variable}, or unset it; the README lists the variables with their defaults.`;
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
  MEILI_BIN: folder.optional(),
  // pages link to each other from the root: below a path they would lead elsewhere
  PORTAL_URL: webAddress
    .refine((address) => new URL(address).pathname === '/', 'an address without a path')
    .optional(),
});

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
  meiliBin: string | undefined;
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
    meiliBin: data.MEILI_BIN,
    portalUrl: data.PORTAL_URL,
  };
}

/** `127.0.0.1`, `::1`, `localhost`, `portal.example.vn`; not an address with a scheme or a port. */
function isHost(text: string): boolean {
  return isIP(text) !== 0 || /^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*\.?$/i.test(text);
}

/** A wrong key may be a right one with a slip: it must not end in a log. */
function shown(variable: string, value: string): string {
  return variable.endsWith('_KEY') ? '…' : value;
}
