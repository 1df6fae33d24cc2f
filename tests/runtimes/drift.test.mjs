// What a response holds that is not documented: it becomes its nearest meaning or null, an observer is notified once,
// and only a strict client fails.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { isDecodeError, isInvalidArgumentError, parseHeymarketWebhook } from "threadline";
import { client, json, LIST, rejection, wire } from "./support/doubles.mjs";
import { withServer } from "./support/drift-server.mjs";
import { qlara } from "./support/services.mjs";

/** Twenty-five ways to be odd: the members that a conversation has instead, and the path that is reported. */
const ODD = [
  [{ assigned: {} }, "$[*].assigned.id"],
  [{ assigned: { name: "Jo" } }, "$[*].assigned.id"],
  [{ assigned: 0 }, "$[*].assigned"],
  [{ assigned: "" }, "$[*].assigned"],
  [{ assigned: false }, "$[*].assigned"],
  [{ inbox: { name: "Support" } }, "$[*].inbox.id"],
  [{ inbox: "2222" }, "$[*].inbox"],
  [{ members: [{}] }, "$[*].members[*].id"],
  [{ members: [{ user: 7 }, { id: 8 }] }, "$[*].members[*].id"],
  [{ members: { id: 7 } }, "$[*].members"],
  [{ targets: [14155551234] }, "$[*].targets[*]"],
  [{ targets: "14155551234" }, "$[*].targets"],
  [{ target: 14155551234 }, "$[*].target"],
  [{ replied: 0 }, "$[*].replied"],
  [{ muted: "false" }, "$[*].muted"],
  [{ blocked: [] }, "$[*].blocked"],
  [{ read: "yes" }, "$[*].read"],
  [{ created: 1776007800123 }, "$[*].created"],
  [{ snooze_till: 0 }, "$[*].snooze_till"],
  [{ channel: 5 }, "$[*].channel"],
  [{ status: null, name: {} }, "$[*].name"],
  [{ last_msg: ["Hi"] }, "$[*].last_msg"],
  [{ id: "9920" }, "$[*].id"],
  [{ assigned: { id: 5, email: 7 } }, "$[*].assigned.email"],
  // The last one, since lists are in the order of it.
  [{ updated: 1772359200 }, "$[*].updated"],
];

/** Fifty conversations, every second one odd in another way. */
const page = () =>
  ODD.flatMap(([members], at) => [wire(2 * at + 1), wire(2 * at + 2, structuredClone(members))]);

describe("a page in which every second conversation is odd in another way", () => {
  test("is read completely over HTTP, and its drift is reported, each kind once and without a value", async () => {
    await withServer(JSON.stringify(page()), async (connect) => {
      const events = [];
      const heymarket = connect({ onDrift: (event) => events.push(event) });
      const first = await heymarket.listConversations(LIST);
      assert.equal(first.length, 50);
      assert.equal(first[0].target, "15555550101");
      assert.deepEqual(
        new Set(events.map(({ path }) => path)),
        new Set(ODD.map(([, path]) => path)),
      );
      for (const { operation, expected, found, ...rest } of events) {
        assert.equal(operation, "listConversations");
        assert.ok(expected && found);
        assert.deepEqual(Object.keys(rest), ["path"]);
        assert.doesNotMatch(`${expected} ${found}`, /1415|Jo\b|9920|17760|17723/);
      }
      const count = events.length;
      await heymarket.listConversations(LIST);
      assert.equal(events.length, count, "reported again");
      await rejection(heymarket.listConversations(LIST, { strict: true }));
    });
  });

  test("fails a strict client, each conversation with the path of what is odd", async () => {
    for (const [members, path] of ODD) {
      const answer = async () => json([wire(1), wire(2, members)]);
      const error = await rejection(client(answer, { strict: true }).listConversations(LIST));
      assert.ok(isDecodeError(error), JSON.stringify(members));
      const reached = error.path.replace("$[1]", "$[*]").replace(/(members|targets)\[\d]/, "$1[*]");
      assert.equal(reached, path);
    }
  });

  test("changes no other field than the odd one", async () => {
    const plain = await client(async () => json([wire(2)])).listConversations(LIST);
    for (const [members] of ODD) {
      const [odd] = await client(async () => json([wire(2, members)])).listConversations(LIST);
      const changed = Object.keys(odd).filter(
        (key) => JSON.stringify(odd[key]) !== JSON.stringify(plain[0][key]),
      );
      const may = Object.keys(members).map((key) =>
        key.replace(/_(.)/g, (_, letter) => letter.toUpperCase()),
      );
      assert.deepEqual(
        changed.filter((key) => !may.includes(key)),
        [],
        JSON.stringify(members),
      );
    }
  });

  test("does not keep an iterator from the pages behind it", async () => {
    const pages = [page(), [wire(900, { updated: "2026-02-01T00:00:00Z" })], []];
    const heymarket = client(async () => json(pages.shift() ?? []));
    let count = 0;
    for await (const conversation of heymarket.conversations(LIST)) count += Boolean(conversation);
    assert.equal(count, 51);
  });
});

