/**
 * Tells a failure on standard error as a person reads it: what happened, and what to do. The stack is for those who
 * ask for it (DEBUG=vanthu), and for what nobody expected.
 */
export function tellFailure(error: unknown): void {
  const expected = error instanceof Error && 'hint' in error;
  if (!expected || process.env.DEBUG === 'vanthu') console.error(error);
  else console.error(`${error.message}\n${error.hint}`);
}

/** A command can't do what it was called for. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
  readonly hint: string;

  constructor(reason: string, hint: string, cause?: unknown) {
    super(reason, { cause });
    this.hint = hint;
  }
}
