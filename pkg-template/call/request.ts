// What `fetch` is called with, beside the URL.

import { publicPlace } from "../client/place.ts";
import { ONCE, ONCE_BY_KEY } from "./repeat.ts";
import { streamed } from "./streamed-body.ts";

/** A plain object: what wraps `fetch` often reads headers as one, and nothing else. */
const headersOf = (pairs) => {
  const all = new Map();
  for (const [name, value] of pairs) {
    const before = all.get(name);
    const glue = name === "cookie" ? "; " : ", ";
    all.set(name, before === undefined ? value : `${before}${glue}${value}`);
  }
  return Object.fromEntries(all);
};

// Workers of an older compatibility date throw where they see it.
const takesCache = () => "cache" in Object(globalThis.Request?.prototype);

/**
 * Method, headers, body, signal, redirects left alone, and no cache. Nothing else: edge runtimes reject the rest.
 *
 * React's servers answer equal requests of one page from memory, unless they see a signal here.
 */
export const initOf = (call, { method, body, repeat }, credential) => {
  const pairs = [
    ...call.headers,
    [call.credentialHeader, credential],
    ["accept", "application/json"],
  ];
  if (body) pairs.push(["content-type", "application/json"]);
  const headers = headersOf(pairs);
  if (repeat === ONCE || repeat === ONCE_BY_KEY) {
    const { idempotencyKey } = call;
    if (idempotencyKey) headers["idempotency-key"] ??= idempotencyKey;
  }
  const init = { method, headers, body, signal: call.signal, redirect: "manual" };
  if (takesCache()) init.cache = "no-store";
  return repeat === ONCE && publicPlace() ? streamed(init, call.baseUrl) : init;
};