describe("strict", () => {
  const odd = async () => json(wire(9920, { muted: "false" }));

  test("of a call wins over that of its client, both ways", async () => {
    assert.equal((await client(odd).getConversation({ id: 1 })).muted, false);
    const strictCall = client(odd).getConversation({ id: 1 }, { strict: true });
    assert.ok(isDecodeError(await rejection(strictCall)));
    const lenient = await client(odd, { strict: true }).getConversation(
      { id: 1 },
      { strict: false },
    );
    assert.equal(lenient.muted, false);
  });

  test("holds for every page of an iterator", async () => {
    const pages = client(async () => json([wire(1, { muted: "false" })])).conversations(LIST, {
      strict: true,
    });
    assert.ok(isDecodeError(await rejection(pages.next())));
  });

  test("does not join a read that is not strict", async () => {
    let requests = 0;
    const both = client(
      async () => {
        requests++;
        return odd();
      },
      { coalesce: true },
    );
    const [lenient, strict] = await Promise.allSettled([
      both.getConversation({ id: 1 }),
      both.getConversation({ id: 1 }, { strict: true }),
    ]);
    assert.deepEqual([lenient.status, strict.status, requests], ["fulfilled", "rejected", 2]);
  });

  test("and onDrift accept only a boolean and a function", async () => {
    for (const options of [{ strict: "yes" }, { strict: 1 }, { onDrift: true }, { onDrift: {} }]) {
      assert.throws(() => client(odd, options), isInvalidArgumentError);
    }
    const error = await rejection(client(odd).getConversation({ id: 1 }, { strict: 1 }));
    assert.ok(isInvalidArgumentError(error));
    const onCall = await rejection(client(odd).getConversation({ id: 1 }, { onDrift: () => {} }));
    assert.ok(isInvalidArgumentError(onCall));
  });
});

describe("onDrift", () => {
  test("what it throws changes nothing, and it may call the client itself", async () => {
    const events = [];
    const heymarket = client(async () => json(wire(1, { muted: "false" })), {
      onDrift: (event) => {
        events.push(event);
        heymarket.getConversation({ id: 2 }).catch(() => {});
        throw new Error("an observer's own");
      },
    });
    assert.equal((await heymarket.getConversation({ id: 1 })).muted, false);
    assert.deepEqual(events, [
      { operation: "getConversation", path: "$.muted", expected: "a boolean", found: "a string" },
    ]);
  });

  test("is reported for both services and for webhooks, there once for each function", async () => {
    const token = "token-4f1d9a7c-55d0";
    const events = [];
    const onDrift = ({ operation, path }) => events.push(`${operation} ${path}`);
    await qlara
      .client(async () => json({ chatId: 1, archived: 1 }), { onDrift })
      .getConversation({
        chatId: 1,
      });
    const event_data = { id: 7, text: "Hi", flagged: "true", conversation: { id: 9, muted: 1 } };
    const body = JSON.stringify({ type: "message_received", id: 1, token, event_data });
    for (let delivery = 0; delivery < 2; delivery++) {
      const { message } = await parseHeymarketWebhook(body, { token, onDrift });
      assert.deepEqual([message.flagged, message.conversation], [true, { id: 9, muted: true }]);
    }
    assert.deepEqual(events.sort(), [
      "getConversation $.archived",
      "parseHeymarketWebhook $.event_data.conversation.muted",
      "parseHeymarketWebhook $.event_data.flagged",
    ]);
    const error = await rejection(parseHeymarketWebhook(body, { token, strict: true }));
    assert.ok(isDecodeError(error));
    assert.equal(error.path, "$.event_data.flagged");
  });
});

describe("what is not a page", () => {
  test("is a DecodeError, not an empty inbox, and an iterator does not end with it", async () => {
    for (const body of ["null", "{}", '"none"', "0", "false"]) {
      const answer = async () => new Response(body);
      const error = await rejection(client(answer).listConversations(LIST));
      assert.ok(isDecodeError(error), body);
      assert.ok(isDecodeError(await rejection(client(answer).conversations(LIST).next())), body);
      assert.ok(isDecodeError(await rejection(qlara.client(answer).listConversations())), body);
    }
    const enveloped = async () => json({ data: null });
    assert.ok(isDecodeError(await rejection(qlara.client(enveloped).listConversations())));
  });

  test("a page of ids alone is a page, however long", async () => {
    const ids = Array.from({ length: 60_000 }, (_, id) => ({ id: id + 1 }));
    const list = await client(async () => json(ids)).listConversations(LIST);
    assert.deepEqual([list.length, list[59_999].id], [60_000, 60_000]);
  });

  test("ids that were rounded on the way are errors that say so", async () => {
    const answer = async () => new Response('[{"id":9.0071992547409e+15}]');
    const error = await rejection(client(answer).listConversations(LIST));
    assert.ok(isDecodeError(error));
    assert.match(error.message, /rounded before it came/);
    assert.equal(error.path, "$[0].id");
  });
});

describe("a conversation inside a message", () => {
  test("has only the keys that came, so that merging it wipes nothing", async () => {
    const known = await client(async () =>
      json(wire(9920, { name: "Jo", assigned: { id: 5 }, members: [{ id: 5 }] })),
    ).getConversation({ id: 9920 });
    const conversation = { id: 9920, updated: "2026-04-12T15:30:00Z", members: null, muted: {} };
    const [message] = await client(async () => json([{ id: 1, conversation }])).listMessages({
      phoneNumber: "14155551234",
      inboxId: 1,
    });
    const { updated } = conversation;
    assert.deepEqual(message.conversation, { id: 9920, updated });
    assert.deepEqual({ ...known, ...message.conversation }, { ...known, updated });
    assert.equal(Object.getPrototypeOf(message.conversation), Object.prototype);
  });

  test("is null when missing, and only its id when that is all", async () => {
    const cases = [
      [null, null],
      [{}, null],
      [7, { id: 7 }],
      ["7", { id: 7 }],
      [
        { id: 7, assigned: null },
        { id: 7, assigned: null },
      ],
    ];
    for (const [conversation, expected] of cases) {
      const [message] = await client(async () => json([{ id: 1, conversation }])).listMessages({
        phoneNumber: "14155551234",
        inboxId: 1,
      });
      assert.deepEqual(message.conversation, expected);
    }
  });
});
