// For those who want the module as a file of its own, or bring it themselves: init({ module }).

import { bind } from "../client/bind.ts";
import { loadFile } from "../module/load-file.ts";

export { errorFrom } from "../errors/error-from.ts";
export * from "../errors/errors.ts";
export { MemoryReplayGuard } from "../webhook/replay-guard.ts";

// Tools that trace a server's files only find an address that is assigned to a name.
export const { Heymarket, Qlara, init, parseHeymarketWebhook, parseQlaraWebhook } =
  /* @__PURE__ */ bind(
    /* @__PURE__ */ loadFile((file = new URL("./threadline.wasm", import.meta.url)) => file),
  );
