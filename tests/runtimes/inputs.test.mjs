// What callers hand in: read at once, checked, never changed.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { InvalidArgumentError } from "threadline";
import { client, json, LIST, recorder, rejection } from "./support/doubles.mjs";
import { each, SERVICES } from "./support/services.mjs";

const cyclic = () => {
  const input = { id: 1, filters: {} };
  input.filters.self = input;
  return input;
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const deep = () => {
  let input = {};
  for (let depth = 0; depth < 100_000; depth++) input = { input };
  return input;
};

describe("an unreadable input is rejected, with the cause:", () => {
  const thrown = new Error("getter");
  for (const [name, input] of [
    ["a cycle", cyclic()],
    [
      "a getter that throws",
      {
        id: 1,
        get filters() {
          throw thrown;
        },
      },
    ],
    [
      "a toJSON that throws",
      {
        toJSON() {
          throw thrown;
        },
      },
    ],
    [
      "a Proxy that throws",
      new Proxy(
        {},
        {
          ownKeys() {
            throw thrown;
          },
        },
      ),
    ],
    ["a Proxy that was revoked", revoked()],
    ["unlimited nesting", deep()],
  ]) {
    each(name, async ({ recorder }) => {
      const { api, sent } = recorder(() => json([]));
      const error = await rejection(api.listConversations(input));
      assert.ok(error instanceof InvalidArgumentError, error);
      assert.ok(error.cause instanceof Error);
      assert.equal(sent.length, 0);
    });
  }
});

// Where an invalid value may be: operation, input and the path that names it.
const HOLDING = {
  Heymarket: (value) => [
    ["listConversations", { id: value, filters: {} }, "id"],
    ["listConversations", { id: 1, filters: { inboxes: [1, value] } }, "filters.inboxes[1]"],
    ["listConversations", { id: 1, filters: { closed: value } }, "filters.closed"],
    ["listConversations", { id: 1, filters: value }, "filters"],
  ],
  Qlara: (value) => [
    ["listConversations", { dateFrom: value }, "dateFrom"],
    ["listConversations", { channelIds: [1, value] }, "channelIds[1]"],
    ["listConversations", { channelIds: value }, "channelIds"],
    ["getConversation", { chatId: value }, "chatId"],
    ["reply", { chatId: 1, message: value }, "message"],
    ["reply", { body: { parts: [{ value }] } }, "body"],
    ["reply", { body: value }, "body"],
  ],
};

describe("what JSON would lose or change is rejected, with the path:", () => {
  for (const [name, value] of [
    ["NaN", Number.NaN],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["a function", () => 1],
    ["a symbol", Symbol("s")],
    ["an invalid date", new Date("nonsense")],
    ["a Map", new Map([["a", 1]])],
    ["a Set", new Set([1])],
    ["a promise", Promise.resolve(1)],
    ["a typed array", Uint8Array.of(1)],
    ["a regular expression", /a/],
  ]) {
    each(name, async (service) => {
      const { api, sent } = service.recorder(() => json([]));
      for (const [method, input, path] of HOLDING[service.name](value)) {
        const error = await rejection(api[method](input));
        assert.ok(error instanceof InvalidArgumentError, error);
        assert.ok(error.path.startsWith(path), `${error.path} instead of ${path}`);
      }
      assert.equal(sent.length, 0);
    });
  }
});

describe("a look-alike is not mistaken for one of ours:", () => {
  for (const [name, value] of [
    ["an object with a key that begins like a placeholder", { "\0": "5n" }],
    ["one with the name of a class", { "\0": "private words" }],
    ["one with a BigInt", { "\0": 5n }],
    ["one within another", { "\0": { "\0": "5n" } }],
  ]) {
    each(name, async (service) => {
      const { api, sent } = service.recorder(() => json([]));
      for (const [method, input] of HOLDING[service.name](value)) {
        const error = await rejection(api[method](input));
        assert.ok(error instanceof InvalidArgumentError, error);
        assert.doesNotMatch(error.message, /private|5n/);
      }
      assert.equal(sent.length, 0);
    });
  }

  each("a toJSON that gives null is null, and no invalid date", async (service) => {
    const { api, sent } = service.recorder(() => json([]));
    for (const [method, input, path] of HOLDING[service.name]({ toJSON: () => null })) {
      if (method === "reply" && path === "body" && input.body.parts) continue;
      const error = await rejection(api[method](input));
      assert.ok(error instanceof InvalidArgumentError, error);
      assert.match(error.message, /null/);
    }
    assert.equal(sent.length, 0);
  });

  each("a BigInt where no id is expected is rejected, without its digits", async (service) => {
    const { api, sent } = service.recorder(() => json([]));
    for (const [method, input, path] of HOLDING[service.name](9007199254740993n)) {
      if (/id$|ids|inboxes|parts/i.test(path) || input.body?.parts) continue;
      const error = await rejection(api[method](input));
      assert.ok(error instanceof InvalidArgumentError, error);
      assert.match(error.message, /found a BigInt$/);
    }
    assert.equal(sent.length, 0);
  });
});

// Name, operation, input, and the path of what is wrong with it.
const REJECTED = {
  Heymarket: [
    ["no input", "listConversations", undefined, "id"],
    ["null", "listConversations", null, undefined],
    ["a text", "listConversations", "1111", undefined],
    ["a list", "listConversations", [], undefined],
    ["a missing field", "listConversations", { id: 1 }, "filters"],
    ["an unknown field", "listConversations", { ...LIST, colour: 1 }, "colour"],
    ["a misspelt field", "closeConversation", { inbox_id: 1, userId: 1, chatId: 1 }, "inbox_id"],
    [
      "a key of the prototype",
      "getConversation",
      JSON.parse('{"id":1,"__proto__":{}}'),
      "__proto__",
    ],
    ["a wrong type", "getConversation", { id: {} }, "id"],
    [
      "a wrong type in a list",
      "listConversations",
      { id: 1, filters: { inboxes: [1, "x"] } },
      "filters.inboxes[1]",
    ],
    ["a negative id", "getConversation", { id: -1 }, "id"],
    ["a fraction", "getConversation", { id: 1.5 }, "id"],
    ["an id that lost digits", "getConversation", { id: 2 ** 53 }, "id"],
    ["..", "getConversation", { id: ".." }, "id"],
    ["an empty id", "getConversation", { id: "" }, "id"],
    ["a path as an id", "getConversation", { id: "1/2" }, "id"],
    ["none of a group", "closeConversation", { inboxId: 1, userId: 1 }],
    ["none of an exclusive group", "sendMessage", { inboxId: 1, creatorId: 1, text: "Hi" }],
    [
      "two of an exclusive group",
      "sendMessage",
      { inboxId: 1, creatorId: 1, chatId: 1, phoneNumber: "14155551234", text: "Hi" },
    ],
    ["no target", "markRead", { inboxId: 1, userId: 1 }],
  ],
  Qlara: [
    ["no input", "getConversation", undefined, "chatId"],
    ["null", "listConversations", null, undefined],
    ["a text", "listMessages", "810001", undefined],
    ["an unknown field", "listConversations", { colour: 1 }, "colour"],
    ["a misspelt field", "listMessages", { chat_id: 1 }, "chat_id"],
    [
      "a date without its offset",
      "listConversations",
      { dateFrom: "2026-03-01T10:00:00" },
      "dateFrom",
    ],
    ["a date without a time", "listConversations", { dateFrom: "2026-03-01" }, "dateFrom"],
    ["a channel alone", "listConversations", { channelIds: 7 }, "channelIds"],
    ["an empty list of channels", "listConversations", { channelIds: [] }, "channelIds"],
    ["a channel with a comma", "listConversations", { channelIds: [7, "a,b"] }, "channelIds[1]"],
    ["an order that is not a string", "listConversations", { orderBy: -1 }, "orderBy"],
    ["an empty bound", "listMessages", { chatId: 1, idFrom: "" }, "idFrom"],
    ["a bound that lost digits", "listMessages", { chatId: 1, idTo: 2 ** 53 }, "idTo"],
    ["null as an assignee", "assignConversation", { chatId: 1, userId: null }, "userId"],
    ["no assignee", "assignConversation", { chatId: 1 }, "userId"],
    ["a reply without a text", "reply", { chatId: 1 }],
    ["a reply to nobody", "reply", { message: "Ciao" }],
    ["an empty reply", "reply", { chatId: 1, message: "" }, "message"],
    ["a reply of both kinds", "reply", { chatId: 1, message: "Ciao", body: {} }],
    ["a whole body that is a list", "reply", { body: [] }, "body"],
    ...["reply", "assignable-users", ".", "..", "", "a\nb", -1, 1.5, 2 ** 53, true, {}, []].flatMap(
      (chatId) =>
        [
          ["getConversation"],
          ["listMessages"],
          ["markRead"],
          ["archiveConversation"],
          ["unarchiveConversation"],
          ["assignConversation", { userId: 55 }],
          ["unassignConversation"],
        ].map(([method, more]) => [
          `the chatId ${JSON.stringify(chatId)} of ${method}`,
          method,
          { chatId, ...more },
          "chatId",
        ]),
    ),
  ],
};

describe("the rules of an operation are checked before anything is sent:", () => {
  for (const service of SERVICES) {
    for (const [name, method, input, path] of REJECTED[service.name]) {
      test(`${name} (${service.name})`, async () => {
        const { api, sent } = service.recorder(() => json({}));
        const error = await rejection(api[method](input));
        assert.ok(error instanceof InvalidArgumentError, error);
        assert.equal(error.path, path);
        assert.equal(error.operation, method);
        if (path) assert.ok(error.message.includes(path), error.message);
        assert.equal(sent.length, 0);
      });
    }
  }

  test("a misspelt name gets a suggestion", async () => {
    const error = await rejection(
      client(() => json("ok")).closeConversation({ inbox_id: 1, userId: 1, chatId: 1 }),
    );
    assert.match(error.message, /inboxId/);
  });
});

describe("an input", () => {
  const body = async (input, change = () => {}) => {
    const { api, sent } = recorder(() => json([]));
    const call = api.listConversations(input);
    change();
    await call;
    return JSON.parse(sent[0].body);
  };

  test("is read when the call is made: later changes don't matter", async () => {
    const input = { id: 1, filters: { inboxes: [2] } };
    const sent = await body(input, () => {
      input.id = 9;
      input.filters.inboxes.push(9);
    });
    assert.deepEqual(sent, { id: 1, filters: { inboxes: [2] } });
  });

  test("may be frozen", async () => {
    const input = Object.freeze({ id: 1, filters: Object.freeze({ inboxes: Object.freeze([2]) }) });
    assert.deepEqual(await body(input), { id: 1, filters: { inboxes: [2] } });
  });

  test("may have explicitly undefined members, which are absent", async () => {
    const input = { id: 1, filters: { inboxes: undefined, closed: true }, date: undefined };
    assert.deepEqual(await body(input), { id: 1, filters: { closed: true } });
  });

  test("may hold ids as text and as BigInt, beyond 2^53", async () => {
    const { api, sent } = recorder(() => json([]));
    await api.listConversations({
      id: 9007199254740993n,
      filters: { inboxes: ["9007199254740995"] },
    });
    assert.equal(sent[0].body, '{"id":9007199254740993,"filters":{"inboxes":[9007199254740995]}}');
  });

  test("may hold a Date", async () => {
    const date = new Date("2026-03-01T10:00:00.000Z");
    assert.deepEqual(await body({ id: 1, filters: {}, date }), {
      id: 1,
      filters: {},
      date: "2026-03-01T10:00:00.000Z",
    });
  });

  test("may be a Proxy, an instance, or without a prototype", async () => {
    class Filter {
      closed = true;
    }
    const filters = new Proxy(new Filter(), {});
    const input = Object.assign(Object.create(null), { id: 1, filters });
    assert.deepEqual(await body(input), { id: 1, filters: { closed: true } });
  });

  test("has its getters read", async () => {
    const input = {
      get id() {
        return 4;
      },
      filters: {},
    };
    assert.deepEqual(await body(input), { id: 4, filters: {} });
  });

  test("that asks for nothing may be left out", async () => {
    const { api, sent } = recorder(() => json("12"));
    assert.equal(await api.countConversations(), 12);
    assert.equal(await api.countConversations(undefined, { timeoutMs: 500 }), 12);
    assert.equal(sent[0].body, "{}");
  });
});
