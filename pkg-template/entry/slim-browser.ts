// The slim entry for pages: a module without the webhooks, unless init({ module }) names another one.

import { clients } from "../client/bind.ts";
import { loadFile } from "../module/load-file.ts";
import { runtime } from "../module/runtime.ts";
import { heymarketWebhook, type ParseWebhook, qlaraWebhook } from "../webhook/webhook.ts";

export { errorFrom } from "../errors/error-from.ts";
export * from "../errors/errors.ts";
export { MemoryReplayGuard } from "../webhook/replay-guard.ts";

// Tools that trace a server's files only find an address that is assigned to a name.
const live = runtime(
  loadFile((file = new URL("./threadline-calls.wasm", import.meta.url)) => file),
);
export const { Heymarket, Qlara, init } = clients(live);

// Made when they are called, and nothing before: a bundler sees that it can drop them.
export const parseHeymarketWebhook: ParseWebhook = (...given) => heymarketWebhook(live)(...given);
export const parseQlaraWebhook: ParseWebhook = (...given) => qlaraWebhook(live)(...given);
