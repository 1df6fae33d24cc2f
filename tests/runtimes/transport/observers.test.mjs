// Observers receive what is sent, what comes back and what will be retried: in order, without
// secrets, and whatever they do changes nothing.

import assert from "node:assert/strict";
import { after, before, describe, mock, test } from "node:test";
import { Heymarket, Qlara } from "threadline";
import { json, LIST, never, rejection, sleep, wire } from "../support/doubles.mjs";
import { broken, MESSAGE, reply, SAMPLES, scripted, status } from "./support.mjs";

before(() => mock.method(Math, "random", () => 0));
after(() => mock.restoreAll());

/** Options that record all events, in order. */
const diary = () => {
  const events = [];
  const note = (name) => (event) => {
    events.push([name, event]);
  };
  return {
    events,
    onRequest: note("request"),
    onResponse: note("response"),
    onRetry: note("retry"),
  };
};

describe("observers receive", () => {
  for (const { title, name, Client, make, good } of SAMPLES) {
    test(`each request, response and retry, in order (${title})`, async () => {
      const { events, ...observers } = diary();
      const script = [
        broken(),
        status(503, { "x-request-id": "req-2", "retry-after-ms": "7" }),
        good,
      ];
      await make(scripted(Client, script, observers).api);
      const durations = events.filter(([what]) => what === "response").map(([, e]) => e.durationMs);
      for (const ms of durations) assert.ok(ms >= 0 && ms < 5_000, `${ms}`);
      const { method } = events[0][1];
      assert.ok(["POST", "GET", "PATCH"].includes(method), method);
      const requestId = name === "markRead" && Client === Qlara ? null : "req-1";
      assert.deepEqual(events, [
        ["request", { operation: name, attempt: 1, method }],
        ["retry", { operation: name, attempt: 1, delayMs: 0, code: "CONNECTION" }],
        ["request", { operation: name, attempt: 2, method }],
        [
          "response",
          {
            operation: name,
            attempt: 2,
            status: 503,
            requestId: "req-2",
            durationMs: durations[0],
          },
        ],
        ["retry", { operation: name, attempt: 2, delayMs: 7, code: "SERVER" }],
        ["request", { operation: name, attempt: 3, method }],
        [
          "response",
          {
            operation: name,
            attempt: 3,
            status: events.at(-1)[1].status,
            requestId,
            durationMs: durations[1],
          },
        ],
      ]);
      assert.ok([200, 204].includes(events.at(-1)[1].status));
    });
  }

  test("how long a response's headers took", async () => {
    const { events, ...observers } = diary();
    const slow = async () => {
      await sleep(60);
      return json([]);
    };
    await scripted(Heymarket, [slow], observers).api.listConversations(LIST);
    const { durationMs } = events.at(-1)[1];
    assert.ok(durationMs >= 58 && durationMs < 20_000, `${durationMs} ms`);
  });

  test("nothing of a call that sends nothing", async () => {
    const { events, ...observers } = diary();
    const { api } = scripted(Heymarket, [never], observers);
    await rejection(api.getConversation({}));
    await rejection(api.listConversations(LIST, { signal: AbortSignal.abort() }));
    assert.deepEqual(events, []);
  });

  test("the error responses, and the redirects", async () => {
    for (const code of [302, 400, 401, 404, 429]) {
      const { events, ...observers } = diary();
      const { api } = scripted(Heymarket, [status(code)], { ...observers, maxRetries: 0 });
      await rejection(api.listConversations(LIST));
      assert.deepEqual(
        events.map(([what, event]) => [what, event.status]),
        [
          ["request", undefined],
          ["response", code],
        ],
      );
    }
  });

  test("one request for coalesced reads", async () => {
    const { events, ...observers } = diary();
    const { api } = scripted(Heymarket, [() => json([])], observers);
    await Promise.all([api.listConversations(LIST), api.listConversations(LIST)]);
    assert.equal(events.length, 2);
  });

  test("each page of an iterator", async () => {
    const { events, ...observers } = diary();
    const page = () => json([wire(1)]);
    const script = [page, page, () => json([])];
    for await (const _ of scripted(Heymarket, script, observers).api.conversations(LIST));
    assert.deepEqual(
      events.map(([what]) => what),
      ["request", "response", "request", "response", "request", "response"],
    );
  });

  test("nothing secret and nothing private (bad input, line 12)", async () => {
    const secrets = ["key-SECRET-1", "token-SECRET-2", "header-SECRET-3", "15555559999", MESSAGE];
    const [apiKey, token, header, target] = secrets;
    const echo = async (request) =>
      new Response(`${await request.text()} ${secrets}`, { status: 500 });
    for (const credential of [{ apiKey }, { token: () => token, apiKey: undefined }]) {
      for (const Client of [Heymarket, Qlara]) {
        const { events, ...observers } = diary();
        const options = { ...credential, ...observers, headers: { "x-own": header } };
        const { api } = scripted(Client, [echo], options);
        const calls =
          Client === Qlara
            ? [reply(api), api.getConversation({ chatId: target })]
            : [api.markRead({ inboxId: 1, userId: 2, target })];
        await Promise.all(calls.map(rejection));
        assert.ok(events.length >= 4);
        for (const secret of secrets) assert.equal(JSON.stringify(events).includes(secret), false);
      }
    }
  });
});

