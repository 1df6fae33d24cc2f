// An error that crossed a border, as an instance of its class again.

import { isThreadlineError, type ThreadlineError } from "./errors.ts";
import { classOf } from "./failure.ts";

const TYPES = {
  operation: "string",
  status: "number",
  requestId: "string",
  path: "string",
  attempts: "number",
  retryAfterMs: "number",
  retryable: "boolean",
  body: "string",
};

// Any field may be missing, or of another type.
type Fields = Readonly<Record<string, unknown>>;

const instanceOf = (value: Fields) => {
  const { code, message, stack, cause, retryAt } = value;
  const ErrorClass = classOf(code);
  if (!ErrorClass) return undefined;
  if (value instanceof ErrorClass) return value;
  const details: Record<string, unknown> = { cause };
  for (const [name, type] of Object.entries(TYPES)) {
    const field = value[name];
    if (typeof field === type) details[name] = field;
  }
  // In JSON it is text.
  const time = new Date(
    typeof retryAt === "string" || retryAt instanceof Date ? retryAt : Number.NaN,
  );
  if (!Number.isNaN(time.getTime())) details.retryAt = time;
  const error = new ErrorClass(typeof message === "string" ? message : "", details);
  if (typeof stack === "string") {
    Object.defineProperty(error, "stack", { value: stack, configurable: true, writable: true });
  }
  return error;
};

/** The error that `toJSON()` or a clone describes; undefined for anything else. */
export const errorFrom = (value: unknown): ThreadlineError | undefined => {
  try {
    return isThreadlineError(value) ? instanceOf(value as object as Fields) : undefined;
  } catch {
    // It cannot be read.
    return undefined;
  }
};
