// What the services post: verified and decoded by the module, an event for each.

import { readingOf, tellDrift } from "./drift.js";
import { isThreadlineError } from "./errors.js";
import { failure } from "./failure.js";
import { answerTo, lastDrift, Refusal } from "./host.js";
import { check, refuse, WEBHOOK_RULES } from "./options.js";
import { readBody, within } from "./webhook-body.js";

/** The secret in a URL: exactly one, or none counts. No error shows the URL. */
const secretOf = (url) => {
  let given;
  try {
    given = new URL(url?.href ?? url, "http://localhost").searchParams.getAll("secret");
  } catch {}
  if (!given || url === undefined) {
    refuse("url", "is needed beside a bare body: the URL that the webhook was posted to");
  }
  return given.length === 1 ? given[0] : undefined;
};

const urlOf = (input) => {
  try {
    return input.url;
  } catch {}
};

const NONE =
  "takes no webhooks: it is threadline-calls.wasm, which is for pages; give init threadline.wasm";

/** `visit` gives the module to a function. */
const parser = (visit, operation, service, secret, ...own) => {
  const names = [secret, ...own, "maxBytes", "timeoutMs", "strict", "onDrift"];
  // By the observer: there is no client that could remember it.
  const known = new WeakMap();
  const parse = async (input, options) => {
    try {
      const given = check(options, names, WEBHOOK_RULES);
      const { maxBytes = 2 ** 20, timeoutMs = 10_000, strict, onDrift } = given;
      if (!given[secret]) refuse(secret, "is needed (is the environment variable set?)");
      const proof = service ? secretOf(given.url ?? urlOf(input)) : undefined;
      const { pieces, length } = await readBody(input, maxBytes, timeoutMs);
      // No secret holds a line break.
      const accepted = given[secret].join("\n");
      const read = visit((live) => {
        if (!live.webhook) refuse("module", NONE, "the module");
        const reading = readingOf(strict, onDrift);
        const ask = () => live.webhook(service, length, proof, accepted, reading);
        const event = answerTo(ask, { pieces });
        return [event, lastDrift()];
      });
      const [event, drift] = await within(timeoutMs, read, "the module was loaded");
      if (!(event instanceof Refusal)) {
        if (drift && !known.has(onDrift)) known.set(onDrift, new Set());
        tellDrift(onDrift, known.get(onDrift), operation, drift);
        return event;
      }
      // Nothing was sent.
      const { attempts, ...details } = event.details;
      throw failure({ ...details, operation });
    } catch (error) {
      if (isThreadlineError(error)) {
        error.operation ??= operation;
        Error.captureStackTrace?.(error, parse);
      }
      throw error;
    }
  };
  return parse;
};

export const heymarketWebhook = ({ visit }) => parser(visit, "parseHeymarketWebhook", 0, "token");

export const qlaraWebhook = ({ visit }) => parser(visit, "parseQlaraWebhook", 1, "secret", "url");
