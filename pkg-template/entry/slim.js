// For those who want the module as a file of its own, or bring it themselves: init({ module }).

import { bind } from "../bind.js";
import { located } from "../locate.js";

export { errorFrom } from "../error-from.js";
export * from "../errors.js";
export { MemoryReplayGuard } from "../replay-guard.js";

// What traces a server for its files finds an address only where it is given to a name.
export const { Heymarket, Qlara, init, parseHeymarketWebhook, parseQlaraWebhook } =
  /* @__PURE__ */ bind(
    /* @__PURE__ */ located((file = new URL("./threadline.wasm", import.meta.url)) => file),
  );
