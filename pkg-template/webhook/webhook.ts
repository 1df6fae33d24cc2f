// Webhooks: the module verifies and decodes what a service posts, one event for each.

import type { Exports } from "threadline:glue";
import { invalid } from "../common/check.ts";
import { readingOf, reportDrift } from "../common/drift.ts";
import { isThreadlineError } from "../errors/errors.ts";
import { failure } from "../errors/failure.ts";
import { traceFrom } from "../errors/trace.ts";
import { answerTo, lastDrift, type Offer, Refusal } from "../module/imports.ts";
import type { Runtime } from "../module/runtime.ts";
import type { WebhookInput } from "../types/index.d.ts";
import { claimBody } from "./body.ts";
import { checkWebhook, type WebhookOption } from "./options.ts";
import { secretIn, urlOf } from "./url-secret.ts";
import { within } from "./within.ts";

const NO_WEBHOOKS =
  "cannot read webhooks: it is threadline-calls.wasm, which is for pages; give init threadline.wasm";

/** A function that parses a service's webhooks. */
export type ParseWebhook = (input: WebhookInput, options: unknown) => Promise<unknown>;

/** `service` is its number in the module; `proof`, the option that holds what its webhooks must prove to know. */
const parser = (
  visit: Runtime["visit"],
  operation: string,
  service: number,
  proof: "token" | "secret",
  ...own: WebhookOption[]
): ParseWebhook => {
  const names: WebhookOption[] = [proof, ...own, "maxBytes", "timeoutMs", "strict", "onDrift"];
  // By observer: there is no client to remember it.
  const reported = new WeakMap<object, Set<string>>();
  const parse: ParseWebhook = async (input, options) => {
    try {
      const checked = checkWebhook(options, names);
      const { maxBytes = 2 ** 20, timeoutMs = 10_000, strict, onDrift, url } = checked;
      const accepted =
        checked[proof] ?? invalid(proof, "is needed (is the environment variable set?)");
      const given = service ? secretIn(url ?? urlOf(input)) : undefined;
      // None of them contains a line break.
      const lines = accepted.join("\n");
      const ask = async (work: (live: Required<Exports>) => void, offer?: Offer) => {
        const asked = visit((live) => {
          if (!live.webhook) invalid("module", NO_WEBHOOKS, "the module");
          const answer = answerTo(() => work(live as Required<Exports>), offer);
          return [answer, lastDrift()] as const;
        });
        const [answer, drift] = await within(timeoutMs, asked, "the module was loaded");
        if (answer instanceof Refusal) {
          // Nothing was sent.
          const { attempts, ...details } = answer.details;
          throw failure({ ...details, operation });
        }
        if (drift && onDrift) {
          const kinds = reported.get(onDrift) ?? new Set();
          reported.set(onDrift, kinds);
          reportDrift(onDrift, kinds, operation, drift);
        }
        return answer;
      };
      const body = claimBody(input, maxBytes, timeoutMs);
      try {
        // With the secret in the URL, nothing is read of what somebody else posted.
        if (service) await ask((live) => live.prove(given, lines));
      } catch (error) {
        body.release();
        throw error;
      }
      const { pieces, length } = await body.read();
      const reading = readingOf(strict, onDrift);
      return await ask((live) => live.webhook(service, length, given, lines, reading), { pieces });
    } catch (error) {
      if (isThreadlineError(error)) {
        error.operation ??= operation;
        traceFrom(error, parse);
      }
      throw error;
    }
  };
  return parse;
};

export const heymarketWebhook = ({ visit }: Pick<Runtime, "visit">) =>
  parser(visit, "parseHeymarketWebhook", 0, "token");

export const qlaraWebhook = ({ visit }: Pick<Runtime, "visit">) =>
  parser(visit, "parseQlaraWebhook", 1, "secret", "url");
