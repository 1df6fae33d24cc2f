// From a description of a failure, as Rust gives it, to an instance of the right class.

import {
  AuthenticationError,
  ConnectionError,
  DecodeError,
  InternalError,
  InvalidArgumentError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  PermissionDeniedError,
  RateLimitError,
  RedirectError,
  ReplyTooLargeError,
  ServerError,
  type ThreadlineError,
  TimeoutError,
  WebhookVerificationError,
} from "./errors.ts";

const CLASSES = [
  AuthenticationError,
  ConnectionError,
  DecodeError,
  InternalError,
  InvalidArgumentError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  PermissionDeniedError,
  RateLimitError,
  RedirectError,
  ReplyTooLargeError,
  ServerError,
  TimeoutError,
  WebhookVerificationError,
];

export const classOf = (code: unknown) => CLASSES.find(({ prototype }) => prototype.code === code);

/** What is known of a failure. */
export interface FailureDetails {
  /** The code of an error class, in small letters. */
  kind: string;
  message: string;
  operation?: string | undefined;
  status?: number | undefined;
  requestId?: string | undefined;
  path?: string | undefined;
  body?: string | undefined;
  attempts?: number | undefined;
  retryAfterMs?: number | undefined;
  retryAt?: Date | undefined;
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
