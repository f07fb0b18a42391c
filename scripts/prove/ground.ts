import { cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { type Corpus, loadCorpus } from '../../src/corpus/load-corpus.ts';
import { createClient } from '../../src/engine/client.ts';
import { type EngineDoor, openDoor } from '../../src/engine/door.ts';
import { startEmbeddedEngine } from '../../src/engine/server/embedded.ts';
import { ScriptError, tellFailure } from '../../src/failure.ts';
import { indexCorpus } from '../../src/indexing/index-corpus.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Documents to measure on, which are not part of the project. */
const CORPORA = join(ROOT, '../shared/corpora');

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('Give a whole number.');
  return value;
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** The folders that were named, or the corpora beside the project; their absence is told. */
async function foldersFor(named: readonly string[]): Promise<string[]> {
  for (const folder of named)
    if (!(await isFolder(folder)))
      throw new ScriptError(`${folder} is no folder.`, 'Name one with documents.');
  if (named.length > 0) return [...named];
  if (await isFolder(CORPORA)) return [CORPORA];
  console.log(`NOT THERE: ${CORPORA}. This run proves it for the documents of the project alone.`);
  return [];
}

/** What is in a folder of documents and is none: a page about them, their gold standard. */
const NO_DOCUMENT = /(?:^README\.md|\.jsonl)$/u;

/** One corpus of the project's documents and those of the folders, all public. */
async function joinedCorpus(target: string, folders: readonly string[]): Promise<void> {
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'corpus.yml'), 'defaultAccess: public\n');
  await cp(join(ROOT, 'corpus/vocabularies'), join(target, 'vocabularies'), { recursive: true });
  await cp(join(ROOT, 'corpus/documents'), join(target, 'documents/project'), { recursive: true });
  for (const [i, folder] of folders.entries())
    await cp(folder, join(target, 'documents', `${i + 1}-${basename(folder)}`), {
      recursive: true,
      dereference: true,
      filter: (path) => !NO_DOCUMENT.test(basename(path)),
    });
}

/** One line that is written over on a terminal; elsewhere a line at every tenth of the way. */
export function progressOf(what: string): (done: number, total: number) => void {
  let tenth = 0;
  return (done, total) => {
    const { stderr } = process;
    if (stderr.isTTY) stderr.write(`\r\x1b[2K${what} ${done} of ${total}${done === total ? '\n' : ''}`);
    else if (Math.floor((done / total) * 10) > tenth) {
      tenth = Math.floor((done / total) * 10);
      stderr.write(`${what} ${done} of ${total}\n`);
    }
  };
}

/** An engine of the run's own, with all documents in it, and the corpus that they came from. */
export interface ProvingGround {
  readonly corpus: Corpus;
  readonly door: EngineDoor;
  readonly passages: number;
  readonly refused: number;
}

/** @param folders documents beside those of the project; without any, the corpora beside it */
export async function onProvingGround<Result>(
  folders: readonly string[],
  folderOfRun: string,
  signal: AbortSignal,
  work: (ground: ProvingGround) => Promise<Result>,
): Promise<Result> {
  const corpusDir = join(folderOfRun, 'corpus');
  await joinedCorpus(corpusDir, await foldersFor(folders));
  const corpus = await loadCorpus(corpusDir);
  const engine = await startEmbeddedEngine({ dataDir: join(folderOfRun, 'data') });
  try {
    const show = { reading: progressOf('Indexing: read'), sending: progressOf('Indexing: sent') };
    const { meta, refused } = await indexCorpus({
      client: createClient({ url: engine.url, key: engine.indexKey }),
      corpus,
      signal,
      onProgress: ({ step, done, total }) => step !== 'counting' && show[step](done, total),
    });
    const door = openDoor({ url: engine.url, key: engine.searchKey }, 'public');
    return await work({ corpus, door, passages: meta.passages, refused: refused.length });
  } finally {
    await engine.stop();
  }
}

/**
 * Runs a proof in a folder of its own, which is gone afterwards, until it is done or stopped. Exit code 0 where it holds
 * and 1 where it does not; 2 when it failed, 130 when it was stopped.
 */
export async function runProof(
  prove: (folderOfRun: string, signal: AbortSignal) => Promise<boolean>,
): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  const folderOfRun = await mkdtemp(join(tmpdir(), 'vanthu-prove-'));
  try {
    const started = performance.now();
    const proven = await prove(folderOfRun, stop.signal);
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    console.log(`${proven ? 'Equal' : 'NOT EQUAL'}, after ${seconds} s.`);
    process.exitCode = proven ? 0 : 1;
  } catch (error) {
    if (stop.signal.aborted) {
      console.error('Stopped. Nothing is left behind.');
      process.exitCode = 130;
    } else {
      tellFailure(error);
      process.exitCode = 2;
    }
  } finally {
    await rm(folderOfRun, { recursive: true, force: true });
  }
}
