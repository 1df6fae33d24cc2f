// From what Rust says of a failure to an instance of the right class.

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

export const classOf = (code) => CLASSES.find(({ prototype }) => prototype.code === code);

/** `kind` is the code of a class in small letters. */
export const failure = ({ kind, message, ...details }, cause) => {
  const ErrorClass = classOf(kind.toUpperCase());
  if (details.retryAfterMs >= 0) details.retryAt = new Date(Date.now() + details.retryAfterMs);
  const words = [details.operation, details.path, message].filter(Boolean).join(": ");
  return new ErrorClass(words, { ...details, cause });
};
