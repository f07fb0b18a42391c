/**
 * The process between the supervisor and the engine. It exists so that the engine never outlives the supervisor, not
 * even one that was killed by SIGKILL: the kernel then closes their IPC channel, and the guardian ends the engine.
 *
 * Run by `guarded-engine.ts` only, detached: a Ctrl-C in the terminal reaches the supervisor alone, which stops things
 * in their order.
 */
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { ENGINE_GRACE_MS } from './processes.ts';
import { type EngineState, removeState, writeState } from './state.ts';

/** What the supervisor asks for, as the first argument, in JSON. The master key comes by the environment instead. */
export interface GuardianPlan {
  binary: string;
  arguments: string[];
  folder: string;
  log: string;
  statePath: string;
  state: Omit<EngineState, 'pid' | 'guardianPid' | 'stopping'>;
}

/** What the guardian tells the supervisor. */
export type GuardianMessage =
  | { kind: 'spawned'; pid: number }
  | { kind: 'failed'; reason: string }
  | { kind: 'exited'; code: number | null; signal: NodeJS.Signals | null };

// The supervisor may have died before anything here could listen for it.
if (process.connected) guard(JSON.parse(process.argv[2] ?? '') as GuardianPlan);

function guard(plan: GuardianPlan): void {
  const log = openSync(plan.log, 'a');
  const engine = spawn(plan.binary, plan.arguments, { cwd: plan.folder, stdio: ['ignore', log, log] });
  engine.once('error', (error) => leave({ kind: 'failed', reason: error.message }, 1));
  const { pid } = engine;
  if (pid === undefined) return;

  const state: EngineState = { ...plan.state, pid, guardianPid: process.pid, stopping: false };
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    engine.kill('SIGTERM');
    setTimeout(() => engine.kill('SIGKILL'), ENGINE_GRACE_MS);
    writeState(plan.statePath, { ...state, stopping: true });
  };
  process.once('disconnect', end);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);

  engine.once('exit', (code, signal) => {
    removeState(plan.statePath, pid);
    leave({ kind: 'exited', code, signal }, 0);
  });
  writeState(plan.statePath, state);
  tell({ kind: 'spawned', pid });
}

function tell(message: GuardianMessage, then: () => void = () => {}): void {
  if (process.connected) process.send?.(message, then);
  else then();
}

/** Exits once the message is out, or could not be delivered. */
function leave(message: GuardianMessage, code: number): void {
  tell(message, () => process.exit(code));
}
