// What a page may ask of the services through the edge, and as whom.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { sleep } from "../support/doubles.mjs";
import { serve } from "../support/misbehaving.mjs";
import { startEdge } from "./support/edge.mjs";

const ROOT = "/qlara/api/partner-gateway/v1/inbox/conversations";
const KEYS = { "idempotency-key": "a-key-of-this-test" };

let edge;
before(async () => {
  edge = await startEdge();
  edge.sessions
    .set("ben", {
      user: "ben",
      heymarket: { userId: 1112, inboxes: [2222] },
      qlara: { channels: ["7"] },
    })
    .set("cat", { user: "cat", qlara: {} })
    .set("past", { user: "ann", expires: Date.now() - 1, heymarket: { userId: 1111 } })
    .set("wrong", { user: "ann", heymarket: {} })
    .set("broken", "fail");
});
after(() => edge.stop());

const post = (path, body, more) =>
  edge.ask(path, { method: "POST", body: JSON.stringify(body), ...more });
const send = (body, { key = crypto.randomUUID(), ...more } = {}) =>
  post("/heymarket/v1/message/send", body, { headers: { "idempotency-key": key }, ...more });
const arrivalsOf = async (operation) => {
  const requests = await edge.fake.requests();
  return requests.filter((one) => one.operation === operation);
};

describe("a page's call", () => {
  test("is responded to as the service responds", async () => {
    const response = await edge.ask("/heymarket/v1/conversations/610012");
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("cache-control"), "no-store");
    assert.equal((await response.json()).id, 610012);
    const listed = await edge.ask(ROOT);
    assert.ok((await listed.json()).length > 3);
  });

  for (const [what, path, more, status, code] of [
    ["without a session", "/heymarket/v1/team", { token: "" }, 401, "AUTHENTICATION"],
    ["with an unknown token", "/heymarket/v1/team", { token: "stranger" }, 401, "AUTHENTICATION"],
    ["of a session that is over", "/heymarket/v1/team", { token: "past" }, 401, "AUTHENTICATION"],
    ["of a session that is malformed", "/heymarket/v1/team", { token: "wrong" }, 500, "INTERNAL"],
    ["while no session can be had", "/heymarket/v1/team", { token: "broken" }, 503, "SERVER"],
    [
      "of a service without access",
      "/heymarket/v1/team",
      { token: "cat" },
      403,
      "PERMISSION_DENIED",
    ],
    ["of no operation", "/heymarket/v1/everything", {}, 404, "NOT_FOUND"],
    [
      "of an operation that is not for pages",
      "/heymarket/v1/schedule",
      { method: "POST", body: "{}" },
      404,
      "NOT_FOUND",
    ],
    ["by another method", "/heymarket/v1/team", { method: "DELETE" }, 404, "NOT_FOUND"],
    ["of no service", "/telegram/v1/team", {}, 404, "NOT_FOUND"],
    ["of the root", "", {}, 404, "NOT_FOUND"],
    [
      "from another site",
      "/heymarket/v1/team",
      { headers: { origin: "https://evil.example" } },
      403,
      "PERMISSION_DENIED",
    ],
  ]) {
    test(`${what} is ${status}`, async () => {
      await edge.fake.requests();
      const response = await edge.ask(path, more);
      assert.deepEqual([response.status, (await response.json()).code], [status, code]);
      assert.deepEqual(await edge.fake.requests(), []);
    });
  }

  test("may come from an origin that is named", async () => {
    const headers = { origin: "https://pages.example.com" };
    const preflight = await edge.ask("/heymarket/v1/team", { method: "OPTIONS", headers });
    assert.equal(preflight.status, 204);
    assert.match(preflight.headers.get("access-control-allow-headers"), /idempotency-key/);
    const response = await edge.ask("/heymarket/v1/team", { headers });
    assert.equal(response.headers.get("access-control-allow-origin"), headers.origin);
    assert.equal(response.status, 200);
  });

  test("elsewhere is the app's own", async () => {
    const response = await fetch(`${edge.origin}/inboxes`);
    assert.equal(await response.text(), "the app's own page");
  });

  for (const [what, body, path] of [
    ["a list of people", { inbox_id: 2222, list_id: 5, local_id: "x", text: "Hi" }, "listId"],
    [
      "a group of the page's own",
      { inbox_id: 2222, targets: ["15555550112"], text: "Hi" },
      "targets",
    ],
    ["another author", { inbox_id: 2222, chat_id: 610012, text: "Hi", author: "Eve" }, "author"],
  ]) {
    test(`cannot send to ${what}`, async () => {
      await edge.fake.requests();
      const response = await send(body);
      assert.equal(response.status, 400);
      assert.match((await response.json()).message, new RegExp(`${path}.* not open to pages`));
      assert.deepEqual(await edge.fake.requests(), []);
    });
  }

  for (const [what, body] of [
    ["is not JSON", "{"],
    ["is a list", "[]"],
    ["is too large", JSON.stringify({ filters: {}, date: "x".repeat(300_000) })],
  ]) {
    test(`whose body ${what} is 400`, async () => {
      const response = await edge.ask("/heymarket/v1/conversations", { method: "POST", body });
      assert.deepEqual([response.status, (await response.json()).code], [400, "INVALID_ARGUMENT"]);
    });
  }

  test("gets the service's own refusal, but nothing of the endpoint's key", async () => {
    const missing = await edge.ask("/heymarket/v1/conversations/1");
    assert.equal(missing.status, 404);
    const fault = { status: 401, body: { text: "key-4711" } };
    await edge.fake.onlyFaults({ "heymarket.listInboxes": [fault] });
    const rejected = await edge.ask("/heymarket/v1/inboxes");
    assert.equal(rejected.status, 502);
    assert.doesNotMatch(await rejected.text(), /key-4711/);
  });
});

