import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the engine gets to end by itself: some ten ms are the rule, one in the middle of a write needs more. */
export const ENGINE_GRACE_MS = 10_000;

/** True while the process does something: a zombie that nobody collects (a container without init) has ended. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return statOf(pid)?.[0] !== 'Z';
}

/** The words a process was started with, or none when it has ended or belongs to another user. */
export function commandLine(pid: number): string[] {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(' ');
  } catch {
    return [];
  }
}

/**
 * When a process was started, in the kernel's count: with the pid it names one process for good, though pids are
 * used again. Undefined where there is no /proc.
 */
export function startTicks(pid: number): string | undefined {
  return statOf(pid)?.[19];
}

/** Sends SIGTERM, then SIGKILL when the process is still there after the grace. Returns when it is gone. */
export async function endProcess(pid: number, graceMs: number): Promise<void> {
  signal(pid, 'SIGTERM');
  if (await isGone(pid, graceMs)) return;
  signal(pid, 'SIGKILL');
  await isGone(pid, 5000); // a killed process goes as soon as the kernel lets it: only a hung disk takes longer
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
}

async function isGone(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/** The fields of /proc/PID/stat from the third (state) on; the second, the name, may hold spaces and brackets. */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
