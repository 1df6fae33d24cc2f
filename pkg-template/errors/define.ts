// How the error classes and their guards are made.

import { NAMES } from "./names.ts";
import { BRAND, ThreadlineError } from "./threadline-error.ts";

export type ErrorClass = typeof ThreadlineError;

/** A class's name in capitals: NOT_FOUND. */
const codeOf = (name: string): string =>
  name
    .replace("Error", "")
    .replace(/\B[A-Z]/g, "_$&")
    .toUpperCase();

// A computed key names the class, and no minifier shortens it.
/** Makes a class. */
export const define = (name: string, retryable = false): ErrorClass => {
  const made = { [name]: class extends ThreadlineError {} }[name] as ErrorClass;
  Object.assign(made.prototype, { name, code: codeOf(name), retryable });
  return made;
};

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

/** Makes the guard of a class. */
export const guard = (made: ErrorClass) => (error: unknown) =>
  codeIn(error) === made.prototype.code;

export const isThreadlineError = (error: unknown): error is ThreadlineError =>
  codeIn(error) !== undefined;
