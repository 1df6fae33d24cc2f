// For pages, by whatever bundles for them: a module without the webhooks, which a page takes none of.
// Whoever parses some all the same loads the whole one for them; where nobody does, a bundler leaves that
// away.

import { base64 as whole } from "threadline:inline";
import { base64 as calls } from "threadline:inline-calls";
import { clients } from "../bind.js";
import { runtime } from "../instance.js";
import { unpack } from "../unpack.js";
import { heymarketWebhook, qlaraWebhook } from "../webhook.js";

export { errorFrom } from "../error-from.js";
export * from "../errors.js";
export { MemoryReplayGuard } from "../replay-guard.js";

export const { Heymarket, Qlara, init } = clients(runtime(() => unpack(calls)));

let webhooks;
const withWebhooks = () => {
  webhooks ??= runtime(() => unpack(whole));
  return webhooks;
};

// Made when they are called, and nothing before: a bundler sees that it can leave them away.
export const parseHeymarketWebhook = (...given) => heymarketWebhook(withWebhooks())(...given);
export const parseQlaraWebhook = (...given) => qlaraWebhook(withWebhooks())(...given);
