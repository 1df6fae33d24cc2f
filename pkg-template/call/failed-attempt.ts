// How an attempt ended that gave no value.

import type { FailureDetails } from "../errors/failure.ts";

/** An attempt without a value. `outcome` is a status, or one of the protocol's outcomes without a status. */
export class FailedAttempt {
  readonly outcome: number;
  readonly details: FailureDetails;
  /** What was thrown. */
  readonly cause: unknown;
  /** The wait that the service asks for; not a number if it asks for none. */
  readonly askedMs: number;

  constructor(outcome: number, details: FailureDetails, cause?: unknown, askedMs = Number.NaN) {
    this.outcome = outcome;
    this.details = details;
    this.cause = cause;
    this.askedMs = askedMs;
  }
}

export const connectionFailed = (outcome: number, message: string, cause?: unknown) =>
  new FailedAttempt(outcome, { kind: "connection", message }, cause);
