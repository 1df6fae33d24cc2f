// How an attempt ended that gave no value.

// As Rust numbers it; a status stands for itself.
export const LOST = -1;
export const TOO_LATE = -2;
export const GARBLED = -3;
export const FINAL = -4;
export const UNSENT = -5;

/** An attempt without a value: how it ended, what Rust makes an error of, and what was thrown. */
export class Failed {
  constructor(outcome, details, cause, askedMs) {
    this.outcome = outcome;
    this.details = details;
    this.cause = cause;
    this.askedMs = askedMs;
  }
}

export const connection = (outcome, message, cause) =>
  new Failed(outcome, { kind: "connection", message }, cause);
