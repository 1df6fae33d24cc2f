// The error classes and their guards: printed from ErrorKind (src/error.rs) by
// `cargo xtask types --bless`.

import { define, guard } from "./define.ts";

export const InvalidArgumentError = /* @__PURE__ */ define("InvalidArgumentError");
export const AuthenticationError = /* @__PURE__ */ define("AuthenticationError");
export const PermissionDeniedError = /* @__PURE__ */ define("PermissionDeniedError");
export const NotFoundError = /* @__PURE__ */ define("NotFoundError");
export const InvalidRequestError = /* @__PURE__ */ define("InvalidRequestError");
export const RateLimitError = /* @__PURE__ */ define("RateLimitError", true);
export const ServerError = /* @__PURE__ */ define("ServerError", true);
export const ConnectionError = /* @__PURE__ */ define("ConnectionError", true);
export const TimeoutError = /* @__PURE__ */ define("TimeoutError", true);
export const DecodeError = /* @__PURE__ */ define("DecodeError");
export const RedirectError = /* @__PURE__ */ define("RedirectError");
export const ReplyTooLargeError = /* @__PURE__ */ define("ReplyTooLargeError");
export const OutcomeUnknownError = /* @__PURE__ */ define("OutcomeUnknownError");
export const WebhookVerificationError = /* @__PURE__ */ define("WebhookVerificationError");
export const InternalError = /* @__PURE__ */ define("InternalError");

export const isInvalidArgumentError = /* @__PURE__ */ guard(InvalidArgumentError);
export const isAuthenticationError = /* @__PURE__ */ guard(AuthenticationError);
export const isPermissionDeniedError = /* @__PURE__ */ guard(PermissionDeniedError);
export const isNotFoundError = /* @__PURE__ */ guard(NotFoundError);
export const isInvalidRequestError = /* @__PURE__ */ guard(InvalidRequestError);
export const isRateLimitError = /* @__PURE__ */ guard(RateLimitError);
export const isServerError = /* @__PURE__ */ guard(ServerError);
export const isConnectionError = /* @__PURE__ */ guard(ConnectionError);
export const isTimeoutError = /* @__PURE__ */ guard(TimeoutError);
export const isDecodeError = /* @__PURE__ */ guard(DecodeError);
export const isRedirectError = /* @__PURE__ */ guard(RedirectError);
export const isReplyTooLargeError = /* @__PURE__ */ guard(ReplyTooLargeError);
export const isOutcomeUnknownError = /* @__PURE__ */ guard(OutcomeUnknownError);
export const isWebhookVerificationError = /* @__PURE__ */ guard(WebhookVerificationError);
export const isInternalError = /* @__PURE__ */ guard(InternalError);
