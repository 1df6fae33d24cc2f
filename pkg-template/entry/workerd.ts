// For Cloudflare Workers: they compile no bytes at run time, but import compiled modules.

import { bind } from "../client/bind.ts";
import module from "./threadline.wasm";

export { errorFrom } from "../errors/error-from.ts";
export * from "../errors/errors.ts";
export { MemoryReplayGuard } from "../webhook/replay-guard.ts";

export const { Heymarket, Qlara, init, parseHeymarketWebhook, parseQlaraWebhook } =
  /* @__PURE__ */ bind(() => module);
