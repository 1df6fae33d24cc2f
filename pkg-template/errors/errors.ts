// The error family: a call rejects with one of these, or with the reason of the caller's own signal.

import type { ErrorDetails } from "../types/index.d.ts";

// Registered globally, so that the guards also recognise the errors of another copy of this package.
const BRAND = Symbol.for("threadline.error");

type Details = { -readonly [Name in keyof ErrorDetails]: ErrorDetails[Name] };

export class ThreadlineError extends Error {
  // On the prototypes of the classes.
  declare readonly code: string;
  declare readonly retryable: boolean;
  declare operation?: string;
  declare attempts?: number;
  declare readonly cause?: unknown;

  // It may hold private messages: no console and no JSON shows it.
  #body: string | undefined;

  constructor(message?: string, { body, cause, ...details }: Details = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.#body = body;
    // Own properties: others are lost wherever an error is cloned.
    const { code, retryable } = this;
    Object.assign(this, { code, retryable, ...details });
  }

  get body(): string | undefined {
    return this.#body;
  }

  get [BRAND](): true {
    return true;
  }

  toJSON(): Record<string, unknown> {
    const { name, code, message, retryable } = this;
    return { name, code, message, retryable, ...(this as object) };
  }
}

type ErrorClass = typeof ThreadlineError;

/** A class's name in capitals: NOT_FOUND. */
const codeOf = (name: string): string =>
  name
    .replace("Error", "")
    .replace(/\B[A-Z]/g, "_$&")
    .toUpperCase();

// A computed key names the class, and no minifier shortens it.
const define = (name: string, retryable = false): ErrorClass => {
  const made = { [name]: class extends ThreadlineError {} }[name] as ErrorClass;
  Object.assign(made.prototype, { name, code: codeOf(name), retryable });
  return made;
};

const NAMES =
  /^(InvalidArgument|Authentication|PermissionDenied|NotFound|InvalidRequest|RateLimit|Server|Connection|Timeout|Decode|Redirect|ReplyTooLarge|OutcomeUnknown|WebhookVerification|Internal)Error$/;

/** Whether it is what `toJSON` gives, or a clone that has kept the fields and lost its class. */
const hasFields = ({ name, code, retryable }: Partial<ThreadlineError>): boolean =>
  typeof name === "string" &&
  NAMES.test(name) &&
  code === codeOf(name) &&
  typeof retryable === "boolean";

/** The code of an error of threadline; undefined for anything else, even for what cannot be read. */
const codeIn = (error: unknown): string | undefined => {
  try {
    const given = error as ThreadlineError;
    if (given[BRAND] === true) return given.code ?? "";
    return hasFields(given) ? given.code : undefined;
  } catch {
    return undefined;
  }
};

const guard = (made: ErrorClass) => (error: unknown) => codeIn(error) === made.prototype.code;

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

export const isThreadlineError = (error: unknown): error is ThreadlineError =>
  codeIn(error) !== undefined;
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