describe("what the service gets of a page's call", () => {
  let own;
  let service;
  const bodies = [];
  before(async () => {
    service = await serve((request, response) => {
      const pieces = [];
      request.on("data", (piece) => pieces.push(piece));
      request.on("end", () => {
        bodies.push(`${Buffer.concat(pieces)}`);
        response.end('"ok"');
      });
    });
    own = await startEdge({ upstream: service.url });
  });
  after(async () => {
    await own.stop();
    service.stop();
  });
  const sent = async (path, body) => {
    bodies.length = 0;
    const response = await own.ask(path, { method: "POST", body });
    assert.equal(response.status, 200);
    return bodies[0];
  };

  test("acts as the session's member, whatever the page says", async () => {
    const body = '{"inbox_id":2222,"user_id":9999,"target":"15555550112"}';
    const text = await sent("/heymarket/v1/conversations/read", body);
    assert.equal(JSON.parse(text).user_id, 1111);
  });

  test("keeps ids past 2^53 exact", async () => {
    const body = '{"inbox_id":2222,"chat_id":9007199254740993}';
    const text = await sent("/heymarket/v1/conversations/close", body);
    assert.match(text, /"chat_id":9007199254740993[,}]/);
  });
});

test("a user who floods has to wait, and nobody else", async () => {
  edge.sessions.set("flood", { user: "flood", heymarket: { userId: 1111 } });
  const ask = () => edge.ask("/heymarket/v1/team", { token: "flood" });
  const statuses = await Promise.all(Array.from({ length: 210 }, async () => (await ask()).status));
  const count = (status) => statuses.filter((one) => one === status).length;
  assert.deepEqual([count(200), count(429)], [200, 10]);
  const response = await ask();
  assert.ok(Number(response.headers.get("retry-after")) > 0);
  assert.equal((await edge.ask("/heymarket/v1/team")).status, 200);
});

