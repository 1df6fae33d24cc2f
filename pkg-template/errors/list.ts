// All error classes: printed from ErrorKind (src/error.rs) by
// `cargo xtask types --bless`.

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
} from "./classes.ts";

export const CLASSES = [
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
