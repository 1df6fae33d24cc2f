// The caller's input as JSON text, made at once, so that later changes of the object don't matter.

import { InvalidArgumentError } from "../errors/errors.ts";

const SAFE = /^(Object|Array|String|Boolean|Null|Undefined)$/;

const MARKER = {};

/** A placeholder that the codec reads as a BigInt, or rejects with the path of the value. */
const marker = (name: string): object => Object.assign(Object.create(MARKER), { "\0": name });

const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

// What JSON would drop or change silently must not reach the service as something else.
function replace(this: Record<string, unknown>, key: string, value: unknown): unknown {
  // The caller's own object with such a key is not a placeholder.
  if (key === "\0") return Object.getPrototypeOf(this) === MARKER ? value : marker("NUL");
  if (typeof value === "bigint") return marker(`${value}n`);
  // The toJSON of an invalid date has already made it null.
  if (value === null && tagOf(this[key]) === "Date") return marker("Invalid Date");
  if (typeof value === "string" || Number.isFinite(value)) return value;
  const tag = tagOf(value);
  if (SAFE.test(tag)) return value;
  return marker(tag === "Number" ? String(value) : tag);
}

export const stringify = (input: unknown = {}): string => {
  try {
    return JSON.stringify(input, replace);
  } catch (cause) {
    throw new InvalidArgumentError(
      "the input cannot be read: it must be a plain object without cycles or throwing getters",
      { cause },
    );
  }
};

/** A copy of an input, which can be given again. */
export const copyOfInput = <T>(input: T): T =>
  JSON.parse(stringify(input), (_, value) => {
    const name = value?.["\0"];
    if (typeof name !== "string") return value;
    return /^-?\d+n$/.test(name) ? BigInt(name.slice(0, -1)) : marker(name);
  });
