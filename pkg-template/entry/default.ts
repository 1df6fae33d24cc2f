// For Node, Deno, Bun, browsers and every bundler: the module travels inside the JavaScript.

import { base64 } from "threadline:inline";
import { bind } from "../client/bind.ts";
import { loadInline } from "../module/load-inline.ts";

export { errorFrom } from "../errors/error-from.ts";
export * from "../errors/errors.ts";
export { MemoryReplayGuard } from "../webhook/replay-guard.ts";

export const { Heymarket, Qlara, init, parseHeymarketWebhook, parseQlaraWebhook } =
  /* @__PURE__ */ bind(() => loadInline(base64));
