// A call from its input to its result: attempts, the waits between them, and one deadline for all.

import { answerTo, Refusal, spentOf } from "../module/imports.ts";
import {
  OUTCOME_FINAL,
  OUTCOME_TIMED_OUT,
  VERDICT_DONE,
  VERDICT_UNKNOWN,
} from "../module/protocol.ts";
import { attempt, MISSED } from "./attempt.ts";
import { type Call, LATE } from "./call.ts";
import { ABORTED, TIMED_OUT } from "./deadline.ts";
import { FailedAttempt } from "./failed-attempt.ts";
import { errorOf, isHarmless } from "./final-error.ts";
import { pause } from "./pause.ts";
import type { Outline } from "./redact.ts";
import { redactCause } from "./redact-cause.ts";
import { giveBack, reserve } from "./reservation.ts";
import { waitForTurn } from "./turn.ts";

const LOST =
  "the response was lost, cannot be read or does not confirm it, so the operation may have succeeded: check before retrying";

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
  const { rateLimit, limiter, budget, isRenewable } = call.settings;
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
    call.turn = rateLimit.enter(deadline.remainingMs);
    const turnMs = rateLimit.waitOf(call.turn);
    if (turnMs > 0) await waitForTurn(call, repeat, failure, turnMs);
    const reservation = limiter && (await reserve(call, limiter, repeat, failure));
    call.begin();
    try {
      return await attempt(call, outline);
    } catch (thrown) {
      if (thrown === MISSED) continue;
      failure = failureOf(call, outline, thrown);
    } finally {
      deadline.end();
      if (!call.isSent) {
        rateLimit.leave(call.turn);
        if (limiter && reservation) giveBack(limiter, reservation);
      }
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
