// The error family: whatever a call rejects with is one of these, or the reason of the caller's own signal.

// Registered globally, so that the guards also know the errors of another copy of this package.
const BRAND = Symbol.for("threadline.error");

export class ThreadlineError extends Error {
  // What people wrote to each other may stand in a body: no console and no JSON shows it.
  #body;

  constructor(message, { body, cause, ...details } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.#body = body;
    // Of its own, or they would be lost wherever an error is cloned.
    const { code, retryable } = this;
    Object.assign(this, { code, retryable, ...details });
  }

  get body() {
    return this.#body;
  }

  get [BRAND]() {
    return true;
  }

  toJSON() {
    const { name, code, message, retryable } = this;
    return { name, code, message, retryable, ...this };
  }
}

/** A class's name in capitals: NOT_FOUND. */
const codeOf = (name) =>
  name
    .replace("Error", "")
    .replace(/\B[A-Z]/g, "_$&")
    .toUpperCase();

// A computed key names the class, and no minifier shortens it.
const define = (name, retryable = false) => {
  const ErrorClass = { [name]: class extends ThreadlineError {} }[name];
  Object.assign(ErrorClass.prototype, { name, code: codeOf(name), retryable });
  return ErrorClass;
};

const NAMES =
  /^(InvalidArgument|Authentication|PermissionDenied|NotFound|InvalidRequest|RateLimit|Server|Connection|Timeout|Decode|Redirect|ReplyTooLarge|OutcomeUnknown|WebhookVerification|Internal)Error$/;

/** Whether it is what `toJSON` gives, or a clone that has kept the fields and lost its class. */
const hasFields = ({ name, code, retryable }) =>
  typeof name === "string" &&
  NAMES.test(name) &&
  code === codeOf(name) &&
  typeof retryable === "boolean";

/** The code of an error of threadline; undefined of anything else, even of what cannot be looked at. */
const codeIn = (error) => {
  try {
    if (error[BRAND] === true) return error.code ?? "";
    return hasFields(error) ? error.code : undefined;
  } catch {
    return undefined;
  }
};

const guard = (ErrorClass) => (error) => codeIn(error) === ErrorClass.prototype.code;

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

export const isThreadlineError = (error) => codeIn(error) !== undefined;
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
