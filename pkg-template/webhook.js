// What the services post: verified and decoded by the module, an event for each.

import { build } from "./build.js";
import { isThreadlineError } from "./errors.js";
import { failure } from "./failure.js";
import { check, refuse, WEBHOOK_RULES } from "./options.js";
import { readBody, within } from "./webhook-body.js";

/** A delivery as Rust sees it. */
class Delivery {
  #operation;

  constructor(operation, service, accepted, given) {
    this.#operation = operation;
    this.service = service;
    this.accepted = accepted;
    this.given = given;
  }

  build(tape, text, head, payload) {
    return build(tape, text, head, payload);
  }

  fail(json) {
    // Nothing was sent.
    const { attempts, ...details } = JSON.parse(json);
    return failure({ ...details, operation: this.#operation });
  }
}

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

/** `visit` gives the module to a function. */
export const webhooks = (visit) => {
  const parser = (operation, service, secret, ...own) => {
    const names = [secret, ...own, "maxBytes", "timeoutMs"];
    const parse = async (input, options) => {
      try {
        const given = check(options, names, WEBHOOK_RULES);
        const { maxBytes = 2 ** 20, timeoutMs = 10_000 } = given;
        if (!given[secret]) refuse(secret, "is needed (is the environment variable set?)");
        const proof = service ? secretOf(given.url ?? urlOf(input)) : undefined;
        const body = await readBody(input, maxBytes, timeoutMs);
        const delivery = new Delivery(operation, service, given[secret], proof);
        const event = visit((live) => live.webhook(delivery, body));
        return await within(timeoutMs, event, "the module was loaded");
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
  return {
    parseHeymarketWebhook: parser("parseHeymarketWebhook", 0, "token"),
    parseQlaraWebhook: parser("parseQlaraWebhook", 1, "secret", "url"),
  };
};
