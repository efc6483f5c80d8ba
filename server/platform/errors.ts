/**
 * The forum's one family of errors. Each has a class (what kind of trouble), a stable code (which
 * trouble) and, where it helps, a detail that is safe to show. Doors translate the class: a status
 * and problem+json over HTTP, `{ok: false, code}` in an acknowledgement, a page in the browser.
 */
export const STATUS = {
  invalid: 422,
  signedOut: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  rateLimited: 429,
  unavailable: 503,
} as const;

export type ErrorKind = keyof typeof STATUS;

/** One fault of an input: where it is (`sessions.0.title`) and what is wrong, as a key of errors. */
export type Issue = {
  path: string;
  message: string;
  /** How many characters a text may have, where it has more. */
  limit?: number;
};

const BRAND = 'forum.error';

export class AppError extends Error {
  readonly brand = BRAND;
  readonly kind: ErrorKind;
  readonly code: string;
  readonly issues: Issue[];
  /** Seconds until a repeat may succeed, where that is known. */
  readonly retryAfter: number | undefined;
  /** What happened to the record since the version that the caller had, as far as it may know. */
  readonly changes: readonly object[];

  constructor(
    kind: ErrorKind,
    code: string,
    more: {
      detail?: string;
      issues?: Issue[];
      retryAfter?: number;
      changes?: readonly object[];
    } = {},
  ) {
    super(more.detail ?? code);
    this.name = 'AppError';
    this.kind = kind;
    this.code = code;
    this.issues = more.issues ?? [];
    this.retryAfter = more.retryAfter;
    this.changes = more.changes ?? [];
  }

  get status(): number {
    return STATUS[this.kind];
  }
}

/** Recognised by its brand: the page bundle and the server hold two copies of this class. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && (error as AppError).brand === BRAND;
}

export function invalid(code = 'INVALID_INPUT', detail?: string, issues: Issue[] = []): AppError {
  return new AppError('invalid', code, { ...(detail ? { detail } : {}), issues });
}
export function signedOut(code = 'SIGNED_OUT'): AppError {
  return new AppError('signedOut', code);
}
export function forbidden(code = 'FORBIDDEN'): AppError {
  return new AppError('forbidden', code);
}
export function notFound(code = 'NOT_FOUND'): AppError {
  return new AppError('notFound', code);
}
export function conflict(code: string, detail?: string): AppError {
  return new AppError('conflict', code, detail ? { detail } : {});
}
/** The record has moved on since the caller read it: with what happened meanwhile. */
export function stale(changes: readonly object[]): AppError {
  return new AppError('conflict', 'STALE_VERSION', { changes });
}
export function tooLarge(code = 'TOO_LARGE'): AppError {
  return new AppError('tooLarge', code);
}
export function rateLimited(code = 'RATE_LIMITED', retryAfter?: number): AppError {
  return new AppError('rateLimited', code, retryAfter === undefined ? {} : { retryAfter });
}
export function unavailable(code = 'UNAVAILABLE'): AppError {
  return new AppError('unavailable', code);
}
