// What the entries export, around their own ways to load the module.

import { heymarket } from "./heymarket.ts";
import { runtime } from "../module/runtime.ts";
import { qlara } from "./qlara.ts";
import { heymarketWebhook, qlaraWebhook } from "../webhook/webhook.ts";

/** Without the webhooks. */
export const clients = ({ run, init }) => ({ Heymarket: heymarket(run), Qlara: qlara(run), init });

export const bind = (load) => {
  const live = runtime(load);
  return {
    ...clients(live),
    parseHeymarketWebhook: heymarketWebhook(live),
    parseQlaraWebhook: qlaraWebhook(live),
  };
};
