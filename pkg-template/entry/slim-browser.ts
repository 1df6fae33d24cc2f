// The same for pages: a module without the webhooks, unless init({ module }) says another one.

import { clients } from "../client/bind.ts";
import { runtime } from "../module/runtime.ts";
import { located } from "../module/load-file.ts";
import { heymarketWebhook, qlaraWebhook } from "../webhook/webhook.ts";

export { errorFrom } from "../errors/error-from.ts";
export * from "../errors/errors.ts";
export { MemoryReplayGuard } from "../webhook/replay-guard.ts";

// What traces a server for its files finds an address only where it is given to a name.
const live = runtime(located((file = new URL("./threadline-calls.wasm", import.meta.url)) => file));
export const { Heymarket, Qlara, init } = clients(live);

// Made when they are called, and nothing before: a bundler sees that it can leave them away.
export const parseHeymarketWebhook = (...given) => heymarketWebhook(live)(...given);
export const parseQlaraWebhook = (...given) => qlaraWebhook(live)(...given);
