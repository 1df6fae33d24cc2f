// The stack trace of an error that was made deep inside: it shall lead to the caller's own line.

/** What V8 adds to `Error`. */
type V8Errors = { captureStackTrace?(error: Error, above: unknown): void };

/** Lets the trace begin with who called `above`. */
export const traceFrom = (error: Error, above: unknown): void =>
  (Error as V8Errors).captureStackTrace?.(error, above);
