// What the entries export, each around its own way to load the module.

import { type Load, type Runtime, runtime } from "../module/runtime.ts";
import { heymarketWebhook, qlaraWebhook } from "../webhook/webhook.ts";
import { heymarket } from "./heymarket.ts";
import { qlara } from "./qlara.ts";

/** Without the webhooks. */
export const clients = ({ run, init }: Runtime) => ({
  Heymarket: heymarket(run),
  Qlara: qlara(run),
  init,
});

export const bind = (load: Load) => {
  const live = runtime(load);
  return {
    ...clients(live),
    parseHeymarketWebhook: heymarketWebhook(live),
    parseQlaraWebhook: qlaraWebhook(live),
  };
};
