// For Vercel's edge runtime: as in Workers, but the import says that it is a module.

import { bind } from "../bind.js";
import module from "./threadline.wasm?module";

export { errorFrom } from "../error-from.js";
export * from "../errors.js";
export { MemoryReplayGuard } from "../replay-guard.js";

export const { Heymarket, Qlara, init, parseHeymarketWebhook, parseQlaraWebhook } =
  /* @__PURE__ */ bind(() => module);
