// The example page in Chromium, behind the example Worker: contacts without a phone number in WhatsApp.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { startEdge } from "./support/edge.mjs";

const CONTACTS = [
  {
    what: "a user name and a user id",
    id: "810019",
    name: "@jo.by.name",
    face: "JN",
    facts: { Username: "@jo.by.name", "Contact id": "US.13491208655302741918" },
  },
  {
    what: "a user name and a user id of linked portfolios",
    id: "810020",
    name: "@two_portfolios",
    face: "TP",
    facts: { Username: "@two_portfolios", "Contact id": "US.ENT.11815799212886844830" },
  },
  {
    what: "a user id alone",
    id: "810021",
    name: "Contact BR.7Kq2…4RcN8e",
    face: "",
    facts: { Username: undefined, "Contact id": "BR.7Kq2Vx9TzL0aMw4RcN8e" },
  },
];

for (const [window, width] of [
  ["a wide window", 1280],
  ["a phone", 390],
]) {
  describe(`on the example page in ${window}, a contact with`, () => {
    let browser;
    let edge;
    let page;
    const complaints = [];
    before(async () => {
      [browser, edge] = await Promise.all([launch(), startEdge()]);
      page = await browser.newPage({ viewport: { width, height: 800 } });
      page.on("pageerror", ({ message }) => complaints.push(message));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      await page.goto(`${edge.origin}/#token=${edge.token}`);
      await page.locator("#services").getByText("Qlara", { exact: true }).click();
    });
    after(async () => {
      await browser?.close();
      await edge?.stop();
    });

    const listed = () => page.locator(".list-pane:not([hidden]) .row:visible:not(.waiting)");
    /** Nothing reaches beyond the window's edge, where nobody could see it. */
    const fits = async () => {
      const [content, visible] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      assert.ok(content <= visible, `${content} wide in ${visible}`);
    };
    const factsShown = () =>
      page
        .locator(".more-facts:visible .facts > div")
        .evaluateAll((lines) =>
          Object.fromEntries(lines.map((line) => [...line.children].map((it) => it.textContent))),
        );

    for (const { what, id, name, face, facts } of CONTACTS) {
      test(`${what} is listed, read and replied to`, async () => {
        await page.goto(`${edge.origin}/#/qlara`);
        await page.getByLabel("Channel").selectOption("7");
        const row = listed().filter({ hasText: name });
        await row.waitFor();
        assert.equal(await row.count(), 1);
        assert.equal(await row.locator(".avatar").textContent(), face);
        await fits();

        await row.click();
        await page.getByRole("heading", { name, exact: true }).waitFor();
        await page.locator(".message.inbound:visible").first().waitFor();
        await page.locator(".more-facts:visible summary").click();
        const shown = await factsShown();
        for (const [term, value] of Object.entries(facts)) assert.equal(shown[term], value);
        assert.equal(shown["Phone number"], "Unknown");
        await fits();
        await page.locator(".more-facts:visible summary").click();

        const text = `For ${name}, without a number`;
        await page.getByRole("textbox", { name: "Reply" }).fill(text);
        await page.getByRole("button", { name: "Send" }).click();
        const sent = page.locator(".message.outbound:not(.pending):visible").getByText(text);
        await sent.waitFor();
        const last = (await edge.apis.qlara.listMessages({ chatId: id })).at(-1);
        assert.deepEqual([last.direction, last.text], ["outbound", text]);
        await fits();
        assert.deepEqual(complaints, []);
      });
    }

    test("a name, a user name and a phone number is shown with all of them", async () => {
      await page.goto(`${edge.origin}/#/qlara/810022`);
      const head = page.locator(".detail-head:visible");
      await head.getByText("@both_of_them · +1 (555) 555-").waitFor();
      assert.match(await head.locator("h1").textContent(), /^\p{L}/u);
      await page.locator(".more-facts:visible summary").click();
      const shown = await factsShown();
      assert.equal(shown.Username, "@both_of_them");
      assert.match(shown["Phone number"], /^\+1 \(555\) 555-\d{4}$/);
      assert.equal(shown["Contact id"], "IT.20817734519006628354");
      assert.deepEqual(complaints, []);
    });
  });
}
