// What `fetch` is called with, beside the URL.

import type { Headers } from "../client/options.ts";
import { publicPlace } from "../client/place.ts";
import { REPEAT_ONCE, REPEAT_ONCE_BY_KEY } from "../module/protocol.ts";
import type { FetchInit } from "../types/index.d.ts";
import type { Call } from "./call.ts";
import type { Outline } from "./redact.ts";
import { streamed } from "./streamed-body.ts";

/** A plain object: what wraps `fetch` often reads headers as one, and in no other form. */
const headersOf = (pairs: Iterable<readonly [string, string]>): Record<string, string> => {
  const all = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = all.get(name);
    const glue = name === "cookie" ? "; " : ", ";
    all.set(name, before === undefined ? value : `${before}${glue}${value}`);
  }
  return Object.fromEntries(all);
};

// Workers of an older compatibility date throw where they see it.
const takesCache = (): boolean => "cache" in Object(globalThis.Request?.prototype);

/**
 * Method, headers, body, signal, redirects not followed, and no cache. Nothing else: edge runtimes reject the rest.
 *
 * React's servers serve equal requests of one page from memory, unless they see a signal here.
 */
export const initOf = (
  call: Call,
  { method, body, repeat }: Outline,
  credential: string,
): FetchInit => {
  const { settings } = call;
  const pairs: Headers = [
    ...call.headers,
    [settings.credentialHeader, credential],
    ["accept", "application/json"],
  ];
  if (body) pairs.push(["content-type", "application/json"]);
  const headers = headersOf(pairs);
  if (repeat === REPEAT_ONCE || repeat === REPEAT_ONCE_BY_KEY) {
    const { idempotencyKey } = call;
    if (idempotencyKey) headers["idempotency-key"] ??= idempotencyKey;
  }
  const { signal } = call.deadline;
  const init: FetchInit = { method, headers, body, signal, redirect: "manual" };
  if (takesCache()) init.cache = "no-store";
  return repeat === REPEAT_ONCE && publicPlace() ? streamed(init, settings.baseUrl) : init;
};
