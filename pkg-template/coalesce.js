// Identical reads that are under way at the same time become one request.

import { listen } from "./listen.js";

// How long a call under way is joined by others, in milliseconds.
const JOIN = 1_000;

// A timer may be so many milliseconds early.
const EARLY = 2;

/**
 * Joins the call under way for `key`, or starts it. Each of those who wait has the whole time of a call,
 * and leaves by itself; the call is aborted when the last one has left. `start` gives the call and the
 * promise of its data.
 */
export const join = async (calls, key, { signal, deadlineMs }, start) => {
  let shared = calls.get(key);
  // What is read must not be old.
  if (shared && performance.now() - shared.since <= JOIN) {
    shared.call.prolong();
  } else {
    shared = { ...start(), since: performance.now(), waiting: 0, served: 0 };
    calls.set(key, shared);
    const forget = () => calls.get(key) === shared && calls.delete(key);
    shared.promise.then(forget, forget);
  }
  shared.waiting++;
  const { call, promise } = shared;
  let timer;
  let deaf;
  try {
    const data = await new Promise((resolve, reject) => {
      if (signal) deaf = listen(signal, () => reject(signal.reason));
      const late = () => {
        // Nobody has come later: the call ends now, too, and can tell more.
        if (call.remainingMs > EARLY) reject(call.late());
      };
      timer = setTimeout(late, deadlineMs);
      promise.then(resolve, reject);
    });
    // Each gets objects of its own: what one of them changes is nobody else's.
    return shared.served++ ? structuredClone(data) : data;
  } finally {
    clearTimeout(timer);
    deaf?.();
    if (!--shared.waiting && !shared.served) {
      if (calls.get(key) === shared) calls.delete(key);
      call.abandon();
    }
  }
};
