/**
 * `npm run account -- add|list|disable|enable|reset`: the accounts of those who may read internal documents. There is no
 * other way to make one. Exit code 0 when it was done, 1 when it could not be done as it was asked for, 2 when it failed.
 */
import { text } from 'node:stream/consumers';
import { Command, InvalidArgumentError } from 'commander';
import { AccountError, accountOffice, generatePassword } from '../src/access/account-office.ts';
import { openAccounts } from '../src/access/accounts.ts';
import { ROLES, type Role } from '../src/access/reader.ts';
import { readConfiguration } from '../src/configuration.ts';
import { tellFailure } from '../src/failure.ts';

type Office = ReturnType<typeof accountOffice>;

async function withOffice(work: (office: Office) => Promise<void>): Promise<void> {
  const { dataDir, portalUrl, port, portalMode } = readConfiguration();
  if (portalMode === 'public')
    throw new AccountError(
      'PORTAL_MODE is public: this portal has no accounts.',
      'Set PORTAL_MODE to mixed or staff, as for npm start.',
    );
  const accounts = await openAccounts({ dataDir, portalUrl: portalUrl ?? `http://localhost:${port}` });
  try {
    await work(accountOffice(accounts));
  } finally {
    accounts.close();
  }
}

/** From standard input, so that it stands in no list of processes and no history of a shell; else a new one. */
async function passwordOf({ passwordStdin }: { passwordStdin?: true }) {
  if (!passwordStdin) return { password: generatePassword(), made: true };
  return { password: (await text(process.stdin)).replace(/\r?\n$/u, ''), made: false };
}

const tell = (made: boolean, password: string) =>
  made ? `\nPassword (shown this once; it can be changed after the sign-in): ${password}` : '';

function roleOf(value: string): Role {
  const role = ROLES.find((name) => name === value);
  if (!role) throw new InvalidArgumentError(`It is one of ${ROLES.join(', ')}.`);
  return role;
}

const STDIN = ['--password-stdin', 'read the password from standard input instead of making one'] as const;
const program = new Command('npm run account --').description(
  'Accounts of those who may read internal documents.',
);

program
  .command('add')
  .description('make an account, and a password for it')
  .argument('<username>', 'to sign in with')
  .requiredOption('--name <name>', 'of the person or the office')
  .option('--role <role>', `${ROLES.join(' or ')}; editors see the page of administration`, roleOf, 'reader')
  .option('--email <address>', 'by which single sign-on knows the account')
  .option(...STDIN)
  .action(
    async (username: string, options: { name: string; role: Role; email?: string; passwordStdin?: true }) => {
      const { password, made } = await passwordOf(options);
      const { name, role, email } = options;
      await withOffice((office) => office.add({ username, name, role, password, email }));
      console.log(`Account ${username.toLowerCase()} (${role}) is made.${tell(made, password)}`);
    },
  );

program
  .command('list')
  .description('show all accounts')
  .action(() =>
    withOffice(async (office) => {
      const accounts = await office.list();
      if (accounts.length === 0) console.log('There are no accounts. `npm run account -- add` makes one.');
      for (const { username, name, role, email, disabled, sessions } of accounts)
        console.log(
          [username, role, disabled ? 'disabled' : `${sessions} sessions`, email ?? '-', name].join('\t'),
        );
    }),
  );

for (const [name, description, done] of [
  ['disable', 'let nobody in with the account, and end its sessions', 'is disabled, its sessions have ended'],
  ['enable', 'let the account in again', 'can be used again'],
] as const)
  program
    .command(name)
    .description(description)
    .argument('<username>')
    .action(async (username: string) => {
      await withOffice((office) => office[name](username));
      console.log(`Account ${username.toLowerCase()} ${done}.`);
    });

program
  .command('reset')
  .description('give the account a new password, and end its sessions')
  .argument('<username>')
  .option(...STDIN)
  .action(async (username: string, options: { passwordStdin?: true }) => {
    const { password, made } = await passwordOf(options);
    await withOffice((office) => office.reset(username, password));
    console.log(
      `Account ${username.toLowerCase()} has a new password, its sessions have ended.${tell(made, password)}`,
    );
  });

try {
  await program.parseAsync();
} catch (error) {
  tellFailure(error);
  process.exitCode = error instanceof AccountError ? 1 : 2;
}
