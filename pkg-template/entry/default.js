// For Node, Deno, Bun, browsers and every bundler: the module travels inside the JavaScript.

import { base64 } from "threadline:inline";
import { bind } from "../bind.js";
import { unpack } from "../unpack.js";

export { errorFrom } from "../error-from.js";
export * from "../errors.js";
export { MemoryReplayGuard } from "../replay-guard.js";

export const { Heymarket, Qlara, init, parseHeymarketWebhook, parseQlaraWebhook } =
  /* @__PURE__ */ bind(() => unpack(base64));
