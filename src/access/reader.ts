import type { Audience } from './audience.ts';

/** What an account may do besides reading: editors (biên tập) see how the portal fares, readers (người đọc) do not. */
export const ROLES = ['reader', 'editor'] as const;
export type Role = (typeof ROLES)[number];

/** An account (tài khoản) as pages and logs know it. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
}

/** Who asks (người đọc): the public, or somebody who signed in. */
export interface Reader {
  readonly audience: Audience;
  readonly account: Account | null;
  /** Which of the sessions of the account it is. */
  readonly sessionId: string | null;
}

/** Somebody of whom nothing is known. */
export const PUBLIC_READER: Reader = { audience: 'public', account: null, sessionId: null };

/** Names to sign in with: Latin letters, digits, `.`, `_`, `-`; case does not matter. */
export const USERNAME = /^[a-z0-9](?:[a-z0-9._-]{1,28})[a-z0-9]$/u;

/** The provider of single sign-on (đăng nhập một lần), as it is called in addresses and in the database. */
export const SSO = 'sso';
