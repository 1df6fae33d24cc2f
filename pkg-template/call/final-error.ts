// The error that a call ends with once its last attempt has failed.

import type { FailureDetails } from "../errors/failure.ts";
import { OUTCOME_UNSENT, REPEAT_ONCE } from "../module/protocol.ts";
import type { Call } from "./call.ts";
import type { FailedAttempt } from "./failed-attempt.ts";

/** The only response that says that nothing was done, and that may pass. */
export const REJECTED = "rate_limit";

export type Failure = Pick<FailedAttempt, "details"> & Partial<FailedAttempt>;

/** Whether nothing was done, for sure. */
export const isHarmless = ({ outcome, details: { kind } }: Failure): boolean =>
  kind === REJECTED || outcome === OUTCOME_UNSENT;

/** The error of a failure. What must not happen twice is retryable only if nothing was done. */
export const errorOf = (call: Call, repeat: number, failure: Failure) => {
  const { retryable: _, ...details }: FailureDetails = failure.details;
  const retryable = repeat === REPEAT_ONCE && !isHarmless(failure) ? { retryable: false } : {};
  return call.failed({ ...details, ...retryable }, failure.cause);
};
