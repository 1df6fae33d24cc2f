// An error that crossed a border, as an instance of its class again.

import { isThreadlineError } from "./errors.ts";
import { classOf } from "./failure.ts";

const KINDS = {
  operation: "string",
  status: "number",
  requestId: "string",
  path: "string",
  attempts: "number",
  retryAfterMs: "number",
  retryable: "boolean",
  body: "string",
};

const instanceOf = (value) => {
  const { code, message, stack, cause, retryAt } = value;
  const ErrorClass = classOf(code);
  if (value instanceof ErrorClass) return value;
  const details = { cause };
  for (const [name, kind] of Object.entries(KINDS)) {
    const field = value[name];
    if (typeof field === kind) details[name] = field;
  }
  // JSON makes a text of it.
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

/** The error that `toJSON()` or a clone shows; undefined for anything else. */
export const errorFrom = (value) => {
  try {
    return isThreadlineError(value) ? instanceOf(value) : undefined;
  } catch {
    // Not even to be looked at.
    return undefined;
  }
};
