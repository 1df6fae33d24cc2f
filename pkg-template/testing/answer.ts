// What the caller of `fetch` gets of a planned response.

import { bodyOf } from "./body.ts";
import type { NoteEnd, Plan } from "./plan.ts";

const lost = (code: string) =>
  new TypeError("fetch failed", {
    cause: Object.assign(new Error(`the connection was lost (${code})`), { code }),
  });

// A caller of `fetch` never sees a lower status.
const isFinal = (status: number) => status >= 200;

const NO_BODY = [204, 205, 304];

/** Waits, or rejects as `fetch` does when its signal aborts. Without `ms`, waits for the signal alone. */
const pause = (signal: AbortSignal, ms?: number) =>
  new Promise<void>((resolve, reject) => {
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

/** Settles as `fetch` would; `ended` notes what became of the response. */
export const answer = async (
  plan: Plan,
  signal: AbortSignal,
  ended: NoteEnd,
): Promise<Response> => {
  const { delayMs, status, headers, sending } = plan;
  try {
    // Without a delay, nobody advances a test's fake timers.
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
  if (sending === "notHttp" || !isFinal(status)) {
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
