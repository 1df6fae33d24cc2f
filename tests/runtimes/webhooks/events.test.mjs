// What a delivery tells: plain objects, by `type`.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { parseHeymarketWebhook, parseQlaraWebhook } from "threadline";
import { heymarketBody, MESSAGE, qlaraBody, request, TOKEN } from "./support/deliveries.mjs";

const ofHeymarket = (members) => parseHeymarketWebhook(heymarketBody(members), { token: TOKEN });
const ofQlara = (members) => parseQlaraWebhook(request(qlaraBody(members)), { secret: TOKEN });

describe("Heymarket:", () => {
  test("a received message has its conversation, whose id is the one to reply to", async () => {
    const { message, deduplicationKey, ...event } = await ofHeymarket();
    assert.match(
      deduplicationKey,
      /^heymarket:message_received:88012::2026-03-01T10:00:00\.123456Z:[0-9A-F]{32}$/,
    );
    assert.deepEqual(event, {
      type: "message_received",
      name: "message_recieved",
      webhookId: "4711",
      data: MESSAGE,
    });
    assert.deepEqual(
      [message.id, message.text, message.conversation.id, message.conversation.channel],
      [88012, "Hi 👋", 9920, "sms"],
    );
    // A missing value is not a key: merged into what is known, it erases nothing.
    assert.equal("lastMsg" in message.conversation, false);
  });

  test("what happened to a conversation has it as it is now", async () => {
    const event = await ofHeymarket({
      type: "chat_closed",
      event_data: { id: 9920, assigned: 55 },
    });
    assert.deepEqual(Object.keys(event), [
      "type",
      "name",
      "deduplicationKey",
      "webhookId",
      "conversation",
      "data",
    ]);
    const assigned = { id: 55, name: null, email: null };
    assert.deepEqual(event.conversation, { id: 9920, assigned });
  });

  test("what is not documented, or not known, comes as it was posted", async () => {
    const data = { id: 1, deep: [{ a: null }], text: "2026-03-01T10:00:00Z" };
    for (const [type, expected] of [
      ["incoming_call", "incoming_call"],
      ["moon_landed", "unknown"],
      ["__proto__", "unknown"],
      ["constructor", "unknown"],
    ]) {
      const event = await ofHeymarket({ type, event_data: data });
      assert.deepEqual([event.type, event.name, event.data], [expected, type, data]);
    }
  });

  test("numbers that JavaScript cannot hold are text in it, and __proto__ is a key like others", async () => {
    const body = heymarketBody({ type: "x", event_data: 0 }).replace(
      '"event_data":0',
      '"event_data":{"id":9007199254740993,"n":1e400,"__proto__":{"admin":true}}',
    );
    const { data } = await parseHeymarketWebhook(body, { token: TOKEN });
    assert.deepEqual([data.id, data.n], ["9007199254740993", "1e400"]);
    assert.equal(Object.getPrototypeOf(data), Object.prototype);
    assert.equal(data.admin, undefined);
    assert.deepEqual(Object.keys(data), ["id", "n", "__proto__"]);
  });

  test("raw data is read 127 levels deep", async () => {
    const nested = JSON.parse(`${"[".repeat(127)}${"]".repeat(127)}`);
    assert.deepEqual((await ofHeymarket({ type: "x", event_data: nested })).data, nested);
    await assert.rejects(ofHeymarket({ type: "x", event_data: [nested] }), {
      name: "WebhookVerificationError",
      message: /127 levels/,
    });
  });
});

describe("Qlara:", () => {
  test("an inbound message", async () => {
    const { data, ...event } = await ofQlara();
    assert.deepEqual(event, {
      type: "inbound",
      name: "INBOUND",
      deduplicationKey: "qlara:inbound:7:WHATSAPP:",
      messageId: "7",
      contact: { id: "39555", name: null, username: null, phoneNumber: null },
      source: "39555",
      destination: "390123",
      channel: "WHATSAPP",
      timestamp: "2026-03-01T12:00:00Z",
      messageType: null,
      text: "Ciao",
      media: null,
    });
    assert.deepEqual(data, JSON.parse(qlaraBody()));
  });

  test("what became of a message, by the number", async () => {
    for (const [statusCode, status] of [
      [3, "DELIVERED"],
      [6, "ERROR"],
    ]) {
      const event = await ofQlara({ eventType: "delivery", statusCode });
      assert.deepEqual(
        [event.type, event.status, event.statusCode],
        ["delivery", status, statusCode],
      );
      const said = `qlara:delivery:7:${status}:2026-03-01T12:00:00Z:`;
      assert.equal(event.deduplicationKey.slice(0, -32), said);
    }
  });

  test("a contact with or without a phone number", async () => {
    const id = "US.13491208655302741918";
    for (const [members, expected] of [
      [{ from: "+39 333 1234567" }, { phoneNumber: "+39 333 1234567" }],
      [
        { from: id, username: "jo" },
        { id, username: "jo" },
      ],
      [
        { from: undefined, bsuid: id, profileName: "Jo 👋" },
        { id, name: "Jo 👋" },
      ],
      [
        { from: undefined, contact: { user_id: id, phoneNumber: 393331234567 } },
        { id, phoneNumber: "393331234567" },
      ],
      [
        { from: "393331234567", waId: "393331234567" },
        { id: "393331234567", phoneNumber: "393331234567" },
      ],
      [{ from: undefined }, null],
    ]) {
      const { contact } = await ofQlara(members);
      const nobody = { id: null, name: null, username: null, phoneNumber: null };
      assert.deepEqual(contact, expected && { ...nobody, ...expected });
    }
  });

  test("one key however the contact, the timestamp, the status and the id are written", async () => {
    const written = [
      { messageId: 7, statusCode: 3, timestamp: "2026-03-01T10:00:00Z", to: "US.1", from: null },
      { id: "7", messageId: 0, status: "delivered", eventDate: 1772359200000, bsuid: "US.1" },
      {
        id: 7,
        statusCode: "3",
        receivedDate: "2026-03-01T12:00:00+02:00",
        contact: { id: "US.1" },
      },
    ];
    const keys = await Promise.all(
      written.map(async (members) => {
        const body = JSON.stringify({ eventType: "Delivery", channel: "sms", ...members });
        return (await parseQlaraWebhook(request(body), { secret: TOKEN })).deduplicationKey;
      }),
    );
    assert.equal(new Set(keys).size, 1, keys.join("\n"));
  });

  test("what is not known", async () => {
    const event = await ofQlara({
      eventType: "TYPING",
      messageId: 18446744073709551615n.toString(),
    });
    assert.deepEqual([event.type, event.name], ["unknown", "TYPING"]);
    assert.match(event.deduplicationKey, /^qlara:unknown:[0-9A-F]{32}$/);
  });
});

test("every event is plain, and its own", async () => {
  const [one, other] = await Promise.all([ofHeymarket(), ofHeymarket()]);
  assert.ok(isDeepStrictEqual(one, other));
  assert.deepEqual(structuredClone(one), one);
  assert.notEqual(one.data, other.data);
});

test("a thousand at once, valid and invalid, do not affect each other", async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 1000 }, (_, i) =>
      i % 3
        ? ofHeymarket({ event_data: { ...MESSAGE, id: i } })
        : ofHeymarket({ token: `wrong-${i}` }),
    ),
  );
  for (const [i, { value, reason }] of outcomes.entries()) {
    if (i % 3) assert.equal(value.message.id, i);
    else assert.equal(reason.name, "WebhookVerificationError");
  }
});
