// For Cloudflare Workers: they compile no bytes at run time, but import compiled modules.

import { bind } from "../bind.js";
import module from "./threadline.wasm";

export { errorFrom } from "../error-from.js";
export * from "../errors.js";
export { MemoryReplayGuard } from "../replay-guard.js";

export const { Heymarket, Qlara, init, parseHeymarketWebhook, parseQlaraWebhook } =
  /* @__PURE__ */ bind(() => module);
