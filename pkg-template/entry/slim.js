// For those who want the module as a file of its own, or bring it themselves: init({ module }).

import { bind } from "../bind.js";
import { located } from "../locate.js";

export * from "../errors.js";
export { MemoryReplayGuard } from "../replay-guard.js";

export const { Heymarket, Qlara, init, parseHeymarketWebhook, parseQlaraWebhook } =
  /* @__PURE__ */ bind(
    /* @__PURE__ */ located(() => new URL("./threadline.wasm", import.meta.url)),
  );
