import { isThreadlineError } from "threadline";

const rejections = [
  "AUTHENTICATION",
  "INVALID_ARGUMENT",
  "INVALID_REQUEST",
  "NOT_FOUND",
  "PERMISSION_DENIED",
  "RATE_LIMIT",
];

/** Whether the service has certainly not done what was requested. A 500 may follow after it was done. */
export const wasRejected = (error) => isThreadlineError(error) && rejections.includes(error.code);
