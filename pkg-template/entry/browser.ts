// For pages, by whatever bundles for them: a module without the webhooks, which a page takes none of.
// Whoever parses some all the same loads the whole one for them; where nobody does, a bundler leaves that
// away.

import { base64 as whole } from "threadline:inline";
import { base64 as calls } from "threadline:inline-calls";
import { clients } from "../client/bind.ts";
import { runtime } from "../module/runtime.ts";
import { unpack } from "../module/load-inline.ts";
import { heymarketWebhook, qlaraWebhook } from "../webhook/webhook.ts";

export { errorFrom } from "../errors/error-from.ts";
export * from "../errors/errors.ts";
export { MemoryReplayGuard } from "../webhook/replay-guard.ts";

export const { Heymarket, Qlara, init } = clients(runtime(() => unpack(calls)));

let webhooks;
const withWebhooks = () => {
  webhooks ??= runtime(() => unpack(whole));
  return webhooks;
};

// Made when they are called, and nothing before: a bundler sees that it can leave them away.
export const parseHeymarketWebhook = (...given) => heymarketWebhook(withWebhooks())(...given);
export const parseQlaraWebhook = (...given) => qlaraWebhook(withWebhooks())(...given);
