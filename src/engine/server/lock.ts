import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineLockError } from './errors.ts';
import { isAlive, startTicks } from './processes.ts';

interface Holder {
  pid: number;
  ticks: string | undefined;
}

export interface Waiting {
  /** How long a living holder is waited for, milliseconds; by default two minutes. */
  patienceMs?: number;
  /** Told once, with the pid of the holder, when there is someone to wait for. */
  onWait?: (pid: number) => void;
  /** Ends the waiting. */
  signal?: AbortSignal;
}

/** Longer than a start may take: copying the binary, waiting for an engine that ends, then for the new one to answer. */
const PATIENCE_MS = 120_000;

/**
 * Runs `work` while no other process does so under the same lock file. The lock of a process that has died is taken
 * over; one of a living process is waited for.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, waiting: Waiting = {}): Promise<T> {
  const { patienceMs = PATIENCE_MS, onWait, signal } = waiting;
  const deadline = Date.now() + patienceMs;
  let told = false;
  while (!acquire(path)) {
    signal?.throwIfAborted();
    const holder = readHolder(path)?.pid;
    if (Date.now() > deadline) throw new EngineLockError(path, holder);
    if (!told && holder !== undefined) onWait?.(holder);
    told ||= holder !== undefined;
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** Linked into place, so that nobody ever reads a lock without its holder. */
function acquire(path: string): boolean {
  const own = `${path}.${process.pid}`;
  const self: Holder = { pid: process.pid, ticks: startTicks(process.pid) };
  writeFileSync(own, JSON.stringify(self));
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (!isHeld(readHolder(path))) setAside(path);
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Moves a dead lock out of the way. A living one that took its place in between is put back. */
function setAside(path: string): void {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
    if (isHeld(readHolder(aside))) linkSync(aside, path);
  } catch {
    // Another process was faster.
  }
  rmSync(aside, { force: true });
}

function isHeld(holder: Holder | undefined): boolean {
  if (holder === undefined || !isAlive(holder.pid)) return false;
  return holder.ticks === undefined || startTicks(holder.pid) === holder.ticks;
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}
