// The same for pages: a module without the webhooks, unless init({ module }) says another one.

import { bind } from "../bind.js";
import { located } from "../locate.js";

export * from "../errors.js";
export { MemoryReplayGuard } from "../replay-guard.js";

export const { Heymarket, Qlara, init, parseHeymarketWebhook, parseQlaraWebhook } =
  /* @__PURE__ */ bind(
    /* @__PURE__ */ located(() => new URL("./threadline-calls.wasm", import.meta.url)),
  );
