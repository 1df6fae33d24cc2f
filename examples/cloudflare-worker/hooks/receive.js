// One delivery of a webhook: verified, handled once, and responded to so that the service knows whether
// to retry it.
//
// A service retries a delivery without a successful response, and sometimes one with it. So a delivery
// is claimed at the desk first, and settled there before anything is sent that must not be sent twice.
// If this isolate crashes before that, the next delivery is handled; if it crashes after, none is.

import { isThreadlineError } from "threadline";
import { deskOf } from "../desk.js";
import { json } from "../replies.js";
import { logError } from "./log.js";
import { wasRejected } from "./refusal.js";

/**
 * `secret` is what the sender must know. `parse()` verifies and reads the delivery; `keyOf(event)` is the
 * same for all deliveries of which one must be handled. `act(event, env, { desk, sendOnce })` handles the
 * event, sends by `sendOnce(send)`, and returns the id of the conversation that has changed, if any.
 */
export async function receive(request, env, { service, secret, parse, keyOf, act }) {
  if (!secret) return json(404, { message: "No webhook is configured here." });
  if (request.method !== "POST") {
    const response = json(405, { message: "Webhooks must be sent with POST." });
    response.headers.set("Allow", "POST");
    return response;
  }
  let event;
  try {
    event = await parse();
  } catch (error) {
    return rejection(error);
  }
  const desk = deskOf(env);
  const key = keyOf(event);
  const { ticket, busy } = await desk.claim(key);
  // The other one may still fail: this one is not acknowledged before that is known.
  if (busy) return retryLater();
  if (!ticket) return json(200, { repeated: true });

  let mayRetry = true;
  const sendOnce = async (send) => {
    // It was held for too long, and another delivery has taken over.
    if (!(await desk.settle(key, ticket))) return;
    mayRetry = false;
    try {
      await send();
    } catch (error) {
      mayRetry = wasRejected(error);
      if (mayRetry) throw error;
      // It counts as sent: no answer is better than the same one twice.
      logError(`${service}: a reply may not have been sent`, error);
    }
  };
  try {
    const changed = await act(event, env, { desk, sendOnce });
    if (mayRetry) await desk.settle(key, ticket);
    mayRetry = false;
    if (changed) await desk.publish({ type: "changed", service, id: `${changed}` });
  } catch (error) {
    logError(`${service}: ${event.type} was not handled completely`, error);
    if (mayRetry) {
      await desk.release(key, ticket);
      return retryLater();
    }
  }
  return json(200, { repeated: false });
}

// The sender may be anybody, and learns no more than this. A body that is too large is not read, and so
// not verified.
const rejections = {
  WEBHOOK_VERIFICATION: [401, "Verification failed."],
  TIMEOUT: [408, "The webhook's body is incomplete."],
  CONNECTION: [400, "The webhook's body is incomplete."],
  DECODE: [400, "The webhook's body is invalid."],
};

function rejection(error) {
  const known = isThreadlineError(error) && rejections[error.code];
  if (known) return json(known[0], { message: known[1] });
  // An invalid secret in the settings, for example.
  logError("a webhook could not be read", error);
  return json(500, { message: "Internal error: see the endpoint's log." });
}

function retryLater() {
  const response = json(503, { message: "Try again later." });
  response.headers.set("Retry-After", "5");
  return response;
}
