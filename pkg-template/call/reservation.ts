// A turn in a rate limit that is the user's own: each request is sent on a reservation.

import { ignore, promised } from "../common/promises.ts";
import { InvalidArgumentError } from "../errors/errors.ts";
import type { RateLimiter, Reservation } from "../types/index.d.ts";
import type { Call } from "./call.ts";
import type { Failure } from "./final-error.ts";
import { pause, stoppedWaiting } from "./pause.ts";
import { noTurn } from "./turn.ts";

const isTime = (value: unknown): value is number => typeof value === "number" && value >= 0;

/** It was not used. */
export const giveBack = (limiter: RateLimiter, reservation: Reservation): void =>
  ignore(() => limiter.giveBack(reservation));

/** The service asks for a wait; without one that it names there is nothing to hold for. */
export const hold = (limiter: RateLimiter, ms: number): void => {
  if (ms > 0) ignore(() => limiter.hold(ms));
};

/** Asks for it, and waits as long as it says. */
export const reserve = async (
  call: Call,
  limiter: RateLimiter,
  repeat: number,
  before: Failure | undefined,
): Promise<Reservation> => {
  const { deadline } = call;
  const patienceMs = Math.max(deadline.patienceMs, 0);
  deadline.begin(Number.POSITIVE_INFINITY);
  const asked = promised(() => limiter.reserve(patienceMs));
  let given: Reservation;
  try {
    given = await deadline.race(asked);
  } catch (cause) {
    if (!deadline.stopped) {
      const message = "limiter.reserve failed: nothing was sent";
      throw call.failed({ kind: "connection", message }, cause);
    }
    // It may still come.
    ignore(async () => limiter.giveBack(await asked));
    throw stoppedWaiting(call, repeat);
  } finally {
    deadline.end();
  }
  const { waitMs, refused } = Object(given) as { waitMs?: unknown; refused?: unknown };
  if (isTime(refused)) throw noTurn(call, repeat, before, refused);
  if (!isTime(waitMs)) {
    const message = "limiter.reserve must give { waitMs } or { refused }, in milliseconds";
    throw new InvalidArgumentError(message, { path: "limiter" });
  }
  try {
    if (waitMs > 0) await pause(call, repeat, waitMs);
  } catch (error) {
    giveBack(limiter, given);
    throw error;
  }
  return given;
};
