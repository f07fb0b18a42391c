import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Vocabularies } from '../corpus/vocabularies.ts';
import { TIMED_OUT } from '../read/index.ts';
import type { Access } from '../record/metadata.ts';
import { type ParsedDocument, type ParseInput, parseDocumentWithOrigin } from './parse-document.ts';

/** What holds for all files of a corpus. */
export interface PoolSettings {
  readonly vocabularies: Vocabularies;
  readonly defaultAccess: Access;
}

/** One file of the corpus. */
export type PoolInput = Omit<ParseInput, keyof PoolSettings>;

/** How long one file may take, milliseconds: to be read, and to be read and parsed in a thread. */
export interface TimeLimits {
  readonly reading: number;
  readonly parsing: number;
}

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
  /** Not the file may be at fault, but a machine that is busy. */
  readonly timedOut: boolean;

  constructor(path: string, cause: unknown, timedOut = false) {
    super(`${path} could not be parsed: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.timedOut = timedOut;
  }
}

interface Job {
  readonly input: PoolInput;
  readonly limit: number;
  readonly resolve: (parsed: ParsedDocument) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  job: Job | null;
  deadline: NodeJS.Timeout | undefined;
}

/** A thread takes a tenth of a second to start: a file or two are parsed before it would. */
const BEFORE_THREADS = 2;
/** The largest text measured took 15 s, on a core that had other work. */
const BESIDE_OTHERS: TimeLimits = { reading: 60_000, parsing: 180_000 };
/** What took longer beside other files is tried once more without them: a machine may be slow, but not wrong. */
const ALONE: TimeLimits = { reading: 600_000, parsing: 1_200_000 };
/** Nor more memory, megabytes: then the thread dies of it, and not the process. */
const MEMORY = 3_000;

/**
 * A pool of threads, as many as there are cores. They are started when they are needed: the first files are parsed
 * here, and one core never starts any. A file that takes too long or too much memory ends its thread,
 * and no other file; one that took too long is tried again alone first.
 */
export function openParsePool(
  settings: PoolSettings,
  threads = availableParallelism(),
  { besideOthers, alone }: { besideOthers: TimeLimits; alone: TimeLimits } = {
    besideOthers: BESIDE_OTHERS,
    alone: ALONE,
  },
): ParsePool {
  const pool: Thread[] = [];
  const waiting: Job[] = [];
  let begun = 0;
  let closed = false;
  /** Files under way, and those that wait until there is none. */
  let underWay = 0;
  const whenIdle: (() => void)[] = [];
  /** Ends when no file is being tried alone. */
  let turn: Promise<unknown> = Promise.resolve();

  const next = () => {
    for (const thread of pool) {
      if (thread.job) continue;
      const job = waiting.shift();
      if (!job) return;
      thread.job = job;
      thread.deadline = setTimeout(() => {
        died(thread, `it took longer than ${job.limit / 1_000} s`, true);
        void thread.worker.terminate();
      }, job.limit);
      thread.worker.ref();
      thread.worker.postMessage(job.input);
    }
  };
  /** Once for each thread: what says that it died may come in several events. */
  const died = (thread: Thread, cause: unknown, timedOut = false) => {
    const at = pool.indexOf(thread);
    if (at < 0) return;
    pool.splice(at, 1);
    clearTimeout(thread.deadline);
    const { job } = thread;
    thread.job = null;
    job?.reject(new ParseThreadError(job.input.path, cause, timedOut));
    if (closed || waiting.length === 0) return;
    pool.push(open());
    next();
  };
  const open = (): Thread => {
    const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY },
    });
    const thread: Thread = { worker, job: null, deadline: undefined };
    worker.on('message', (answer: { parsed?: ParsedDocument; error?: string }) => {
      const { job } = thread;
      thread.job = null;
      clearTimeout(thread.deadline);
      worker.unref(); // an idle thread keeps no process alive
      if (answer.parsed) job?.resolve(answer.parsed);
      else job?.reject(new ParseThreadError(job.input.path, answer.error));
      next();
    });
    worker.on('error', (cause) => died(thread, cause));
    worker.on('messageerror', (cause) => died(thread, cause));
    worker.on('exit', (code) => died(thread, `its thread ended with code ${code}`));
    worker.unref();
    return thread;
  };

  const parseHere = async (input: PoolInput): Promise<ParsedDocument> => {
    try {
      return await parseDocumentWithOrigin({ ...input, ...settings });
    } catch (error) {
      throw new ParseThreadError(input.path, error);
    }
  };

  const parseInThread = (input: PoolInput, limit: number) =>
    new Promise<ParsedDocument>((resolve, reject) => {
      waiting.push({ input, limit, resolve, reject });
      if (pool.length < threads && pool.every(({ job }) => job)) pool.push(open());
      next();
    });

  const attempt = async (input: PoolInput, { reading, parsing }: TimeLimits): Promise<ParsedDocument> => {
    if (closed) throw new ParseThreadError(input.path, 'the run was ended');
    const limited = { ...input, readingLimit: reading };
    underWay++;
    try {
      if (threads < 2 || ++begun <= BEFORE_THREADS) return await parseHere(limited);
      return await parseInThread(limited, parsing);
    } finally {
      underWay--;
      if (underWay === 0) for (const go of whenIdle.splice(0)) go();
    }
  };

  /** Tries a file when no other is under way; those that come meanwhile wait. */
  const attemptAlone = (input: PoolInput): Promise<ParsedDocument> => {
    const mine = turn.then(async () => {
      if (underWay > 0) await new Promise<void>((resolve) => whenIdle.push(resolve));
      return attempt(input, alone);
    });
    turn = mine.catch(() => {});
    return mine;
  };

  return {
    width: threads * 2,
    async parse(input) {
      await turn;
      try {
        const parsed = await attempt(input, besideOthers);
        const timedOut = parsed.record.messages.some(({ ruleId }) => ruleId === TIMED_OUT);
        return timedOut ? await attemptAlone(input) : parsed;
      } catch (error) {
        if (error instanceof ParseThreadError && error.timedOut && !closed) return attemptAlone(input);
        throw error;
      }
    },
    async close() {
      closed = true;
      const unfinished = [...waiting.splice(0), ...pool.flatMap(({ job }) => job ?? [])];
      for (const { input, reject } of unfinished)
        reject(new ParseThreadError(input.path, 'the run was ended'));
      const threadsLeft = pool.splice(0);
      for (const { deadline } of threadsLeft) clearTimeout(deadline);
      await Promise.all(threadsLeft.map(({ worker }) => worker.terminate()));
    },
  };
}
