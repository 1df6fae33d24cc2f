// Deliveries of webhooks: verified, accepted once, and responded to before any service is asked for anything.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { Agent } from "undici";
import { startEdge, until } from "./support/edge.mjs";

let edge;
let page;
before(async () => {
  edge = await startEdge();
  page = await edge.open();
});
after(async () => {
  page.close();
  await edge.stop();
});
afterEach(() => edge.fake.onlyFaults({}));

/** On a connection of its own: what is not read to its end is cut off. */
const ALONE = { dispatcher: new Agent({ pipelining: 0 }) };

const CONVERSATIONS = { heymarket: 610012, qlara: "810006" };
const SERVICES = Object.keys(CONVERSATIONS);

for (const service of SERVICES) {
  const conversation = CONVERSATIONS[service];
  const write = (more) => edge.write(service, { conversation, text: "Hello", ...more });
  const messagesIn = () => page.of("message").filter((one) => one.service === service);

  describe(`a delivery of ${service}'s`, () => {
    test("is shown to the pages", async () => {
      const before = messagesIn().length;
      const { ids, statuses } = await write({ text: "Where is my parcel?" });
      assert.deepEqual(statuses, [200]);
      await page.until(() => messagesIn().length > before);
      const { id, sent, message } = messagesIn().at(-1);
      assert.deepEqual(
        [id, sent, `${message.id}`, message.text],
        [`${conversation}`, false, `${ids[0]}`, "Where is my parcel?"],
      );
    });

    test("is one event, however often it comes, one after the other or at once", async () => {
      for (const more of [{ repeats: 4 }, { repeats: 19, atOnce: 20 }]) {
        await until(async () => (await edge.door("stats")).waiting === 0);
        const before = messagesIn().length;
        const handled = edge.events.length;
        const { ids, statuses } = await write(more);
        assert.ok(statuses.every((status) => status === 200));
        // The next one comes after it.
        await write({ text: "The next" });
        await page.until(() => messagesIn().at(-1)?.message.text === "The next");
        const shown = messagesIn().slice(before);
        assert.deepEqual(
          shown.map(({ message }) => message.text),
          ["Hello", "The next"],
        );
        assert.equal(`${shown[0].message.id}`, `${ids[0]}`);
        await until(() => edge.events.length >= handled + 2);
        assert.equal(edge.events.length, handled + 2);
      }
    });

    test("is responded to and shown while the service takes long for everything", async () => {
      const slow = { delayMs: 3_000, repeat: true };
      await edge.fake.onlyFaults({ "heymarket.*": [slow], "qlara.*": [slow] });
      const before = messagesIn().length;
      const reads = page.of("conversation").length;
      const { statuses } = await write();
      await page.until(() => messagesIn().length > before);
      assert.deepEqual(statuses, [200]);
      // Heymarket posts the whole conversation; Qlara's is read, and has not come yet.
      assert.equal(page.of("conversation").length, reads + (service === "heymarket" ? 1 : 0));
    });

    test("is responded to and shown while the service fails", async () => {
      const fails = { status: 500, repeat: true };
      await edge.fake.onlyFaults({ "heymarket.*": [fails], "qlara.*": [fails] });
      const before = messagesIn().length;
      const { statuses } = await write();
      assert.deepEqual(statuses, [200]);
      await page.until(() => messagesIn().length > before);
    });

    for (const [what, init, status] of [
      ["that proves nothing", { method: "POST", body: "{}" }, 401],
      ["that is not posted", { method: "GET" }, 405],
      ["that is put", { method: "PUT", body: "{}" }, 405],
      ["that is too large", { method: "POST", body: "x".repeat(2 ** 20 + 1), ...ALONE }, 401],
    ]) {
      test(`${what} is ${status}, and shown to nobody`, async () => {
        const posted = () => [...page.of("message"), ...page.of("unknown")].length;
        const before = posted();
        const response = await fetch(`${edge.origin}/inbox/hooks/${service}`, init);
        assert.equal(response.status, status);
        assert.doesNotMatch(await response.text(), new RegExp(edge.hooks[service]));
        // What is shown comes before what is asked later.
        await edge.door("stats");
        assert.equal(posted(), before);
      });
    }

    test("that is proved but cannot be read is 400", async () => {
      const body =
        service === "heymarket"
          ? { token: edge.hooks.heymarket, type: "chat_closed", event_data: {} }
          : [];
      assert.equal((await edge.post(service, body)).status, 400);
    });

    test("of a kind that nobody knows is an event all the same", async () => {
      const before = page.of("unknown").length;
      const body =
        service === "heymarket"
          ? { token: edge.hooks.heymarket, type: "parcel_lost", id: 7, event_data: { id: 1 } }
          : { eventType: "PARCEL_LOST", messageId: "m1" };
      assert.equal((await edge.post(service, body)).status, 200);
      await page.until(() => page.of("unknown").length > before);
      assert.equal(page.of("unknown").at(-1).service, service);
    });
  });
}

test("nothing that a contact wrote, no key and no secret is in the log", () => {
  const { heymarket, qlara } = edge.keys;
  const words = ["Where is my parcel", "15555550112", "5555553001"];
  for (const secret of [heymarket, qlara, ...Object.values(edge.hooks), ...words]) {
    assert.ok(!edge.logged().includes(secret), secret);
  }
});
