// What a planned reply looks like to whoever called `fetch`.

import { bodyOf } from "./body.ts";

const lost = (code) =>
  new TypeError("fetch failed", {
    cause: Object.assign(new Error(`the connection was lost (${code})`), { code }),
  });

// Statuses that no connection gives to a caller of `fetch`.
const isReply = (status) => status >= 200;

const NO_BODY = [204, 205, 304];

/** Waits, or rejects as `fetch` does when its signal aborts. Without `ms`, waits for the signal alone. */
const pause = (signal, ms) =>
  new Promise((resolve, reject) => {
    const timer = ms === undefined ? undefined : setTimeout(done, ms);
    function done() {
      signal.removeEventListener("abort", stop);
      resolve();
    }
    function stop() {
      clearTimeout(timer);
      reject(signal.reason);
    }
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
  });

/** Settles as `fetch` would. `ended(how, bytes)` notes what became of the answer. */
export const answer = async (plan, signal, ended) => {
  const { delayMs, status, headers, sending } = plan;
  try {
    // Nobody advances a test's fake timers for no delay at all.
    if (delayMs) await pause(signal, delayMs);
    if (sending === "stall") await pause(signal);
  } catch (reason) {
    ended("clientGone", 0);
    throw reason;
  }
  if (sending === "resetBefore" || sending === "resetAfter") {
    ended("reset", 0);
    throw lost("ECONNRESET");
  }
  const hasBody = !NO_BODY.includes(status) && (plan.body.length > 0 || plan.endless > 0);
  if (!hasBody && sending === "resetHalfway") {
    ended("reset", 0);
    throw lost("ECONNRESET");
  }
  if (!hasBody && sending === "stallHalfway") {
    await pause(signal).finally(() => ended("clientGone", 0));
  }
  if (sending === "notHttp" || !isReply(status)) {
    ended("sent", 0);
    throw lost("HPE_INVALID_CONSTANT");
  }
  const body = hasBody || sending === "stallAfterHeaders" ? bodyOf(plan, signal, ended) : null;
  if (!body) ended("sent", 0);
  const response = new Response(NO_BODY.includes(status) ? null : body, {
    status: status > 599 ? 599 : status,
    headers,
  });
  if (status <= 599) return response;
  // A `Response` made by hand has no such status; one from a connection does.
  return Object.defineProperty(response, "status", { value: status });
};
