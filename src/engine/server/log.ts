import { closeSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** The engine warns little: this is years of it, or one bad night. One older log is kept. */
const MAX_LOG_BYTES = 10 * 1024 * 1024;

/** Prepares the log for a new engine. Returns where its own part will begin. */
export function rotateLog(path: string): number {
  const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (sizeBytes <= MAX_LOG_BYTES) return sizeBytes;
  renameSync(path, `${path}.1`);
  return 0;
}

/** The last error that the engine wrote after `from`, without the stack that follows it; empty when there is none. */
export function lastWords(path: string, from: number): string {
  const lines = stripVTControlCharacters(readFrom(path, from)).split('\n');
  const stack = lines.findIndex((line) => /^Stack backtrace:/.test(line));
  const told = stack === -1 ? lines : lines.slice(0, stack);
  const line = told.findLast((text) => /error|panicked|fatal/i.test(text)) ?? '';
  return line.replace(/^Error: /, '').trim();
}

function readFrom(path: string, from: number): string {
  const file = openSync(path, 'r');
  try {
    const part = Buffer.alloc(Math.max(0, fstatSync(file).size - from));
    readSync(file, part, 0, part.length, from);
    return part.toString('utf8');
  } finally {
    closeSync(file);
  }
}