describe("a session that sees some inboxes and channels", () => {
  const as = { token: "ben" };
  const get = (path) => edge.ask(path, as);
  const change = (path, body) => post(path, body, as);

  test("lists what it sees", async () => {
    const body = { filters: {} };
    const listed = await (await change("/heymarket/v1/conversations", body)).json();
    assert.ok(listed.length > 0);
    assert.ok(listed.every(({ inbox }) => (inbox.id ?? inbox) === 2222));
    const chats = await (await get(ROOT)).json();
    assert.ok(chats.length > 0);
    const inboxes = await (await get("/heymarket/v1/inboxes")).json();
    assert.deepEqual(
      inboxes.map(({ id }) => id),
      [2222],
    );
  });

  const refused = async (response) => {
    const { status } = await response;
    assert.equal(status, 403);
    const passed = (await edge.fake.requests()).filter(
      ({ operation }) => operation !== "getConversation",
    );
    assert.deepEqual(passed, []);
  };

  /** A conversation of an inbox or a channel that it does not see. */
  const elsewhere = async (service) => {
    const path = service === "heymarket" ? "/heymarket/v1/conversations" : ROOT;
    const response =
      service === "heymarket"
        ? await post(path, { filters: { inboxes: [2223, 2224] } })
        : await edge.ask(path);
    const found = (await response.json()).find((one) =>
      service === "heymarket"
        ? true
        : one.channel !== undefined && `${one.channelId ?? one.channel?.id ?? ""}` !== "7",
    );
    await edge.fake.requests();
    return found;
  };

  test("can name no other inbox, in whatever operation", async () => {
    await edge.fake.requests();
    const other = { inbox_id: 2223, target: "15555550112" };
    await refused(change("/heymarket/v1/conversations", { filters: { inboxes: [2222, 2223] } }));
    await refused(change("/heymarket/v1/conversations", { filters: { inboxes: "2223" } }));
    for (const what of ["open", "close", "read", "unread"]) {
      await refused(change(`/heymarket/v1/conversations/${what}`, other));
    }
    await refused(change("/heymarket/v1/conversations/reassign", { ...other, reassign_id: 1111 }));
    await refused(get("/heymarket/v1/messages?phoneNumber=15555550112&inboxID=2223"));
    await refused(send({ inbox_id: 2223, phone_number: "15555550112", text: "Hi" }, as));
    await refused(change("/heymarket/v1/conversations/count", {}));
  });

  test("can reach no conversation of another inbox by its id, whatever inbox it names", async () => {
    const { id } = await elsewhere("heymarket");
    const named = { inbox_id: 2222, chat_id: id };
    await refused(get(`/heymarket/v1/conversations/${id}`));
    await refused(change("/heymarket/v1/conversations/close", named));
    await refused(send({ ...named, text: "Hi" }, as));
    const transfer = { conversation_id: id, transfer_inbox_id: 2222 };
    await refused(change("/heymarket/v1/conversations/transfer", transfer));
    const away = { conversation_id: 610012, transfer_inbox_id: 2223 };
    await refused(change("/heymarket/v1/conversations/transfer", away));
  });

  test("reaches its own by their ids", async () => {
    assert.equal((await get("/heymarket/v1/conversations/610012")).status, 200);
    const named = { inbox_id: 2222, chat_id: 610012 };
    assert.equal((await change("/heymarket/v1/conversations/open", named)).status, 200);
  });

  test("can reach no chat of another channel", async () => {
    const found = await elsewhere("qlara");
    const id = found.chatId ?? found.id;
    await refused(get(`${ROOT}/${id}`));
    await refused(get(`${ROOT}/${id}/messages`));
    await refused(edge.ask(`${ROOT}/${id}/archive`, { method: "PATCH", ...as }));
    await refused(post(`${ROOT}/reply`, { chatId: id, message: "Hi" }, { headers: KEYS, ...as }));
    await refused(get(`${ROOT}?channelIds=7,8`));
  });
});

describe("what a page sends", () => {
  const message = { inbox_id: 2222, chat_id: 610012, text: "See you at nine" };

  test("needs a key, so that it is sent once", async () => {
    const response = await post("/heymarket/v1/message/send", message);
    assert.equal(response.status, 400);
    assert.match((await response.json()).message, /idempotencyKeys: true/);
  });

  test("is sent once for each key, however often and however simultaneously it comes", async () => {
    await edge.fake.requests();
    const key = crypto.randomUUID();
    const replies = await Promise.all(Array.from({ length: 10 }, () => send(message, { key })));
    const again = await send(message, { key });
    const texts = new Set(await Promise.all([...replies, again].map((reply) => reply.text())));
    assert.equal(texts.size, 1);
    assert.equal((await arrivalsOf("sendMessage")).length, 1);
  });

  test("is another message under another key, and under another user's", async () => {
    await edge.fake.requests();
    const key = crypto.randomUUID();
    for (const more of [{ key }, { key: crypto.randomUUID() }, { key, token: "ben" }]) {
      assert.equal((await send(message, more)).status, 200);
    }
    assert.equal((await arrivalsOf("sendMessage")).length, 3);
  });

  test("cannot be something else under the same key", async () => {
    const key = crypto.randomUUID();
    await send(message, { key });
    const other = await send({ ...message, text: "See you at ten" }, { key });
    assert.deepEqual([other.status, (await other.json()).code], [422, "INVALID_ARGUMENT"]);
  });

  test("may be sent again with its key once the service has refused it", async () => {
    const key = crypto.randomUUID();
    await edge.fake.onlyFaults({ "heymarket.sendMessage": [{ status: 400 }] });
    assert.equal((await send(message, { key })).status, 400);
    assert.equal((await send(message, { key })).status, 200);
  });

  test("is not sent again when nobody knows whether it was", async () => {
    const key = crypto.randomUUID();
    await edge.fake.onlyFaults({ "heymarket.sendMessage": [{ sending: "resetAfter" }] });
    await edge.fake.requests();
    const first = await (await send(message, { key })).json();
    const second = await (await send(message, { key })).json();
    assert.deepEqual([first.code, second.code], ["OUTCOME_UNKNOWN", "OUTCOME_UNKNOWN"]);
    assert.equal((await arrivalsOf("sendMessage")).length, 1);
  });

  test("is not sent again after a crash in between", async () => {
    const key = crypto.randomUUID();
    await edge.fake.onlyFaults({ "heymarket.sendMessage": [{ sending: "stall" }] });
    await edge.fake.requests();
    const lost = send(message, { key }).catch((error) => error);
    await edge.arrived("sendMessage");
    await edge.kill();
    await lost;
    const again = await send(message, { key });
    assert.deepEqual([again.status, (await again.json()).code], [409, "OUTCOME_UNKNOWN"]);
    assert.equal((await arrivalsOf("sendMessage")).length, 1);
  });
});

