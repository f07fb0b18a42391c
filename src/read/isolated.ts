import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Container, ContainerJob } from './containers.ts';
import { type ReadDocument, unreadable } from './reader.ts';

/** A file takes no longer, milliseconds; the slowest measured, 27 pages of Word, took 0.3 s on an idle machine. */
export const READING_LIMIT = 60_000;
/** The rule by which a file is told that took longer: it may be damaged, or the machine busy. */
export const TIMED_OUT = 'read/timed-out';
/** Nor more memory: megabytes. */
const MEMORY = 1_500;

const NAMES: Readonly<Record<Container, { readonly mediaType: string; readonly name: string }>> = {
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    name: 'Word',
  },
  doc: { mediaType: 'application/msword', name: 'Word 97' },
  pdf: { mediaType: 'application/pdf', name: 'PDF' },
};

const PROCESS = fileURLToPath(new URL('./container-process.ts', import.meta.url));

/**
 * Reads a file in a process of its own. A damaged one makes the libraries that take it apart run for ever, fail where
 * nobody listens, or fill the memory so that a thread takes the whole process with it (mutants of one .doc, .docx and
 * .pdf did all of these): then that process ends, and the file is told to be damaged. Costs a quarter of a second for
 * each file.
 *
 * @param limit milliseconds after which it is given up, as `read/timed-out`
 */
export function readIsolated(
  container: Container,
  bytes: Uint8Array,
  limit = READING_LIMIT,
): Promise<ReadDocument> {
  const { mediaType, name } = NAMES[container];
  const job: ContainerJob = { container, bytes };
  return new Promise((resolve) => {
    const reader = fork(PROCESS, [], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${MEMORY}`],
      // What a library prints of a damaged file is no message to anybody.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const finish = (read: ReadDocument) => {
      clearTimeout(deadline);
      resolve(read); // the first answer counts
      reader.kill('SIGKILL');
    };
    const damaged = (why: string) =>
      finish(
        unreadable(
          mediaType,
          'read/damaged-file',
          `The file is no ${name} document that can be read (${why.slice(0, 160)}). Open it in the program that wrote it, and save it anew.`,
        ),
      );
    const deadline = setTimeout(
      () =>
        finish(
          unreadable(
            mediaType,
            TIMED_OUT,
            `The file is no ${name} document that can be read in ${limit / 1_000} s. Open it in the program that wrote it, and save it anew.`,
          ),
        ),
      limit,
    );
    reader.once('message', (read) => finish(read as ReadDocument));
    reader.once('error', (error) => damaged(error.message));
    reader.once('exit', (code, signal) => damaged(`its reader ended with ${signal ?? `code ${code}`}`));
    reader.send(job, (error) => {
      if (error) damaged(error.message);
    });
  });
}
