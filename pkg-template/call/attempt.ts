// One attempt: the request, the head of its response, its body, and what they mean.

import { STOP } from "./call.ts";
import { Passed, steers } from "./control-flow.ts";
import { connection, Failed, GARBLED, LOST, UNSENT } from "./failed-attempt.ts";
import { answerTo, lastDrift, Refusal } from "../module/imports.ts";
import { wasNeverSent } from "./never-sent.ts";
import { secretsOf } from "./redact.ts";
import { initOf } from "./request.ts";
import { bodyOf, drop, headOf } from "./response.ts";
import { stopStreams } from "./streamed-body.ts";

/** The token took so long that the attempt's turn is over. */
export const MISSED = Symbol("missed its turn");

// After each wait it looks whether the attempt still is: nobody may see what one that was stopped goes on to
// do.
const attempt = async (call, outline) => {
  const { signal } = call;
  const credential = await call.authorization();
  call.credentials.push(credential);
  call.goOn(signal);
  const init = initOf(call, outline, credential);
  if (!call.limiter.take(call.turn)) throw MISSED;
  let response;
  try {
    response = await call.send(call.baseUrl + outline.target, init);
  } catch (thrown) {
    if (init.duplex) stopStreams(call.baseUrl);
    if (steers(thrown)) throw new Passed(thrown);
    // What stands in for `fetch` may have tried before.
    if (call.fetchesItself && wasNeverSent(thrown)) {
      throw connection(
        UNSENT,
        "no connection to the service could be made: nothing was sent",
        thrown,
      );
    }
    throw connection(LOST, "no response came: the service could not be reached", thrown);
  }
  let head;
  if (!signal.aborted) {
    head = headOf(response, call.raw);
    call.received(response, head);
  }
  if (signal.aborted) {
    drop(response);
    throw STOP;
  }
  const body = await bodyOf(call, signal, response, head);
  if (signal.aborted) throw STOP;
  if (body.whole) call.end(true);
  return read(call, head, body);
};

/** The value of one attempt; throws what failed, or what `Call.authorization` threw. */
export const exchange = (call, outline) => call.race(attempt(call, outline));

/** What a whole reply means. */
const read = (call, head, { pieces, length }) => {
  const { status, header, number } = head;
  const secrets = () => secretsOf(call);
  const limit = number("x-ratelimit-limit");
  const left = Number.isNaN(limit) ? limit : number("x-ratelimit-remaining");
  let drift;
  const value = call.enter((live) => {
    const ask = () => live.read(call.operation, status, length, call.reading);
    const value = answerTo(ask, { pieces, header, secrets });
    drift = lastDrift();
    const askedMs = value instanceof Refusal ? value.askedMs : Number.NaN;
    call.limiter.learn(status, askedMs, limit, left);
    if (status >= 200 && status < 300) call.budget.spent = live.refund(call.budget.spent);
    return value;
  });
  call.keepText(pieces);
  if (value instanceof Refusal) {
    const { details, askedMs } = value;
    if (status < 200 || status >= 300) throw new Failed(status, details, undefined, askedMs);
    // What came without a length may have ended anywhere.
    if (!length && head.fromNetwork && !header("content-length")) {
      throw connection(LOST, "the response ended before its body came");
    }
    throw new Failed(details.kind === "connection" ? LOST : GARBLED, details);
  }
  call.tellDrift(drift);
  return value;
};
