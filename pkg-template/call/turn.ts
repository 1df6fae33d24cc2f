// A call's turn in the client's own rate limit.

import type { Call } from "./call.ts";
import { errorOf, type Failure, REJECTED } from "./final-error.ts";
import { pause } from "./pause.ts";

const NO_TURN =
  "rate limit: no slot before deadlineMs that leaves an attempt enough time (the client keeps to the limit, and to the wait that the service asked for)";

/** There is no turn in time. What failed before says more than that. */
export const noTurn = (call: Call, repeat: number, before: Failure | undefined, ms: number) =>
  before
    ? errorOf(call, repeat, before)
    : call.failed({ kind: REJECTED, message: NO_TURN, retryAfterMs: Math.ceil(ms) });

export const waitForTurn = async (
  call: Call,
  repeat: number,
  before: Failure | undefined,
  firstMs: number,
): Promise<void> => {
  const { rateLimit } = call.settings;
  try {
    for (let wait = firstMs; wait > 0; wait = rateLimit.waitOf(call.turn)) {
      if (wait > call.deadline.patienceMs) throw noTurn(call, repeat, before, wait);
      await pause(call, repeat, wait);
    }
  } catch (error) {
    rateLimit.leave(call.turn);
    throw error;
  }
};
