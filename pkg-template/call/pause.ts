// A wait between two attempts, which ends with the call.

import { type Call, LATE } from "./call.ts";
import { ABORTED } from "./deadline.ts";
import { errorOf } from "./final-error.ts";

/** What ends a call that waited: the caller's own reason, or the deadline. */
export const stoppedWaiting = (call: Call, repeat: number): unknown =>
  call.deadline.stopped === ABORTED
    ? call.deadline.reason
    : errorOf(call, repeat, { details: { kind: "timeout", message: LATE } });

export const pause = async (call: Call, repeat: number, ms: number): Promise<void> => {
  try {
    await call.deadline.pause(ms);
  } catch {
    throw stoppedWaiting(call, repeat);
  }
};
