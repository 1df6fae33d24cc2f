// The same for pages: a module without the webhooks, unless init({ module }) says another one.

import { clients } from "../bind.js";
import { runtime } from "../instance.js";
import { located } from "../locate.js";
import { heymarketWebhook, qlaraWebhook } from "../webhook.js";

export { errorFrom } from "../error-from.js";
export * from "../errors.js";
export { MemoryReplayGuard } from "../replay-guard.js";

// What traces a server for its files finds an address only where it is given to a name.
const live = runtime(located((file = new URL("./threadline-calls.wasm", import.meta.url)) => file));
export const { Heymarket, Qlara, init } = clients(live);

// Made when they are called, and nothing before: a bundler sees that it can leave them away.
export const parseHeymarketWebhook = (...given) => heymarketWebhook(live)(...given);
export const parseQlaraWebhook = (...given) => qlaraWebhook(live)(...given);
