/** An option or an input is missing, unknown or wrong; nothing was sent. `path` names it. */
export declare class InvalidArgumentError extends ThreadlineError {
  readonly code: "INVALID_ARGUMENT";
}
/** 401: the service accepts neither the key nor the token; or `token()` failed. */
export declare class AuthenticationError extends ThreadlineError {
  readonly code: "AUTHENTICATION";
}
/** 403: the credential is known, but gives no access to this. */
export declare class PermissionDeniedError extends ThreadlineError {
  readonly code: "PERMISSION_DENIED";
}
/** 404, or an inbox that `assignableUsers` does not find: it does not exist. */
export declare class NotFoundError extends ThreadlineError {
  readonly code: "NOT_FOUND";
}
/** 400, 409, 422 and the other 4xx: the service rejects the request as it is. */
export declare class InvalidRequestError extends ThreadlineError {
  readonly code: "INVALID_REQUEST";
}
/** 429: too many requests; or 425: too early. Nothing was done. */
export declare class RateLimitError extends ThreadlineError {
  readonly code: "RATE_LIMIT";
}
/** 5xx: the service failed, or a gateway in front of it that got no response (504, 520 to 530 …). A gateway's own 444, 460 and 499 count as well. */
export declare class ServerError extends ThreadlineError {
  readonly code: "SERVER";
}
/** There was no response, or it broke off; `cause` is what `fetch` said. */
export declare class ConnectionError extends ThreadlineError {
  readonly code: "CONNECTION";
}
/** `timeoutMs` or `deadlineMs` passed before the response was complete. */
export declare class TimeoutError extends ThreadlineError {
  readonly code: "TIMEOUT";
}
/** The response is not what the service promises, and `path` says where; or it reports a failure under a good status (`{ "success": false }`), and `message` says which. From an iterator also: the rest of the list cannot be fetched, and `path` says by which field its pages are requested. */
export declare class DecodeError extends ThreadlineError {
  readonly code: "DECODE";
}
/** The service responded with a redirect. None is followed: the key would travel along. */
export declare class RedirectError extends ThreadlineError {
  readonly code: "REDIRECT";
}
/** The response's body is longer than `maxReplyBytes`. */
export declare class ReplyTooLargeError extends ThreadlineError {
  readonly code: "REPLY_TOO_LARGE";
}
/** The response to something that must not happen twice (`sendMessage`, `reply` …) was lost, comes from a gateway that got none (502, 504, 520 to 530 …), cannot be read, or does not confirm it (`{}`, `{ "ok": false }`): it may have happened, or not. Check before retrying. An e-mail with a `localId` is retried after a lost response, and you can safely retry it with the same one. */
export declare class OutcomeUnknownError extends ThreadlineError {
  readonly code: "OUTCOME_UNKNOWN";
}
/** A webhook does not prove that the service sent it: believe nothing of it. Respond with 401. */
export declare class WebhookVerificationError extends ThreadlineError {
  readonly code: "WEBHOOK_VERIFICATION";
}
/** threadline itself failed or could not be loaded; `cause` says more. */
export declare class InternalError extends ThreadlineError {
  readonly code: "INTERNAL";
}
/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */
export declare function isInvalidArgumentError(error: unknown): error is InvalidArgumentError;
/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */
export declare function isAuthenticationError(error: unknown): error is AuthenticationError;
/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */
export declare function isPermissionDeniedError(error: unknown): error is PermissionDeniedError;
/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */
export declare function isNotFoundError(error: unknown): error is NotFoundError;
/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */
export declare function isInvalidRequestError(error: unknown): error is InvalidRequestError;
/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */
export declare function isRateLimitError(error: unknown): error is RateLimitError;
/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */
export declare function isServerError(error: unknown): error is ServerError;
/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */
export declare function isConnectionError(error: unknown): error is ConnectionError;
/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */
export declare function isTimeoutError(error: unknown): error is TimeoutError;
/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */
export declare function isDecodeError(error: unknown): error is DecodeError;
/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */
export declare function isRedirectError(error: unknown): error is RedirectError;
/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */
export declare function isReplyTooLargeError(error: unknown): error is ReplyTooLargeError;
/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */
export declare function isOutcomeUnknownError(error: unknown): error is OutcomeUnknownError;
/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */
export declare function isWebhookVerificationError(error: unknown): error is WebhookVerificationError;
/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */
export declare function isInternalError(error: unknown): error is InternalError;
