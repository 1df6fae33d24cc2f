// The globals that a runtime must have. None of them is touched before the first call, so an import never fails.

import { InternalError } from "../errors/errors.ts";

/** Throws where one of these globals is missing. */
export const needs = (...names: (keyof typeof globalThis)[]): void => {
  const missing = names.filter((name) => globalThis[name] === undefined);
  if (!missing.length) return;
  throw new InternalError(
    `this environment has no ${missing.join(", ")}, which threadline needs (jsdom alone has none: run such tests in Jest's environment "node" or "jest-fixed-jsdom", or in happy-dom)`,
  );
};
