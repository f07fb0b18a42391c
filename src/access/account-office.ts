import { randomInt } from 'node:crypto';
import { NO_MAIL_DOMAIN, type OpenAccounts, PASSWORD_LENGTH } from './accounts.ts';
import { ROLES, type Role, USERNAME } from './reader.ts';

/** An account as those see it who look after accounts. */
export interface AccountEntry {
  readonly username: string;
  readonly name: string;
  /** By which single sign-on knows the account; null where it has none. */
  readonly email: string | null;
  readonly role: Role;
  readonly disabled: boolean;
  /** Sessions that are open now. */
  readonly sessions: number;
}

/** Something about an account that cannot be done as it was asked for. */
export class AccountError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = 'AccountError';
    this.hint = hint;
  }
}

const CONTROL = /\p{Cc}/u;
const LONGEST_NAME = 100;

/** Without letters that are taken for each other. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** 20 of 56 letters are 116 bits. */
const GENERATED_LENGTH = 20;

/** A password that nobody has to think of. */
export function generatePassword(): string {
  return Array.from({ length: GENERATED_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

interface StoredUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly username?: string | null;
  readonly role?: string | null;
  readonly banned?: boolean | null;
}

/** What the office does with accounts (quản lý tài khoản): the only way by which they are made and changed. */
export function accountOffice({ auth }: Pick<OpenAccounts, 'auth'>) {
  const checkPassword = (password: string) => {
    const { least, most } = PASSWORD_LENGTH;
    const { length } = password;
    if (length < least || length > most)
      throw new AccountError(
        `The password has ${length} characters, but needs ${least} to ${most}.`,
        'Choose another, or none: then one is made.',
      );
    // no field of a browser takes them
    if (CONTROL.test(password))
      throw new AccountError('The password has line breaks or other control characters.', 'Leave them out.');
  };
  const find = async (username: string): Promise<StoredUser> => {
    const { adapter } = await auth.$context;
    const user = await adapter.findOne<StoredUser>({
      model: 'user',
      where: [{ field: 'username', value: username.toLowerCase() }],
    });
    if (!user)
      throw new AccountError(
        `There is no account ${JSON.stringify(username)}.`,
        '`npm run account -- list` shows all.',
      );
    return user;
  };
  return {
    /** @throws {AccountError} */
    async add(account: {
      readonly username: string;
      readonly name: string;
      readonly role: Role;
      readonly password: string;
      readonly email?: string | undefined;
    }): Promise<void> {
      const username = account.username.toLowerCase();
      if (!USERNAME.test(username))
        throw new AccountError(
          `${JSON.stringify(account.username)} is no user name.`,
          'It has 3 to 30 Latin letters, digits, ".", "_" or "-", and begins and ends with a letter or digit.',
        );
      const name = account.name.trim();
      if (name === '' || name.length > LONGEST_NAME || CONTROL.test(name))
        throw new AccountError(
          `The account needs a name of ${LONGEST_NAME} characters at most, on one line.`,
          'Give the name of the person or the office.',
        );
      checkPassword(account.password);
      const { adapter, internalAdapter } = await auth.$context;
      const taken = await adapter.findOne({ model: 'user', where: [{ field: 'username', value: username }] });
      if (taken)
        throw new AccountError(
          `There is an account ${JSON.stringify(username)} already.`,
          'Choose another user name, or reset the password of that account.',
        );
      if (account.email?.toLowerCase().endsWith(`@${NO_MAIL_DOMAIN}`))
        throw new AccountError(
          `${JSON.stringify(account.email)} is no address that mail reaches.`,
          'Leave it out for an account without single sign-on.',
        );
      const email = (account.email ?? `${username}@${NO_MAIL_DOMAIN}`).toLowerCase();
      if (await internalAdapter.findUserByEmail(email))
        throw new AccountError(`Another account has the address ${email}.`, 'An address is of one account.');
      try {
        await auth.api.createUser({
          body: {
            email,
            name,
            password: account.password,
            role: account.role,
            // the office vouches for the address: single sign-on may link to the account by it
            data: { username, displayUsername: username, emailVerified: account.email !== undefined },
          },
        });
      } catch (cause) {
        if (
          cause instanceof Error &&
          'body' in cause &&
          (cause.body as { code?: string }).code === 'INVALID_EMAIL'
        )
          throw new AccountError(
            `${JSON.stringify(email)} is no mail address.`,
            'Give it as name@office.example.',
          );
        throw cause;
      }
    },

    /** All accounts, by user name. */
    async list(): Promise<AccountEntry[]> {
      const { adapter, internalAdapter } = await auth.$context;
      const users = await adapter.findMany<StoredUser>({
        model: 'user',
        sortBy: { field: 'username', direction: 'asc' },
        limit: 10_000,
      });
      return Promise.all(
        users.map(async ({ id, username, name, email, role, banned }) => ({
          username: username ?? '',
          name,
          email: email.endsWith(`@${NO_MAIL_DOMAIN}`) ? null : email,
          role: ROLES.find((one) => one === role) ?? 'reader',
          disabled: banned === true,
          sessions: (await internalAdapter.listSessions(id, { onlyActiveSessions: true })).length,
        })),
      );
    },

    /** Nobody gets in with the account any more, and who is in is out at once. @throws {AccountError} */
    async disable(username: string): Promise<void> {
      const { id } = await find(username);
      const { internalAdapter } = await auth.$context;
      await internalAdapter.updateUser(id, { banned: true });
      await internalAdapter.deleteUserSessions(id);
    },

    /** The account can be used again, with the password that it had. @throws {AccountError} */
    async enable(username: string): Promise<void> {
      const { id } = await find(username);
      await (await auth.$context).internalAdapter.updateUser(id, { banned: false });
    },

    /** A new password; all sessions end. @throws {AccountError} */
    async reset(username: string, password: string): Promise<void> {
      checkPassword(password);
      const { id } = await find(username);
      const context = await auth.$context;
      await context.internalAdapter.updatePassword(id, await context.password.hash(password));
      await context.internalAdapter.deleteUserSessions(id);
    },
  };
}
