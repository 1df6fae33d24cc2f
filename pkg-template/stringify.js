// The caller's input as JSON text, made at once, so that later changes of the object don't matter.

import { InvalidArgumentError } from "./errors.js";

const SAFE = /^(Object|Array|String|Boolean|Null|Undefined)$/;

/** A stand-in that the codec refuses with the path of the value. */
const marker = (name) => ({ "\0": name });

// What JSON would lose or change without a word must not reach the service as something else.
function replace(key, value) {
  if (typeof value === "bigint") return String(value);
  // The toJSON of an invalid date has already made it null.
  if (value === null && this[key] !== null) return marker("Invalid Date");
  if (Number.isFinite(value)) return value;
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (SAFE.test(tag)) return value;
  return marker(tag === "Number" ? String(value) : tag);
}

export const stringify = (input = {}) => {
  try {
    return JSON.stringify(input, replace);
  } catch (cause) {
    throw new InvalidArgumentError(
      "the input cannot be read: it must be a plain object without cycles or throwing getters",
      { cause },
    );
  }
};
