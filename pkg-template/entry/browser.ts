// For pages, by any bundler: a module without the webhooks, which a page does not receive. Code that parses some
// nevertheless loads the whole module for them; where none does, a bundler drops that.

import { base64 as whole } from "threadline:inline";
import { base64 as calls } from "threadline:inline-calls";
import { clients } from "../client/bind.ts";
import { loadInline } from "../module/load-inline.ts";
import { type Runtime, runtime } from "../module/runtime.ts";
import { heymarketWebhook, type ParseWebhook, qlaraWebhook } from "../webhook/webhook.ts";

export { errorFrom } from "../errors/error-from.ts";
export * from "../errors/errors.ts";
export { MemoryReplayGuard } from "../webhook/replay-guard.ts";

export const { Heymarket, Qlara, init } = clients(runtime(() => loadInline(calls)));

let webhooks: Runtime | undefined;
const withWebhooks = () => {
  webhooks ??= runtime(() => loadInline(whole));
  return webhooks;
};

// Made when they are called, and nothing before: a bundler sees that it can drop them.
export const parseHeymarketWebhook: ParseWebhook = (...given) =>
  heymarketWebhook(withWebhooks())(...given);
export const parseQlaraWebhook: ParseWebhook = (...given) => qlaraWebhook(withWebhooks())(...given);
