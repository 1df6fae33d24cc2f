// A call from its input to its result: attempts, waits between them, one deadline over all.

import { ABORTED, LATE, TIMED_OUT } from "./call.ts";
import { causeOf } from "./redact-cause.ts";
import { exchange, MISSED } from "./attempt.ts";
import { Failed, FINAL, TOO_LATE, UNSENT } from "./failed-attempt.ts";
import { answerTo, Refusal, spentOf } from "../module/imports.ts";
import { ONCE } from "./repeat.ts";

// What Rust decides, when it is not a wait.
const UNKNOWN = -2;
const DONE = -3;

// The only response that says that nothing was done, and may pass.
const REJECTED = "rate_limit";

const NO_TURN =
  "rate limit: no slot that leaves an attempt enough of deadlineMs (the client keeps to the limit, and to the wait that the service asked for)";

const LOST_ANSWER =
  "the answer was lost, cannot be read or does not confirm it: whether the service has done it is not known: check before you do it again";

/** Whether nothing was done, for sure. */
const isHarmless = ({ outcome, details: { kind } }) => kind === REJECTED || outcome === UNSENT;

const failed = (call, repeat, failure) => {
  const { retryable, ...details } = failure.details;
  const { cause } = failure;
  if (repeat === ONCE && !isHarmless(failure)) details.retryable = false;
  return call.failed(details, cause);
};

const pause = async (call, repeat, ms) => {
  try {
    await call.pause(ms);
  } catch {
    if (call.stopped === ABORTED) throw call.reason();
    throw failed(call, repeat, { details: { kind: "timeout", message: LATE } });
  }
};

/** Waits for the call's turn. What has failed before says more than that none comes in time. */
const waitForTurn = async (call, repeat, before, firstMs) => {
  const { limiter, turn } = call;
  try {
    for (let wait = firstMs; wait > 0; wait = limiter.waitOf(turn)) {
      if (wait > call.patienceMs) {
        if (before) throw failed(call, repeat, before);
        const retryAfterMs = Math.ceil(wait);
        throw call.failed({ kind: "rate_limit", message: NO_TURN, retryAfterMs });
      }
      await pause(call, repeat, wait);
    }
  } catch (error) {
    limiter.leave(turn);
    throw error;
  }
};

/** How an attempt failed; throws what ends the call whatever it was. */
const failureOf = (call, { target }, thrown) => {
  if (call.stopped === ABORTED) throw call.reason();
  if (call.stopped === TIMED_OUT) {
    // Whatever went wrong once the time was up went wrong because of that, which is no cause.
    const message = call.isLate ? LATE : "timeoutMs passed before the response was complete";
    return new Failed(call.sent ? TOO_LATE : FINAL, { ...call.told, kind: "timeout", message });
  }
  if (!(thrown instanceof Failed)) throw thrown;
  const { outcome, details, cause, askedMs } = thrown;
  const shown = cause === undefined ? undefined : causeOf(cause, target, call.hide);
  return new Failed(outcome, { ...details, ...call.told }, shown, askedMs);
};

/** Makes the call. */
export const run = async (call) => {
  const { enter, limiter } = call;
  const outline = enter(({ encode }) => answerTo(() => encode(call.operation, call.input)));
  if (outline instanceof Refusal) throw call.failed(outline.details);
  call.outline = outline;
  const { repeat } = outline;
  let repeated = 0;
  // Whether an earlier attempt may have been carried out.
  let inDoubt = false;
  let renewed = false;
  let failure; // of the attempt before
  for (;;) {
    if (call.stopped === ABORTED) throw call.reason();
    call.turn = limiter.enter(call.remainingMs);
    const turnMs = limiter.waitOf(call.turn);
    if (turnMs > 0) await waitForTurn(call, repeat, failure, turnMs);
    call.begin();
    try {
      return await exchange(call, outline);
    } catch (thrown) {
      if (thrown === MISSED) continue;
      failure = failureOf(call, outline, thrown);
    } finally {
      call.end();
      if (!call.sent) limiter.leave(call.turn);
    }
    const { outcome, details, cause, askedMs } = failure;
    if (outcome === 401 && call.renewable) {
      call.renew();
      // A token may have run out on the way: a fresh one, once. Nothing was done with the old one.
      if (!renewed) {
        renewed = true;
        failure = undefined;
        continue;
      }
    }
    // A wait of the client's own is short, and what is retried after it is harmless.
    const patienceMs = askedMs >= 0 ? call.patienceMs : call.remainingMs;
    const situation = [repeat, repeated, inDoubt, call.maxRetries, patienceMs, askedMs];
    const wait = enter(({ decide }) => {
      return decide(spentOf(call.budget), outcome, ...situation, Math.random());
    });
    if (wait === DONE) return;
    if (wait === UNKNOWN) {
      const { body, message } = details;
      const unknown = { kind: "outcome_unknown", message: `${LOST_ANSWER} (${message})`, body };
      throw failed(call, repeat, { details: { ...call.told, ...unknown }, cause });
    }
    if (wait < 0) throw failed(call, repeat, failure);
    repeated++;
    inDoubt ||= !isHarmless(failure);
    call.again(wait, details.kind);
    await pause(call, repeat, wait);
  }
};
