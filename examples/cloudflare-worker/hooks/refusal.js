import { isThreadlineError } from "threadline";

const refusals = [
  "AUTHENTICATION",
  "INVALID_ARGUMENT",
  "INVALID_REQUEST",
  "NOT_FOUND",
  "PERMISSION_DENIED",
  "RATE_LIMIT",
];

/** Whether the service has surely not done what it was asked for. A 500 may come behind the deed. */
export const wasRefused = (error) => isThreadlineError(error) && refusals.includes(error.code);
