// Identical reads that are under way at the same time become one request.

// How long a call under way is joined by others, in milliseconds.
const JOIN = 1_000;

/**
 * Joins the call under way for `key`, or starts it. It is aborted when the last of those who wait
 * has aborted. `start` gets the signal to pass on.
 */
export const join = async (calls, key, signal, start) => {
  let shared = calls.get(key);
  // A later one has more time left than the first one's deadline leaves it.
  if (!shared || performance.now() - shared.since > JOIN) {
    const controller = new AbortController();
    shared = {
      controller,
      since: performance.now(),
      waiting: 0,
      served: 0,
      promise: start(controller.signal),
    };
    calls.set(key, shared);
    const forget = () => calls.get(key) === shared && calls.delete(key);
    shared.promise.then(forget, forget);
  }
  shared.waiting++;
  let leave;
  try {
    const data = await new Promise((resolve, reject) => {
      leave = () => reject(signal.reason);
      signal?.addEventListener("abort", leave);
      shared.promise.then(resolve, reject);
    });
    // Each gets objects of its own: what one of them changes is nobody else's.
    return shared.served++ ? structuredClone(data) : data;
  } finally {
    signal?.removeEventListener("abort", leave);
    if (!--shared.waiting && !shared.served) {
      if (calls.get(key) === shared) calls.delete(key);
      shared.controller.abort();
    }
  }
};
