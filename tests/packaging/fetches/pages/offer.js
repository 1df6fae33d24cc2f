// What a test calls in a page whose `fetch` a library has wrapped.

import * as threadline from "threadline";
import { caller } from "../../support/calls.mjs";
import { visit } from "../tour.mjs";

/** `recorded` gives what the library has written down. */
export const offer = (recorded) => {
  const { answered, begin } = caller(threadline, { baseUrl: location.origin });
  let calls;
  let junk = [];
  setInterval(() => {
    for (let at = 0; at < 4_000; at++) junk.push({ at, text: "x".repeat(50) });
    if (junk.length > 100_000) junk = [];
  }, 5);
  Object.assign(globalThis, {
    visit: (services) => visit(threadline, services),
    answered,
    begin: (count, timeoutMs) => {
      calls = begin(count, timeoutMs);
    },
    heads: (count) => calls.heads(count),
    abort: () => calls.abort(),
    ends: () => calls.ends(),
    recorded,
  });
};