describe("an observer changes nothing", () => {
  const run = async (observer) => {
    const observers = { onRequest: observer, onResponse: observer, onRetry: observer };
    const { api, sent } = scripted(Heymarket, [status(500), () => json([wire(1)])], observers);
    const [conversation] = await api.listConversations(LIST);
    assert.equal(conversation.id, 1);
    assert.equal(sent.length, 2);
    const failing = scripted(Heymarket, [status(404)], observers);
    assert.equal((await rejection(failing.api.listConversations(LIST))).code, "NOT_FOUND");
  };

  for (const [what, observer] of [
    [
      "that throws",
      () => {
        throw new Error("observer");
      },
    ],
    [
      "that throws undefined",
      () => {
        throw undefined;
      },
    ],
    ["that rejects", () => Promise.reject(new Error("observer"))],
    ["that never settles", never],
    ["that gives something", () => ({ attempt: 7 })],
    [
      "that gives a thenable that throws",
      () => ({
        // biome-ignore lint/suspicious/noThenProperty: that is the point
        get then() {
          throw new Error("then");
        },
      }),
    ],
    [
      "that changes what it is given",
      (event) => {
        for (const name of Object.keys(event)) delete event[name];
        event.attempt = 100;
      },
    ],
    ["that takes its time", () => sleep(500)],
  ]) {
    test(what, async () => {
      const unseen = [];
      const remember = (error) => unseen.push(error);
      process.on("unhandledRejection", remember);
      await run(observer);
      await sleep(5);
      process.off("unhandledRejection", remember);
      assert.deepEqual(unseen, []);
    });
  }

  test("that makes calls of its own", async () => {
    const inner = [];
    const other = scripted(Heymarket, [() => json(3)]);
    await run(() => {
      inner.push(other.api.countConversations());
    });
    assert.ok(inner.length >= 4);
    assert.deepEqual(new Set(await Promise.all(inner)), new Set([3]));
  });
});

test("an observer may abort the call: it rejects with the reason, and is not retried", async () => {
  for (const name of ["onRequest", "onResponse", "onRetry"]) {
    const controller = new AbortController();
    const { api, sent } = scripted(Heymarket, [status(500)], {
      [name]: () => controller.abort(name),
    });
    const error = await rejection(api.listConversations(LIST, { signal: controller.signal }));
    assert.equal(error, name);
    await sleep(10);
    assert.ok(sent.length <= 1);
  }
});
