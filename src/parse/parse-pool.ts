import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Vocabularies } from '../corpus/vocabularies.ts';
import type { Access } from '../record/metadata.ts';
import { type ParsedDocument, type ParseInput, parseDocumentWithOrigin } from './parse-document.ts';

/** What holds for all files of a corpus. */
export interface PoolSettings {
  readonly vocabularies: Vocabularies;
  readonly defaultAccess: Access;
}

/** One file of the corpus. */
export type PoolInput = Omit<ParseInput, keyof PoolSettings>;

/** Parses files on all cores. Results come for each call; `close` ends the threads. */
export interface ParsePool {
  /** How many files are worth having under way at once. */
  readonly width: number;
  /** @throws {ParseThreadError} if the thread died of the file (out of memory) */
  parse(input: PoolInput): Promise<ParsedDocument>;
  close(): Promise<void>;
}

/** The thread that parsed a file died, or the parser broke its promise not to throw. */
export class ParseThreadError extends Error {
  override readonly name = 'ParseThreadError';
  readonly hint = 'The other files are not touched. Look at this one alone: npm run -s parse -- FILE';

  constructor(path: string, cause: unknown) {
    super(`${path} could not be parsed: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

interface Job {
  readonly input: PoolInput;
  readonly resolve: (parsed: ParsedDocument) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  job: Job | null;
}

/** A thread takes a tenth of a second to start: a file or two are parsed before it would. */
const BEFORE_THREADS = 2;

/**
 * A pool of threads, as many as there are cores. They are started when they are needed: the first files are parsed
 * here, and one core or a corpus of a few files never starts any.
 */
export function openParsePool(settings: PoolSettings, threads = availableParallelism()): ParsePool {
  const pool: Thread[] = [];
  const waiting: Job[] = [];
  let begun = 0;
  let closed = false;

  const next = () => {
    for (const thread of pool) {
      if (thread.job) continue;
      const job = waiting.shift();
      if (!job) return;
      thread.job = job;
      thread.worker.ref();
      thread.worker.postMessage(job.input);
    }
  };
  const open = (): Thread => {
    const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), { workerData: settings });
    const thread: Thread = { worker, job: null };
    worker.on('message', (answer: { parsed?: ParsedDocument; error?: string }) => {
      const { job } = thread;
      thread.job = null;
      worker.unref(); // an idle thread keeps no process alive
      if (answer.parsed) job?.resolve(answer.parsed);
      else job?.reject(new ParseThreadError(job.input.path, answer.error));
      next();
    });
    const died = (cause: unknown) => {
      const { job } = thread;
      thread.job = null;
      pool.splice(pool.indexOf(thread), 1);
      job?.reject(new ParseThreadError(job.input.path, cause));
      if (!closed && waiting.length > 0) {
        pool.push(open());
        next();
      }
    };
    worker.on('error', died);
    worker.unref();
    return thread;
  };

  return {
    width: threads * 2,
    parse(input) {
      begun++;
      if (threads < 2 || begun <= BEFORE_THREADS) return parseDocumentWithOrigin({ ...input, ...settings });
      return new Promise((resolve, reject) => {
        waiting.push({ input, resolve, reject });
        if (pool.length < threads && pool.every(({ job }) => job)) pool.push(open());
        next();
      });
    },
    async close() {
      closed = true;
      const unfinished = [...waiting.splice(0), ...pool.flatMap(({ job }) => job ?? [])];
      for (const { input, reject } of unfinished)
        reject(new ParseThreadError(input.path, 'the run was ended'));
      await Promise.all(pool.map(({ worker }) => worker.terminate()));
    },
  };
}
