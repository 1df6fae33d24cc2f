// A call from its input to its result: attempts, the waits between them, and one deadline for all.

import type { FailureDetails } from "../errors/failure.ts";
import { answerTo, Refusal, spentOf } from "../module/imports.ts";
import {
  OUTCOME_FINAL,
  OUTCOME_TIMED_OUT,
  OUTCOME_UNSENT,
  REPEAT_ONCE,
  VERDICT_DONE,
  VERDICT_UNKNOWN,
} from "../module/protocol.ts";
import { attempt, MISSED } from "./attempt.ts";
import { type Call, LATE } from "./call.ts";
import { ABORTED, TIMED_OUT } from "./deadline.ts";
import { FailedAttempt } from "./failed-attempt.ts";
import type { Outline } from "./redact.ts";
import { redactCause } from "./redact-cause.ts";

/** The only response that says that nothing was done, and that may pass. */
const REJECTED = "rate_limit";

const NO_TURN =
  "rate limit: no slot before deadlineMs that leaves an attempt enough time (the client keeps to the limit, and to the wait that the service asked for)";

const LOST =
  "the response was lost, cannot be read or does not confirm it, so the operation may have succeeded: check before retrying";

type Failure = Pick<FailedAttempt, "details"> & Partial<FailedAttempt>;

/** Whether nothing was done, for sure. */
const isHarmless = ({ outcome, details: { kind } }: Failure): boolean =>
  kind === REJECTED || outcome === OUTCOME_UNSENT;

/** The error of a failure. What must not happen twice is retryable only if nothing was done. */
const errorOf = (call: Call, repeat: number, failure: Failure) => {
  const { retryable: _, ...details }: FailureDetails = failure.details;
  const retryable = repeat === REPEAT_ONCE && !isHarmless(failure) ? { retryable: false } : {};
  return call.failed({ ...details, ...retryable }, failure.cause);
};

const pause = async (call: Call, repeat: number, ms: number): Promise<void> => {
  try {
    await call.deadline.pause(ms);
  } catch {
    if (call.deadline.stopped === ABORTED) throw call.deadline.reason;
    throw errorOf(call, repeat, { details: { kind: "timeout", message: LATE } });
  }
};

/** Waits for the call's turn. Where none comes in time, what failed before says more than that. */
const waitForTurn = async (
  call: Call,
  repeat: number,
  before: Failure | undefined,
  firstMs: number,
): Promise<void> => {
  const { limiter } = call.settings;
  try {
    for (let wait = firstMs; wait > 0; wait = limiter.waitOf(call.turn)) {
      if (wait > call.deadline.patienceMs) {
        if (before) throw errorOf(call, repeat, before);
        const retryAfterMs = Math.ceil(wait);
        throw call.failed({ kind: REJECTED, message: NO_TURN, retryAfterMs });
      }
      await pause(call, repeat, wait);
    }
  } catch (error) {
    limiter.leave(call.turn);
    throw error;
  }
};

/** How an attempt failed; throws what ends the call in any case. */
const failureOf = (call: Call, { target }: Outline, thrown: unknown): FailedAttempt => {
  const { stopped, isLate } = call.deadline;
  if (stopped === ABORTED) throw call.deadline.reason;
  if (stopped === TIMED_OUT) {
    // What went wrong once the time was up went wrong because of that, and is not a cause.
    const message = isLate ? LATE : "timeoutMs passed before the response was complete";
    const outcome = call.isSent ? OUTCOME_TIMED_OUT : OUTCOME_FINAL;
    return new FailedAttempt(outcome, { ...call.received, kind: "timeout", message });
  }
  if (!(thrown instanceof FailedAttempt)) throw thrown;
  const { outcome, details, cause, askedMs } = thrown;
  const shown = cause === undefined ? undefined : redactCause(cause, target, call.hide);
  return new FailedAttempt(outcome, { ...details, ...call.received }, shown, askedMs);
};

/** Makes the call. */
export const retryLoop = async (call: Call): Promise<unknown> => {
  const { enter, deadline } = call;
  const { limiter, budget, isRenewable } = call.settings;
  const encoded = enter(({ encode }) => answerTo(() => encode(call.operation, call.input)));
  if (encoded instanceof Refusal) throw call.failed(encoded.details);
  const outline = encoded as Outline;
  call.outline = outline;
  const { repeat } = outline;
  let retries = 0;
  // Whether an earlier attempt may have been carried out.
  let inDoubt = false;
  let isRenewed = false;
  let failure: FailedAttempt | undefined; // of the attempt before
  for (;;) {
    if (deadline.stopped === ABORTED) throw deadline.reason;
    call.turn = limiter.enter(deadline.remainingMs);
    const turnMs = limiter.waitOf(call.turn);
    if (turnMs > 0) await waitForTurn(call, repeat, failure, turnMs);
    call.begin();
    try {
      return await attempt(call, outline);
    } catch (thrown) {
      if (thrown === MISSED) continue;
      failure = failureOf(call, outline, thrown);
    } finally {
      deadline.end();
      if (!call.isSent) limiter.leave(call.turn);
    }
    const { outcome, details, cause, askedMs } = failure;
    if (outcome === 401 && isRenewable) {
      call.renewCredential();
      // A token may have expired on the way: a fresh one, once. Nothing was done with the old one.
      if (!isRenewed) {
        isRenewed = true;
        failure = undefined;
        continue;
      }
    }
    // A wait of the client's own is short, and what is retried after it is harmless.
    const patienceMs = askedMs >= 0 ? deadline.patienceMs : deadline.remainingMs;
    const { maxRetries } = call;
    const wait = enter(({ decide }) =>
      decide(
        spentOf(budget),
        outcome,
        repeat,
        retries,
        inDoubt,
        maxRetries,
        patienceMs,
        askedMs,
        Math.random(),
      ),
    );
    if (wait === VERDICT_DONE) return undefined;
    if (wait === VERDICT_UNKNOWN) {
      const { body, message } = details;
      const unknown = { kind: "outcome_unknown", message: `${LOST} (${message})`, body };
      throw errorOf(call, repeat, { details: { ...call.received, ...unknown }, cause });
    }
    if (wait < 0) throw errorOf(call, repeat, failure);
    retries++;
    inDoubt ||= !isHarmless(failure);
    call.willRetry(wait, details.kind);
    await pause(call, repeat, wait);
  }
};
