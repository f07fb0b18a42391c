import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** 256 bits. */
const SECRET_BYTES = 32;

/** Others than its owner may read a secret. */
export class SecretExposedError extends Error {
  readonly hint: string;

  constructor(path: string, mode: number) {
    super(`Others may read the secret in ${path} (mode ${mode.toString(8).padStart(3, '0')}).`);
    this.name = 'SecretExposedError';
    this.hint = `Run: chmod 600 ${path}; if others may have read it, remove it, and a new one is made.`;
  }
}

/** A file that should hold a secret holds none that is good. */
export class SecretInvalidError extends Error {
  readonly hint: string;

  constructor(path: string) {
    super(`The secret in ${path} is too short.`);
    this.name = 'SecretInvalidError';
    this.hint = `Put back the one that was there, or remove ${path}, and a new one is made.`;
  }
}

/**
 * A secret (khóa bí mật) of the portal, made once and kept at `path` for its owner's eyes only. Base64url, 256 bits.
 *
 * @throws {SecretExposedError} when others may read it @throws {SecretInvalidError}
 */
export function readSecret(path: string): string {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) createSecret(path);
  const mode = statSync(path).mode & 0o777;
  // Windows has no such modes.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw new SecretExposedError(path, mode);
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < SECRET_BYTES) throw new SecretInvalidError(path);
  return secret;
}

/** Appears whole or not at all, and never replaces a secret that another process made meanwhile. */
function createSecret(path: string): void {
  const partial = `${path}.${process.pid}`;
  writeFileSync(partial, `${randomBytes(SECRET_BYTES).toString('base64url')}\n`, { mode: 0o600 });
  try {
    linkSync(partial, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(partial);
  }
}
