import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** What `engine.json` says of the embedded engine that runs, for processes that did not start it. */
export interface EngineState {
  pid: number;
  guardianPid: number;
  supervisorPid: number;
  port: number;
  url: string;
  database: string;
  startedAt: string;
  /** Set once the engine has been told to end: it must be waited for, not joined. */
  stopping: boolean;
}

/** The state, or undefined when no engine left one that can be read. */
export function readState(path: string): EngineState | undefined {
  try {
    const state = JSON.parse(readFileSync(path, 'utf8')) as Partial<EngineState>;
    return Number.isInteger(state.pid) && typeof state.database === 'string'
      ? (state as EngineState)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces the file in one step: a reader sees the old state or the new one. */
export function writeState(path: string, state: EngineState): void {
  writeFileSync(`${path}.partial`, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(`${path}.partial`, path);
}

/** Forgets the engine `pid`; the state of one that was started since stays. */
export function removeState(path: string, pid: number): void {
  if (readState(path)?.pid === pid) rmSync(path, { force: true });
}
