// Webhooks in Chromium: a page that has the body of one, of a tool for instance, can read it there.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "../support/browser.mjs";
import { heymarketBody, qlaraBody, TOKEN, URL_WITH_SECRET } from "./support/deliveries.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser?.stop());

test("a page reads both services' webhooks, and rejects unverified ones", async () => {
  const page = await browser.page();
  const given = {
    heymarket: heymarketBody(),
    qlara: qlaraBody(),
    token: TOKEN,
    url: URL_WITH_SECRET,
  };
  const found = await page.evaluate(async ({ heymarket, qlara, token, url }) => {
    const threadline = await import("/threadline/index.js");
    const { parseHeymarketWebhook, parseQlaraWebhook } = threadline;
    const bytes = new TextEncoder().encode(heymarket);
    const request = new Request(url, { method: "POST", body: qlara });
    const rejected = await parseHeymarketWebhook(heymarket, { token: "no" }).catch(
      ({ code }) => code,
    );
    return [
      (await parseHeymarketWebhook(bytes, { token })).message.id,
      (await parseQlaraWebhook(request, { secret: token })).channel,
      rejected,
    ];
  }, given);
  await page.close();
  assert.deepEqual(found, [88012, "WHATSAPP", "WEBHOOK_VERIFICATION"]);
});
