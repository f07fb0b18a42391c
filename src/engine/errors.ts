/** What went wrong between the portal and its engine. `hint` says what to do. */
export abstract class EngineError extends Error {
  abstract readonly hint: string;
}

/** The engine does not answer. */
export class EngineAwayError extends EngineError {
  override readonly name = 'EngineAwayError';
  readonly hint =
    'Wait a moment and try again; if it lasts, look at .data/engine/engine.log or at the MEILI_URL server.';

  constructor(cause: unknown) {
    super('The search engine does not answer.', { cause });
  }
}

/** The engine refused a request: the portal asked for something it should not have. */
export class EngineRequestError extends EngineError {
  override readonly name = 'EngineRequestError';
  readonly hint = 'Run `npm run index`; if it stays, this is a fault of the portal.';
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined, cause: unknown) {
    super(`The search engine refused a request: ${message}`, { cause });
    this.code = code;
  }
}

/** Nothing has been indexed yet: the engine runs, but the portal's indexes are not there. */
export class NotIndexedError extends EngineError {
  override readonly name = 'NotIndexedError';
  readonly hint = 'Run `npm run index`.';

  constructor(cause?: unknown) {
    super('The corpus has not been indexed yet.', { cause });
  }
}

/** A task that the engine accepted and then could not carry out (disk full, wrong document, cancelled …). */
export class FailedTaskError extends EngineError {
  override readonly name = 'FailedTaskError';
  readonly hint = "The engine's own log says more: .data/engine/engine.log.";
  readonly taskUid: number;
  readonly indexUid: string | null;
  readonly status: string;
  /** The engine's own name for the reason. */
  readonly code: string | undefined;

  constructor(task: {
    uid: number;
    indexUid: string | null;
    type: string;
    status: string;
    reason: string;
    code: string | undefined;
  }) {
    super(
      `Engine task ${task.uid} (${task.type} on ${task.indexUid ?? 'no index'}) ${task.status}: ${task.reason}`,
    );
    this.taskUid = task.uid;
    this.indexUid = task.indexUid;
    this.status = task.status;
    this.code = task.code;
  }
}
