// What a runtime must have. Nothing of it is touched before the first call: an import fails nowhere.

import { InternalError } from "../errors/errors.ts";

/** Throws where one of these globals is missing. */
export const needs = (...names) => {
  const missing = names.filter((name) => globalThis[name] === undefined);
  if (!missing.length) return;
  throw new InternalError(
    `this environment has no ${missing.join(", ")}, which threadline needs (jsdom has none by itself: run such tests in Jest's environment "node" or "jest-fixed-jsdom", or in happy-dom)`,
  );
};
