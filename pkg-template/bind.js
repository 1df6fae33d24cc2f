// What the entries export, around their own ways to load the module.

import { heymarket } from "./heymarket.js";
import { runtime } from "./instance.js";
import { qlara } from "./qlara.js";
import { heymarketWebhook, qlaraWebhook } from "./webhook.js";

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
