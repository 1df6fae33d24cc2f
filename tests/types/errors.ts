// Errors: narrowed by instanceof, by guard and by code.

import {
  type AuthenticationError,
  isNotFoundError,
  isOutcomeUnknownError,
  isThreadlineError,
  RateLimitError,
  ThreadlineError,
} from "threadline";

export const narrowed = (error: unknown): string | number | undefined => {
  if (error instanceof RateLimitError) {
    const code: "RATE_LIMIT" = error.code;
    return code;
  }
  if (isNotFoundError(error)) {
    const code: "NOT_FOUND" = error.code;
    // @ts-expect-error another code
    const other: "TIMEOUT" = error.code;
    return code + other;
  }
  if (isOutcomeUnknownError(error)) {
    const code: "OUTCOME_UNKNOWN" = error.code;
    return code;
  }
  if (isThreadlineError(error)) {
    const asError: Error = error;
    const asOurs: ThreadlineError = error;
    const retryable: boolean = error.retryable;
    // @ts-expect-error errors are not changed
    error.code = "OTHER";
    return asError.message + asOurs.code + retryable + error.body;
  }
  if (error instanceof ThreadlineError) return error.status;
  return undefined;
};

export const made = new RateLimitError("slow down", { status: 429, cause: new Error("behind") });

// @ts-expect-error one kind is not another
export const mistaken: AuthenticationError = made;
