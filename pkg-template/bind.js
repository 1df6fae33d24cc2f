// What every entry exports, around its own way to load the module.

import { heymarket } from "./heymarket.js";
import { runtime } from "./instance.js";
import { qlara } from "./qlara.js";
import { webhooks } from "./webhook.js";

export const bind = (load) => {
  const { run, init, visit } = runtime(load);
  return { Heymarket: heymarket(run), Qlara: qlara(run), init, ...webhooks(visit) };
};
