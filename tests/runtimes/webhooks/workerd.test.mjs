// Webhooks inside workerd, where many come at once and one's failure is nobody else's.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fromDocument } from "../support/document.mjs";
import { startWorkerd } from "../support/workerd.mjs";
import { heymarketBody, MESSAGE, qlaraBody, TOKEN } from "./support/deliveries.mjs";

describe("workerd:", () => {
  let worker;
  before(async () => {
    await fromDocument("docs/webhooks.md", "kv-replay-guard.js");
    const file = new URL("support/worker.mjs", import.meta.url);
    worker = await startWorkerd({ TOKEN }, file, { kvNamespaces: ["SEEN"] });
  });
  after(() => worker.stop());

  const post = (path, body, headers) => worker.get(path, { method: "POST", body, headers });

  test("a request of each service", async () => {
    const { value: message } = await post("/heymarket", heymarketBody());
    assert.deepEqual([message.type, message.message.conversation.id], ["message_received", 9920]);
    const { value: inbound } = await post(`/qlara?secret=${TOKEN}`, qlaraBody());
    assert.deepEqual([inbound.type, inbound.text], ["inbound", "Ciao"]);
  });

  test("nothing, a bad token, the body of another", async () => {
    for (const body of ["", heymarketBody({ token: "no" }), qlaraBody()]) {
      const { error } = await post("/heymarket", body);
      assert.deepEqual([error.name, error.ours], ["WebhookVerificationError", true]);
    }
    const { error } = await post("/qlara", qlaraBody());
    assert.equal(error.name, "WebhookVerificationError");
  });

  test("10 MB", async () => {
    const { error } = await post("/large");
    assert.deepEqual([error.name, error.ours], ["WebhookVerificationError", true]);
  });

  test("a body that was used", async () => {
    const { error } = await post("/twice", heymarketBody());
    assert.deepEqual([error.name, error.path], ["InvalidArgumentError", "input"]);
  });

  test("a hundred at once, some of them bad", async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        i % 4
          ? post("/heymarket", heymarketBody({ event_data: { ...MESSAGE, id: i } }))
          : post("/heymarket", heymarketBody({ token: `wrong ${i}` })),
      ),
    );
    for (const [i, { value, error }] of answers.entries()) {
      if (i % 4) assert.equal(value.message.id, i);
      else assert.equal(error.name, "WebhookVerificationError");
    }
  });

  test("the documented guard in Workers KV recognises a repeated delivery, and a failed one is handled again", async () => {
    const outcomes = [];
    for (const headers of [{ "x-fails": "1" }, {}, {}, { "x-fails": "1" }]) {
      outcomes.push((await post("/once", heymarketBody(), headers)).value);
    }
    assert.deepEqual(outcomes, ["failed", "done", "seen", "seen"]);
  });
});
