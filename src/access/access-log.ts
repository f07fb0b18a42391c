import { mkdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import type { Reader } from './reader.ts';

/** What is written down: what was done with internal documents, and who came in. */
export type Entry =
  | { readonly action: 'open'; readonly document: string; readonly as: string }
  | {
      readonly action: 'export';
      readonly what: string;
      readonly documents: readonly string[];
      readonly whole: boolean;
    }
  | { readonly action: 'search-without-result'; readonly what: string }
  | { readonly action: 'sign-in'; readonly by: 'password' | 'sso' }
  | { readonly action: 'sign-in-refused'; readonly reason: 'wrong' | 'limit' | 'sso' }
  | { readonly action: 'sign-out' | 'end-session' | 'end-other-sessions' | 'change-password' };

/** Who did it, and from where. */
export interface Actor {
  readonly reader: Pick<Reader, 'account'>;
  /** The address of the client, as src/access/client-address.ts finds it. */
  readonly client: string;
}

/** A line of the log as it is kept. */
export type LoggedEntry = Entry & {
  readonly at: string;
  readonly account: string | null;
  readonly client: string;
};

/** A file has so many bytes at most, and so many older ones are kept. */
const FILE_SIZE = '10M';
const OLDER_FILES = 30;
const NAME = 'access.jsonl';
/** So many files are looked at for what the page of administration shows. */
const FILES_READ = 3;

const folderOf = (dataDir: string) => join(dataDir, 'logs');

/** `access.jsonl`, and for the files before it `access-2026-11-22T08-15-00-000Z-1.jsonl`. */
function fileName(time: number | Date | null, index?: number): string {
  if (!time) return NAME;
  return `access-${new Date(time).toISOString().replace(/[:.]/gu, '-')}-${index ?? 1}.jsonl`;
}

let log: { readonly folder: string; readonly stream: RotatingFileStream } | undefined;

/** The log of one data folder. A disk that is full is told on the console; readers are not kept waiting for it. */
function streamTo(dataDir: string): RotatingFileStream {
  const folder = folderOf(dataDir);
  // one that failed once writes nothing more: the next line begins anew, as the disk may have room again
  if (log?.folder === folder && !log.stream.destroyed) return log.stream;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stream = createStream(fileName as (time: number | Date, index?: number) => string, {
    path: folder,
    size: FILE_SIZE,
    maxFiles: OLDER_FILES,
    history: '.access-files',
    mode: 0o600,
  });
  stream.on('error', (error) => console.error('The access log cannot be written:', error.message));
  stream.on('warning', (error) => console.error('The access log:', error.message));
  log = { folder, stream };
  return stream;
}

/**
 * Writes a line of the access log (nhật ký truy cập): JSON, one object a line, in `logs/access.jsonl` under the data
 * folder. What the public does is not written down but for refused sign-ins, and nothing that anybody typed at a
 * sign-in is.
 */
export function writeAccess(dataDir: string, { reader, client }: Actor, entry: Entry): void {
  const line: LoggedEntry = {
    at: new Date().toISOString(),
    account: reader.account?.username ?? null,
    client,
    ...entry,
  };
  streamTo(dataDir).write(`${JSON.stringify(line)}\n`);
}

/** The last lines that fit, the newest first. What is no line of the log (a disk that was full) is left out. */
export async function readAccess(
  dataDir: string,
  wanted: (entry: LoggedEntry) => boolean,
  most: number,
): Promise<LoggedEntry[]> {
  const names = await readdir(folderOf(dataDir)).catch(unlessGone<string[]>([]));
  const older = names
    .filter((name) => /^access-.*\.jsonl$/u.test(name))
    .sort()
    .reverse();
  const found: LoggedEntry[] = [];
  for (const name of [...(names.includes(NAME) ? [NAME] : []), ...older].slice(0, FILES_READ)) {
    // a file may have been rotated away meanwhile
    const text = await readFile(join(folderOf(dataDir), name), 'utf8').catch(unlessGone(''));
    for (const line of text.split('\n').reverse()) {
      const entry = parsed(line);
      if (entry && wanted(entry) && found.push(entry) >= most) return found;
    }
  }
  return found;
}

/** What stands for a file or folder that is not there; any other fault is thrown. */
const unlessGone =
  <Nothing>(nothing: Nothing) =>
  (error: NodeJS.ErrnoException): Nothing => {
    if (error.code === 'ENOENT') return nothing;
    throw error;
  };

function parsed(line: string): LoggedEntry | null {
  try {
    return line === '' ? null : (JSON.parse(line) as LoggedEntry);
  } catch {
    return null;
  }
}
