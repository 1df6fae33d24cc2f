// What the services post: verified and decoded by the module, an event for each.

import { readingOf, tellDrift } from "../common/drift.ts";
import { isThreadlineError } from "../errors/errors.ts";
import { failure } from "../errors/failure.ts";
import { answerTo, lastDrift, Refusal } from "../module/imports.ts";
import { check, refuse, WEBHOOK_RULES } from "../common/options.ts";
import { bodyOf, within } from "./body.ts";

/** The secret in a URL, as it stands there: exactly one, or none counts. No error shows the URL. */
const secretOf = (url) => {
  let query;
  try {
    query = new URL(url?.href ?? url, "http://localhost").search;
  } catch {}
  if (query === undefined || url === undefined) {
    refuse("url", "is needed beside a bare body: the URL that the webhook was posted to");
  }
  const given = query
    .slice(1)
    .split("&")
    .filter((pair) => /^secret(=|$)/.test(pair));
  return given.length === 1 ? given[0].slice(7) : undefined;
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
      // No secret holds a line break.
      const accepted = given[secret].join("\n");
      const ask = async (work, offer) => {
        const asked = visit((live) => {
          if (!live.webhook) refuse("module", NONE, "the module");
          const answer = answerTo(() => work(live), offer);
          return [answer, lastDrift()];
        });
        const [answer, drift] = await within(timeoutMs, asked, "the module was loaded");
        if (answer instanceof Refusal) {
          // Nothing was sent.
          const { attempts, ...details } = answer.details;
          throw failure({ ...details, operation });
        }
        if (drift && !known.has(onDrift)) known.set(onDrift, new Set());
        tellDrift(onDrift, known.get(onDrift), operation, drift);
        return answer;
      };
      const body = bodyOf(input, maxBytes, timeoutMs);
      try {
        // The proof is in the URL: of what somebody else sent nothing is read.
        if (service) await ask((live) => live.prove(proof, accepted));
      } catch (error) {
        body.leave();
        throw error;
      }
      const { pieces, length } = await body.read();
      const reading = readingOf(strict, onDrift);
      const read = (live) => live.webhook(service, length, proof, accepted, reading);
      return await ask(read, { pieces });
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
