import { EngineAwayError, EngineError, NotIndexedError } from '../engine/errors.ts';
import { IndexInMotionError } from '../mentions/certificate.ts';

/** One thing that was wrong with a request. */
export interface InvalidParameter {
  readonly name: string;
  readonly reason: string;
  /** What may be given instead, where it can be listed. */
  readonly allowed?: readonly string[];
}

/** A request that can't be answered as it is; becomes an answer in the form of RFC 9457. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly title: string;
  readonly invalid: readonly InvalidParameter[];

  constructor(status: number, title: string, detail: string, invalid: readonly InvalidParameter[] = []) {
    super(detail);
    this.status = status;
    this.title = title;
    this.invalid = invalid;
  }
}

/** The one answer for what is not there and for what may not be seen. */
export function notFound(): ProblemError {
  return new ProblemError(404, 'Not found', 'There is no such document.');
}

/** The answer for a document that was public, and is no longer. */
export function withdrawn(): ProblemError {
  return new ProblemError(
    410,
    'Withdrawn',
    'The document that had this address was withdrawn from the portal.',
  );
}

/** The answer for the file of a document that may be read, where the file says more than the document. */
export function originalKept(): ProblemError {
  return new ProblemError(
    403,
    'Original file not offered',
    'The file holds more than the document: comments, hidden text or tracked changes. Its text can be had in the other formats.',
  );
}

/** Any error as problem details. What the portal did not expect is logged and not told. */
export function toProblemResponse(error: unknown): Response {
  if (error instanceof ProblemError) {
    const { status, title, message, invalid } = error;
    return problem(status, { title, detail: message, ...(invalid.length > 0 && { errors: invalid }) });
  }
  if (
    error instanceof EngineAwayError ||
    error instanceof NotIndexedError ||
    error instanceof IndexInMotionError
  ) {
    return problem(
      503,
      { title: 'Search is not available', detail: `${error.message} ${error.hint}` },
      { 'Retry-After': '5' },
    );
  }
  console.error(error);
  const detail =
    error instanceof EngineError
      ? 'The search engine refused what the portal asked.'
      : 'A fault of the portal.';
  return problem(500, {
    title: 'Internal error',
    detail: `${detail} The log of the server has the details.`,
  });
}

function problem(status: number, body: object, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ type: 'about:blank', status, ...body }), {
    status,
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    },
  });
}
