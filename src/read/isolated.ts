import { Worker } from 'node:worker_threads';
import type { Container, ContainerJob } from './containers.ts';
import { type ReadDocument, unreadable } from './reader.ts';

/** A file takes no longer, milliseconds; the slowest measured, 27 pages of Word, took 0.3 s. */
const DEADLINE = 60_000;
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

/**
 * Reads a file in a thread of its own. A damaged one makes the libraries that take it apart run for ever, fill the
 * memory, or fail where nobody listens (600 mutants of one .doc and one .pdf did all three): then the thread ends, and
 * the file is told to be damaged. Costs a tenth of a second for each file.
 */
export function readIsolated(container: Container, bytes: Uint8Array): Promise<ReadDocument> {
  const { mediaType, name } = NAMES[container];
  const job: ContainerJob = { container, bytes };
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./container-worker.ts', import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY },
      // What a library prints of a damaged file is no message to anybody.
      stdout: true,
      stderr: true,
    });
    const finish = (read: ReadDocument) => {
      clearTimeout(deadline);
      resolve(read); // the first answer counts
      void worker.terminate();
    };
    const damaged = (why: string) =>
      finish(
        unreadable(
          mediaType,
          'read/damaged-file',
          `The file is no ${name} document that can be read (${why.slice(0, 160)}). Open it in the program that wrote it, and save it anew.`,
        ),
      );
    const deadline = setTimeout(() => damaged(`it took longer than ${DEADLINE / 1_000} s`), DEADLINE);
    worker.once('message', (read: ReadDocument) => finish(read));
    worker.once('error', (error) => damaged(error instanceof Error ? error.message : String(error)));
    worker.once('exit', (code) => damaged(`the reader ended with code ${code}`));
  });
}
