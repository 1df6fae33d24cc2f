// Which failures say for certain that the service has not done what was asked.

import { isThreadlineError } from "../../errors/errors.ts";

const REJECTIONS = [
  "AUTHENTICATION",
  "INVALID_ARGUMENT",
  "INVALID_REQUEST",
  "NOT_FOUND",
  "PERMISSION_DENIED",
  "RATE_LIMIT",
];

/** Whether nothing was done, for sure. A 500 may follow after it was done. */
export const wasRejected = (error: unknown): boolean =>
  isThreadlineError(error) && REJECTIONS.includes(error.code);
