// For Vercel's edge runtime: as in Workers, but the import says that it is a module.

import { bind } from "../client/bind.ts";
import module from "./threadline.wasm?module";

export { errorFrom } from "../errors/error-from.ts";
export * from "../errors/errors.ts";
export { MemoryReplayGuard } from "../webhook/replay-guard.ts";

export const { Heymarket, Qlara, init, parseHeymarketWebhook, parseQlaraWebhook } =
  /* @__PURE__ */ bind(() => module);
