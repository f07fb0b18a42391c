/**
 * What can keep the engine from running: one class a situation, each with the facts in its message and, apart, a
 * `hint` that says what to do. Neither ever holds a key.
 */
export abstract class EngineServerError extends Error {
  /** One sentence: what the person at the terminal can do about it. */
  readonly hint: string;

  constructor(message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.hint = hint;
  }
}

const BRING_YOUR_OWN =
  'set MEILI_BIN to an official Meilisearch binary (1.21 or newer), or MEILI_URL and MEILI_MASTER_KEY to a server that runs elsewhere (Docker, Meilisearch Cloud)';

export class DataFolderError extends EngineServerError {
  constructor(path: string, cause: unknown) {
    super(
      `The data folder ${path} cannot be written (${reasonOf(cause)}).`,
      'Make it writable for this user and leave room on its disk, or choose another with DATA_DIR.',
      cause,
    );
  }
}

export class EngineBinaryMissingError extends EngineServerError {
  /** @param own that the path came from MEILI_BIN */
  constructor(path: string | undefined, own: boolean, cause?: unknown) {
    super(
      `There is no Meilisearch binary ${path === undefined ? 'for this system' : `at ${path}`}.`,
      own
        ? 'Correct MEILI_BIN, or unset it to use the packed one.'
        : `Run npm ci; where it brings none, ${BRING_YOUR_OWN}.`,
      cause,
    );
  }
}

export class EngineBinaryDigestError extends EngineServerError {
  constructor(path: string, expected: string, actual: string) {
    super(
      `The Meilisearch binary ${path} is not the one this project was made with (sha256 ${actual}, expected ${expected}), so it was not run.`,
      `Run npm ci to install it again; if it stays different, do not trust it: ${BRING_YOUR_OWN}.`,
    );
  }
}

export class EngineBinaryUnusableError extends EngineServerError {
  constructor(path: string, cause: unknown) {
    super(
      `The Meilisearch binary ${path} does not run on this system (${reasonOf(cause)}).`,
      `The packed one needs Linux x64 with glibc 2.35 or newer (Debian 12, Ubuntu 22.04); elsewhere ${BRING_YOUR_OWN}.`,
      cause,
    );
  }
}

export class EngineVersionError extends EngineServerError {
  constructor(where: string, version: string) {
    super(
      `The Meilisearch ${where} is version ${version}; this portal needs 1.21 or newer, below 2.`,
      'Upgrade that Meilisearch, or unset MEILI_URL and MEILI_BIN to use the embedded one.',
    );
  }
}

export class EngineVersionUnreadableError extends EngineServerError {
  constructor(url: string) {
    super(
      `The key in MEILI_INDEX_KEY is not allowed to read the version of the Meilisearch at ${url}, so it could not be checked.`,
      'Give that key the action "version" (a new key is needed, actions cannot be changed), or set MEILI_MASTER_KEY.',
    );
  }
}

export class EngineStartError extends EngineServerError {
  constructor(what: string, logPath: string, logTail: string, hint?: string, cause?: unknown) {
    const said = logTail === '' ? '' : `, saying: ${logTail.replace(/\.$/, '')}`;
    super(`The engine ${what}${said}.`, hint ?? `Its whole log is in ${logPath}.`, cause);
  }
}

export class EngineInUseError extends EngineServerError {
  constructor(dataDir: string, holder: number | undefined) {
    super(
      `Process ${holder ?? 'unknown'} already runs an engine on the data folder ${dataDir}.`,
      'Wait until it ends (npm run index) or stop it (npm start), or give this one a folder of its own with DATA_DIR.',
    );
  }
}

export class EngineLockError extends EngineServerError {
  constructor(lockPath: string, holder: number | undefined) {
    super(
      `Process ${holder ?? 'unknown'} has been starting the engine for too long.`,
      `Stop that process; if it has nothing to do with Văn Thư, delete ${lockPath}.`,
    );
  }
}

export class EngineUnreachableError extends EngineServerError {
  constructor(url: string, reason: string, cause?: unknown) {
    super(
      `No Meilisearch answers at ${url} (${reason}).`,
      'Start it, or correct MEILI_URL; unset MEILI_URL to use the embedded one.',
      cause,
    );
  }
}

export class EngineKeyRefusedError extends EngineServerError {
  constructor(url: string, keyName: string) {
    super(
      `The Meilisearch at ${url} refuses the key in ${keyName}.`,
      keyName === 'MEILI_MASTER_KEY'
        ? 'Set MEILI_MASTER_KEY to the master key which that Meilisearch was started with.'
        : `Set ${keyName} to a key that the Meilisearch lists under /keys.`,
    );
  }
}

/** The engine does not know the search key by the name that it was said to have, and so takes no token of it. */
export class SearchKeyUidError extends EngineServerError {
  constructor(uid: string) {
    super(
      `The Meilisearch takes no token that was signed with MEILI_SEARCH_KEY in the name of the key ${uid}.`,
      'Set MEILI_SEARCH_KEY_UID to the uid under which the Meilisearch lists that key at /keys; if it is that, compare the clocks of the two machines.',
    );
  }
}

/** The running embedded engine was started with another key than the one in the data folder. */
export class EngineKeyMismatchError extends EngineServerError {
  constructor(keyPath: string, cause: unknown) {
    super(
      `The engine that runs does not know the key in ${keyPath}.`,
      'Stop the portal and start it again: the engine takes its key at start.',
      cause,
    );
  }
}

export class EngineKeysMissingError extends EngineServerError {
  constructor(url: string) {
    super(
      `MEILI_URL is set to ${url}, but no keys to go with it.`,
      'Set MEILI_MASTER_KEY, or both MEILI_INDEX_KEY and MEILI_SEARCH_KEY.',
    );
  }
}

export class SearchKeyTooPowerfulError extends EngineServerError {
  constructor() {
    super(
      'The key in MEILI_SEARCH_KEY can do more than search.',
      'Set it to a key whose only action is "search": the web server holds it.',
    );
  }
}

/** The shortest true account of a system error: its code when it has one, which is what people search for. */
export function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.cause instanceof Error) return reasonOf(cause.cause);
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return cause.message.split('\n')[0] ?? cause.name;
}
