// One attempt: a request, the head of its response, the body, and what they mean.

import { answerTo, lastDrift, Refusal } from "../module/imports.ts";
import { OUTCOME_GARBLED, OUTCOME_LOST, OUTCOME_UNSENT } from "../module/protocol.ts";
import type { Call } from "./call.ts";
import { Passed, steers } from "./control-flow.ts";
import { STOP } from "./deadline.ts";
import { connectionFailed, FailedAttempt } from "./failed-attempt.ts";
import { wasNeverSent } from "./never-sent.ts";
import { type Outline, secretsOf } from "./redact.ts";
import { initOf } from "./request.ts";
import { hold } from "./reservation.ts";
import { drop, type FetchResponse, type Head, headOf } from "./response.ts";
import { bodyOf, type ResponseBody } from "./response-body.ts";
import { stopStreams } from "./streamed-body.ts";

/** The credential took so long that the attempt has lost its turn. */
export const MISSED = Symbol("missed its turn");

const send = async (call: Call, outline: Outline, credential: string): Promise<FetchResponse> => {
  const { settings } = call;
  const init = initOf(call, outline, credential);
  if (!settings.rateLimit.take(call.turn)) throw MISSED;
  try {
    return (await call.send(settings.baseUrl + outline.target, init)) as FetchResponse;
  } catch (thrown) {
    if (init.duplex) stopStreams(settings.baseUrl);
    if (steers(thrown)) throw new Passed(thrown);
    // What replaces `fetch` may have tried before.
    if (!settings.fetch && wasNeverSent(thrown)) {
      const message = "no connection to the service could be made: nothing was sent";
      throw connectionFailed(OUTCOME_UNSENT, message, thrown);
    }
    const message = "no response came: the service could not be reached";
    throw connectionFailed(OUTCOME_LOST, message, thrown);
  }
};

// After each wait it checks that the attempt is not over: nothing that a stopped one still does may be visible.
const exchange = async (call: Call, outline: Outline): Promise<unknown> => {
  const { deadline } = call;
  const { signal } = deadline;
  const credential = await call.credential.value;
  call.credential.used.push(credential);
  deadline.throwIfEnded(signal);
  const response = await send(call, outline, credential);
  if (signal.aborted) {
    drop(response);
    throw STOP;
  }
  const head = headOf(response, call.raw);
  call.receive(response, head);
  // An observer may have aborted it.
  if (signal.aborted) {
    drop(response);
    throw STOP;
  }
  const body = await bodyOf(call, signal, response, head);
  if (signal.aborted) throw STOP;
  if (body.isWhole) deadline.end(true);
  return meaningOf(call, head, body);
};

/** The value of one attempt; throws what failed, or what the credential threw. */
export const attempt = (call: Call, outline: Outline): Promise<unknown> =>
  call.deadline.race(exchange(call, outline));

/** What a whole response means. */
const meaningOf = (call: Call, head: Head, { pieces, length }: ResponseBody): unknown => {
  const { status, header, number } = head;
  const { rateLimit, limiter, budget } = call.settings;
  const secrets = () => secretsOf(call);
  const limit = number("x-ratelimit-limit");
  const left = Number.isNaN(limit) ? limit : number("x-ratelimit-remaining");
  let drift: string | undefined;
  const value = call.enter((live) => {
    const ask = () => live.read(call.operation, status, length, call.reading);
    const value = answerTo(ask, { pieces, header, secrets });
    drift = lastDrift();
    const askedMs = value instanceof Refusal ? value.askedMs : Number.NaN;
    rateLimit.learn(status, askedMs, limit, left);
    if (limiter && status === 429) hold(limiter, askedMs);
    if (status >= 200 && status < 300) budget.spent = live.refund(budget.spent);
    return value;
  });
  call.keepText(pieces);
  if (value instanceof Refusal) {
    const { details, askedMs } = value;
    if (status < 200 || status >= 300) throw new FailedAttempt(status, details, undefined, askedMs);
    // What came without a length may have ended anywhere.
    if (!length && head.fromNetwork && !header("content-length")) {
      throw connectionFailed(OUTCOME_LOST, "the response ended before its body came");
    }
    const outcome = details.kind === "connection" ? OUTCOME_LOST : OUTCOME_GARBLED;
    throw new FailedAttempt(outcome, details);
  }
  call.reportDrift(drift);
  return value;
};