describe("what a page has done", () => {
  let page;
  before(async () => {
    page = await edge.open();
  });
  after(() => page.close());
  const shown = async (operation, act) => {
    const before = page.events.length;
    const response = await act();
    assert.ok(response.ok, `${response.status}`);
    const isIt = (event) => event.type === "acted" && event.operation === operation;
    await page.until(({ events }) => events.slice(before).some(isIt), operation);
    return page.events.slice(before).find(isIt);
  };

  for (const [operation, path, body, fields] of [
    ["closeConversation", "close", { chat_id: 610012 }, { status: "closed" }],
    ["openConversation", "open", { chat_id: 610012 }, { status: "open" }],
    ["markRead", "read", { target: "15555550112" }, { read: true }],
    ["markUnread", "unread", { target: "+1 555 555-0112" }, { read: false }],
    [
      "reassignConversation",
      "reassign",
      { target: "15555550112", reassign_id: 1112 },
      { assigned: 1112 },
    ],
  ]) {
    test(`is shown to the others: ${operation}`, async () => {
      const act = () => post(`/heymarket/v1/conversations/${path}`, { inbox_id: 2222, ...body });
      const event = await shown(operation, act);
      assert.deepEqual(
        [event.service, event.id, event.user, event.fields],
        ["heymarket", "610012", "ann", fields],
      );
    });
  }

  test("is shown with the id of the call, and followed by a read", async () => {
    const key = crypto.randomUUID();
    const before = page.of("conversation").length;
    const body = { chatId: "810006", message: "Ciao" };
    const headers = { "idempotency-key": key };
    const event = await shown("reply", () => post(`${ROOT}/reply`, body, { headers }));
    assert.deepEqual([event.call, event.id, event.fields.sent.text], [key, "810006", "Ciao"]);
    await page.until(() => page.of("conversation").length > before);
  });

  test("is not shown where it was refused, and is read where nobody knows", async () => {
    const before = page.of("acted").length;
    const reads = page.of("conversation").length;
    await edge.fake.onlyFaults({ "qlara.archiveConversation": [{ status: 404 }] });
    const archive = () => edge.ask(`${ROOT}/810006/archive`, { method: "PATCH" });
    assert.equal((await archive()).status, 404);
    const lost = Array.from({ length: 3 }, () => ({ sending: "resetAfter" }));
    await edge.fake.onlyFaults({ "qlara.archiveConversation": lost });
    assert.equal((await archive()).ok, false);
    await page.until(() => page.of("conversation").length > reads);
    assert.equal(page.of("acted").length, before);
  });
});

describe("equal reads of several pages", () => {
  /** Until nothing is asked any more. */
  const settled = async () => {
    do {
      await sleep(400);
    } while (Object.keys(await edge.asked()).length);
  };

  test("are one within a second, and none is older than a change", async () => {
    // What came before has been read.
    await settled();
    await edge.asked();
    const read = () => edge.ask("/heymarket/v1/conversations/610014");
    const all = await Promise.all(Array.from({ length: 30 }, read));
    assert.ok(all.every(({ ok }) => ok));
    assert.deepEqual(await edge.asked(), { "heymarket.getConversation": 1 });
    const { inbox } = await (await read()).json();
    const body = { inbox_id: inbox.id ?? inbox, chat_id: 610014 };
    await post("/heymarket/v1/conversations/close", body);
    assert.equal((await (await read()).json()).status, "closed");
  });
});
