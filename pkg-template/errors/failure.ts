// From a description of a failure, as Rust gives it, to an instance of the right class.

import type { ErrorDetails } from "../types/index.d.ts";
import type { ErrorClass } from "./define.ts";
import { CLASSES } from "./list.ts";
import type { ThreadlineError } from "./threadline-error.ts";

/** The class of a code. */
export const classOf = (code: unknown): ErrorClass | undefined =>
  CLASSES.find(({ prototype }) => prototype.code === code);

/** What is known of a failure. */
export interface FailureDetails extends Omit<ErrorDetails, "cause"> {
  /** The code of an error class, in small letters. */
  kind: string;
  message: string;
  retryable?: boolean | undefined;
}

/** The error with these details. */
export const failure = (
  { kind, message, ...details }: FailureDetails,
  cause?: unknown,
): ThreadlineError => {
  const ErrorClass = classOf(kind.toUpperCase()) as typeof ThreadlineError;
  const { retryAfterMs = -1 } = details;
  if (retryAfterMs >= 0) details.retryAt = new Date(Date.now() + retryAfterMs);
  const words = [details.operation, details.path, message].filter(Boolean).join(": ");
  return new ErrorClass(words, { ...details, cause });
};
