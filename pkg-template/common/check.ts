// How options are checked. An error never shows the value: it may be a secret.

import { InvalidArgumentError } from "../errors/errors.ts";

/** Throws for an option; `shown` is written in place of its path where that is not a safe name. */
export function invalid(path: string, what: string, shown = path): never {
  throw new InvalidArgumentError(`${shown} ${what}`, { path });
}

/** What makes a checked value of a given one, or throws with the path. */
export type Rule<T> = (value: unknown, path: string) => T;

// biome-ignore lint/suspicious/noExplicitAny: any rule
export type Rules = Readonly<Record<string, Rule<any>>>;

/** What the options are once they are checked. */
export type Checked<R extends Rules> = { [Name in keyof R]?: ReturnType<R[Name]> };

/** A rule that passes on the value that it takes. */
export const must =
  <T>(test: (value: T) => boolean, what: string): Rule<T> =>
  (value, path) =>
    test(value as T) ? (value as T) : invalid(path, what);

// biome-ignore lint/suspicious/noExplicitAny: any function
export const isFunction = (value: unknown): value is (...given: any[]) => unknown =>
  typeof value === "function";

export const boolean = must<boolean>(
  (value) => typeof value === "boolean",
  "must be true or false",
);

/** A timer above this overflows and fires at once. */
const MAX_TIMEOUT = 2 ** 31 - 1;

export const milliseconds = must<number>(
  (value) => typeof value === "number" && value > 0 && value <= MAX_TIMEOUT,
  `must be a number of milliseconds above 0 and at most ${MAX_TIMEOUT}`,
);

/** A function whose parameters and result nobody can check. */
// biome-ignore lint/suspicious/noExplicitAny: any function
export const fn = <F extends (...given: any[]) => unknown>(what = "must be a function") =>
  must<F>(isFunction, what);

// A response, its decoded form and the objects made of it are in memory at the same time.
const MAX_BYTES = 2 ** 26;

export const byteCount = must<number>(
  (value) => Number.isInteger(value) && value > 0 && value <= MAX_BYTES,
  `must be a whole number of bytes from 1 to ${MAX_BYTES}`,
);

// What is copied along with a text and cannot be seen would make another secret of it.
export const isSecret = (value: unknown): value is string =>
  typeof value === "string" && /^\P{C}+$/u.test(value) && value.trim() === value;

/** What an unknown name most likely is meant to be. */
const likely = (name: string, names: readonly string[]): string => {
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  const near = plain && names.find((known) => known.toLowerCase().startsWith(plain));
  return `is not an option: ${near ? `did you mean ${near}?` : `the options are ${names.join(", ")}`}`;
};

/**
 * The options that are given (an explicit undefined is not), each checked by its rule. `elsewhere` says of a name
 * that is not an option here where it is one.
 */
export const check = <R extends Rules>(
  options: unknown,
  names: readonly (keyof R & string)[],
  rules: R,
  elsewhere?: (name: string) => string | undefined,
): Checked<R> => {
  if (typeof options !== "object" || !options) invalid("options", "must be an object");
  // Without a prototype, on which others may have put something.
  const checked: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(options)) {
    if (!(names as readonly string[]).includes(name)) {
      invalid(name, elsewhere?.(name) ?? likely(name, names), JSON.stringify(name));
    }
    if (value !== undefined) checked[name] = rules[name]?.(value, name);
  }
  return checked as Checked<R>;
};
