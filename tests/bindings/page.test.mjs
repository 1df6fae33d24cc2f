// The page of examples/rust-bindings in Chromium: what its buttons show.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { servePage } from "../../examples/serve/page.mjs";
import { startFake } from "../runtimes/support/fake.mjs";
import { open, startChromium } from "../rust-examples/support.mjs";
import { FOLDER } from "./support/module.mjs";

describe("the page of the bindings", () => {
  let fake;
  let served;
  let browser;
  let page;
  let complaints;
  before(async () => {
    [fake, browser] = await Promise.all([startFake(), startChromium()]);
    const { Heymarket: heymarket, Qlara: qlara } = fake.keys;
    served = await servePage({
      folder: fileURLToPath(new URL("../../examples/rust-bindings", import.meta.url)),
      module: FOLDER,
      service: fake.url,
      keys: { heymarket, qlara },
    });
    ({ page, complaints } = await open(browser, served.pageUrl));
  });
  after(async () => {
    await browser?.close();
    served?.close();
    fake?.stop();
  });

  const SHOWN = {
    'heymarket.listConversations({"id":1111,"filters":{"closed":false,"unread":true}})':
      '"status": "open"',
    'heymarket.getConversation({"id":610018})': '"id": 610018',
    'heymarket.markRead({"inboxId":2222,"userId":1111,"target":"15555550118"})': "Done.",
    'heymarket.getConversation({"id":1})': '"status": 404',
    'heymarket.getConversation({"id":"one"})': '"path": "id"',
    "qlara.listConversations({})": '"channel"',
  };

  test("has a button for each of these calls", async () => {
    const names = await page.getByRole("button").allInnerTexts();
    assert.deepEqual(names, Object.keys(SHOWN));
  });

  for (const [name, words] of Object.entries(SHOWN)) {
    test(`shows what comes of ${name}`, async () => {
      await page.getByRole("button", { name, exact: true }).click();
      await page.locator("#found").filter({ hasText: words }).waitFor();
    });
  }

  test("has nothing to complain of but the 404", () => {
    assert.equal(complaints.filter((words) => !words.includes("404")).length, 0, `${complaints}`);
  });
});
