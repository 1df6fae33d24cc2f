// examples/rust-page in Chromium, against the fake service: the list, the filter, and errors.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { startFake } from "../runtimes/support/fake.mjs";
import { open, startChromium, startPage } from "./support.mjs";

describe("the page", () => {
  let fake;
  let served;
  let browser;
  let page;
  let complaints;
  before(async () => {
    [fake, browser] = await Promise.all([startFake(), startChromium()]);
    served = await startPage(fake);
  });
  after(async () => {
    await browser?.close();
    served?.close();
    fake?.stop();
  });
  beforeEach(async () => {
    await fake.onlyFaults({});
    await fake.requests();
  });
  afterEach(() => page?.close());

  const show = async (url = served.pageUrl) => {
    ({ page, complaints } = await open(browser, url));
  };

  /** What the service lists: when each conversation was last updated, which is in its row, too. */
  const expected = async (filters) => {
    const response = await fetch(new URL("/v1/conversations", fake.url), {
      method: "POST",
      headers: {
        authorization: `Bearer ${fake.keys.Heymarket}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ id: 1111, filters }),
    });
    return (await response.json()).map(({ updated }) => updated);
  };

  /** Waits until the list has these conversations. */
  const lists = async (filters) => {
    const times = await expected(filters);
    assert.equal(times.length, 25);
    await page.waitForFunction((times) => {
      const shown = [...document.querySelectorAll("li time")].map(({ dateTime }) => dateTime);
      return JSON.stringify(shown) === times;
    }, JSON.stringify(times));
  };

  const alert = () => page.getByRole("alert");
  const retry = () => page.getByRole("button", { name: "Try again" });

  test("lists the open conversations, with nothing to complain of", async () => {
    await show();
    await lists({ closed: false });
    const row = page.getByRole("listitem").filter({ hasText: "Владимир" });
    assert.match(await row.innerText(), /The invoice lists two items/);
    assert.match(await row.innerText(), /Support/);
    // Without a name, the number stands for it.
    assert.equal(await page.getByText("15555550118").count(), 1);
    assert.equal(await alert().count(), 0);
    assert.deepEqual(complaints, []);
  });

  test("lists what its filter lets through", async () => {
    await show();
    await lists({ closed: false });
    await page.getByRole("radio", { name: "Closed" }).check();
    await lists({ closed: true });
    await page.getByRole("checkbox", { name: "Unread only" }).check();
    await lists({ closed: true, unread: true });
    await page.getByRole("radio", { name: "All" }).check();
    await lists({ unread: true });
    assert.equal(await page.locator("li:not(.unread)").count(), 0);
    await page.getByRole("checkbox", { name: "Unread only" }).uncheck();
    await lists({});
    await page.getByRole("radio", { name: "Open" }).check();
    await lists({ closed: false });
    assert.deepEqual(complaints, []);
  });

  test("can be used by keyboard alone", async () => {
    await show();
    await lists({ closed: false });
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await lists({ closed: true });
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await lists({ closed: true, unread: true });
  });

  test("aborts what it no longer wants, and shows what was asked for last", async () => {
    await fake.onlyFaults({ "heymarket.listConversations": [{ sending: "stall" }] });
    await show();
    await page.getByText("Loading…").waitFor();
    const aborted = page.waitForEvent("requestfailed");
    await page.getByRole("radio", { name: "Closed" }).check();
    assert.equal((await aborted).failure().errorText, "net::ERR_ABORTED");
    await lists({ closed: true });
  });

  test("says in plain words that the service fails, and `Try again` brings the list", async () => {
    await fake.onlyFaults({ "heymarket.*": [{ status: 503, repeat: true }] });
    await show();
    await alert().waitFor();
    assert.match(await alert().innerText(), /cannot be reached just now/);
    assert.equal(await page.getByRole("listitem").count(), 0);
    await fake.onlyFaults({});
    await retry().click();
    await lists({ closed: false });
    assert.equal(await alert().count(), 0);
  });

  test("keeps the filter where a list fails", async () => {
    await show();
    await lists({ closed: false });
    await fake.onlyFaults({ "heymarket.*": [{ body: "garbage", repeat: true }] });
    await page.getByRole("radio", { name: "Closed" }).check();
    await alert().waitFor();
    assert.match(await alert().innerText(), /could not be loaded/);
    await fake.onlyFaults({});
    await retry().click();
    await lists({ closed: true });
  });

  test("says for how long the service wants to be left alone", async () => {
    const busy = { status: 429, headers: [["retry-after", "3600"]] };
    await fake.onlyFaults({ "heymarket.*": [busy] });
    await show();
    await alert().waitFor();
    assert.match(await alert().innerText(), /Try again in 60 minutes/);
  });

  test("shows that it tries again, and the next error where that fails", async () => {
    await fake.onlyFaults({ "heymarket.*": [{ body: "garbage" }, { sending: "stall" }] });
    await show();
    await retry().click();
    await page.getByRole("button", { name: "Trying again…" }).waitFor();
    assert.ok(await page.getByRole("button").isDisabled());
    await fake.onlyFaults({ "heymarket.*": [{ status: 403, repeat: true }] });
    await page.getByRole("radio", { name: "All" }).check();
    await page.getByText("not yours to see").waitFor();
    assert.ok(await retry().isEnabled());
  });

  test("says that nobody is signed in where the token is wrong", async () => {
    await show(`${served.origin}/?member=1111#token=wrong`);
    await alert().waitFor();
    assert.match(await alert().innerText(), /no longer signed in/);
  });

  test("with a key is rejected by the client, and sends nothing", async () => {
    await show(`${served.origin}/?member=1111#key=${fake.keys.Heymarket}`);
    await alert().waitFor();
    const words = await alert().innerText();
    assert.match(words, /must not be in a browser, where everyone can read it/);
    assert.ok(!words.includes(fake.keys.Heymarket), words);
    assert.equal(await page.getByRole("button").count(), 0);
    assert.deepEqual(await fake.requests(), []);
  });
});
