// What all error classes have in common.

import type { ErrorDetails } from "../types/index.d.ts";

// Registered globally, so that the guards also recognise the errors of another copy of this package.
export const BRAND = Symbol.for("threadline.error");

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
