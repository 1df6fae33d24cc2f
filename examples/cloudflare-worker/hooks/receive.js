// One delivery of a webhook: verified, dealt with once, and answered so that the service knows whether
// to come again.
//
// A service delivers again when it has heard no good answer, and sometimes when it has. So a delivery
// is claimed at the desk first, and settled there before anything is sent that must not be sent twice.
// If this isolate perishes before, the next delivery is dealt with; if it does behind, none is.

import { isThreadlineError } from "threadline";
import { deskOf } from "../desk.js";
import { json } from "../replies.js";
import { logError } from "./log.js";
import { wasRefused } from "./refusal.js";

/**
 * `secret` is what the sender must know. `parse()` verifies and reads the delivery; `keyOf(event)` is the
 * same for all that must be dealt with once. `act(event, env, { desk, sendOnce })` does what is to be
 * done, sends by `sendOnce(send)`, and tells which conversation the pages should look at, if any.
 */
export async function receive(request, env, { service, secret, parse, keyOf, act }) {
  if (!secret) return json(404, { message: "No webhook is configured here." });
  if (request.method !== "POST") {
    const refusal = json(405, { message: "Webhooks must be sent with POST." });
    refusal.headers.set("Allow", "POST");
    return refusal;
  }
  let event;
  try {
    event = await parse();
  } catch (error) {
    return refusalOf(error);
  }
  const desk = deskOf(env);
  const key = keyOf(event);
  const { ticket, busy } = await desk.claim(key);
  // Perhaps it will fail: this one is not acknowledged before that is known.
  if (busy) return comeAgain();
  if (!ticket) return json(200, { repeated: true });

  let mayComeAgain = true;
  const sendOnce = async (send) => {
    // It was held for too long, and somebody else has it now.
    if (!(await desk.settle(key, ticket))) return;
    mayComeAgain = false;
    try {
      await send();
    } catch (error) {
      mayComeAgain = wasRefused(error);
      if (mayComeAgain) throw error;
      // It counts as sent: a contact that gets no answer is better off than one that gets it twice.
      logError(`${service}: a reply may not have been sent`, error);
    }
  };
  try {
    const changed = await act(event, env, { desk, sendOnce });
    if (mayComeAgain) await desk.settle(key, ticket);
    mayComeAgain = false;
    if (changed) await desk.publish({ type: "changed", service, id: `${changed}` });
  } catch (error) {
    logError(`${service}: ${event.type} was not handled completely`, error);
    if (mayComeAgain) {
      await desk.release(key, ticket);
      return comeAgain();
    }
  }
  return json(200, { repeated: false });
}

// The sender is perhaps nobody that we know, and is told no more than this. What is too large is not
// read, and so not verified.
const refusals = {
  WEBHOOK_VERIFICATION: [401, "Verification failed."],
  TIMEOUT: [408, "The webhook's body is incomplete."],
  CONNECTION: [400, "The webhook's body is incomplete."],
  DECODE: [400, "The webhook's body is invalid."],
};

function refusalOf(error) {
  const refusal = isThreadlineError(error) && refusals[error.code];
  if (refusal) return json(refusal[0], { message: refusal[1] });
  // A secret that cannot be one, for example.
  logError("a webhook could not be read", error);
  return json(500, { message: "Internal error: see the endpoint's log." });
}

function comeAgain() {
  const reply = json(503, { message: "Try again later." });
  reply.headers.set("Retry-After", "5");
  return reply;
}
