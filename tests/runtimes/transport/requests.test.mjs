// What must never leave the machine, and what odd surroundings may do: seen at the wire.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { after, before, describe, mock, test } from "node:test";
import { inspect } from "node:util";
import {
  AuthenticationError,
  ConnectionError,
  Heymarket,
  InvalidArgumentError,
  isThreadlineError,
  Qlara,
  TimeoutError,
} from "threadline";
import { asRequest, json, KEY, LIST, never, rejection, sleep, wire } from "../support/doubles.mjs";
import { inPage } from "../support/in-page.mjs";
import { SAMPLES, scripted, service, timed, until } from "./support.mjs";

before(() => mock.method(Math, "random", () => 0));
after(() => mock.restoreAll());

describe("an id in a path stays in its place (bad input, line 1):", () => {
  const BASE = "/api/partner-gateway/v1/inbox/conversations/";
  let server;
  let api;
  let heymarket;
  before(async () => {
    server = await service((_request, response) => response.end('{"chatId":1}'));
    const options = { apiKey: KEY, baseUrl: server.url, rateLimit: false, maxRetries: 0 };
    api = new Qlara(options);
    heymarket = new Heymarket(options);
  });
  after(() => server.stop());

  for (const id of [
    "",
    ".",
    "..",
    "%2e%2e",
    "%2E.",
    "..;x",
    "a/b",
    "a\\b",
    "../..",
    "\0",
    "a\r\nX-Evil: 1",
    "?",
    "a?b=c",
    "#",
    "a#b",
    "\ud800",
    "a\udc00b",
    " ",
    "a b",
    "é漢🌊",
    "%",
    "%zz",
    "%00",
    ":",
    "//evil.example",
    "@",
    "a&b=c",
    "\u202e",
    "__proto__",
    "constructor",
    "\t",
    "\u007f",
  ]) {
    test(JSON.stringify(id), async () => {
      const before = server.arrived.length;
      // Where an id is a number, none of these is one.
      for (const name of ["getConversation", "getScheduledMessage", "deleteScheduledMessage"]) {
        const error = await rejection(heymarket[name]({ id }));
        assert.ok(error instanceof InvalidArgumentError, error);
        assert.equal(error.path, "id");
      }
      assert.equal(server.arrived.length, before);
      const outcome = await api.getConversation({ chatId: id }).catch((error) => error);
      const [request] = server.arrived.slice(before);
      if (outcome instanceof Error) {
        assert.ok(outcome instanceof InvalidArgumentError, outcome);
        assert.equal(outcome.path, "chatId");
        assert.equal(request, undefined);
        return;
      }
      // It came as one segment, and means what was given.
      assert.ok(request.url.startsWith(BASE), request.url);
      const segment = request.url.slice(BASE.length);
      assert.doesNotMatch(segment, /[/?#\\]/);
      assert.equal(decodeURIComponent(segment), id);
      assert.equal(request.headers["x-evil"], undefined);
    });
  }

  for (const id of [
    -1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    1e300,
    -0.5,
    null,
    undefined,
    true,
    {},
    [],
    ["a"],
    { toString: () => "1" },
    { toJSON: () => ({}) },
    Symbol("1"),
    () => 1,
    new Map(),
  ]) {
    test(`${inspect(id).slice(0, 30)} is rejected, and nothing is sent`, async () => {
      const before = server.arrived.length;
      for (const call of [
        api.getConversation({ chatId: id }),
        api.markRead({ chatId: id }),
        heymarket.getConversation({ id }),
        heymarket.deleteScheduledMessage({ id }),
      ]) {
        const error = await rejection(call);
        assert.ok(error instanceof InvalidArgumentError, error);
        assert.ok(error.message.length < 1_000);
      }
      assert.equal(server.arrived.length, before);
    });
  }
});

test("an id of 10 MB is an error, not a hang (bad input, line 1)", async (t) => {
  const { url, stop } = await service((_request, response) => response.end("{}"));
  t.after(stop);
  const api = new Qlara({ apiKey: KEY, baseUrl: url, maxRetries: 0 });
  const { error } = await timed(api.getConversation({ chatId: "x".repeat(10_000_000) }));
  assert.ok(isThreadlineError(error), error);
  assert.ok(error.message.length < 1_000);
});

describe("a secret that cannot be a header is rejected when the client is made, and not shown (bad input, line 2):", () => {
  for (const bad of ["\r\n", "\n", "\r", "\0", "\u0100", "漢", " ", "\t", "\u007f", "\u2028"]) {
    test(JSON.stringify(bad), () => {
      for (const Client of [Heymarket, Qlara]) {
        for (const secret of [`SECRET${bad}`, `${bad}SECRET`, `SEC${bad}SECRET`]) {
          const options = [{ apiKey: secret }];
          if (!/[ \t]/.test(bad)) options.push({ apiKey: KEY, headers: { "x-own": secret } });
          for (const option of options) {
            assert.throws(
              () => new Client(option),
              (error) => {
                assert.ok(error instanceof InvalidArgumentError, error);
                assert.equal(inspect(error, { depth: 5 }).includes("SECRET"), false);
                assert.equal(JSON.stringify(error).includes("SECRET"), false);
                return true;
              },
            );
          }
        }
      }
    });
  }
});

test("an invalid header of one call is rejected before anything is sent, and not shown (bad input, line 2)", async () => {
  for (const bad of ["\r\n", "\n", "\0", "漢", "\ud800"]) {
    for (const { Client, make, good } of SAMPLES) {
      const { api, sent } = scripted(Client, [good]);
      for (const headers of [{ "x-own": `SECRET${bad}` }, { [`x-own${bad}`]: "SECRET" }]) {
        const error = await rejection(make(api, { headers }));
        assert.ok(error instanceof InvalidArgumentError, error);
        assert.equal(inspect(error, { depth: 5 }).includes("SECRET"), false);
      }
      assert.equal(sent.length, 0);
    }
  }
});

describe("a base URL (bad input, line 3)", () => {
  for (const baseUrl of [
    "https://user:SECRET@example.com",
    "https://SECRET@example.com",
    "https://example.com?key=SECRET",
    "https://example.com/#SECRET",
    "example.com/SECRET",
    "//example.com/SECRET",
    "javascript:SECRET",
    "file:///SECRET",
    "ftp://example.com/SECRET",
    "data:text/plain,SECRET",
    "https://",
    "",
    "SECRET",
    " ",
    "http://SECRET.example.com",
    "https://exa mple.com/SECRET",
    new URL("https://user:SECRET@example.com"),
    new URL("https://example.com?key=SECRET#SECRET"),
    new URL("javascript:SECRET"),
    { toString: () => "https://user:SECRET@example.com" },
    { href: "https://user:SECRET@example.com" },
    ["https://user:SECRET@example.com"],
    7,
    null,
  ]) {
    test(`${inspect(baseUrl).split("\n")[0]} is rejected without being shown`, () => {
      for (const Client of [Heymarket, Qlara]) {
        assert.throws(
          () => new Client({ apiKey: KEY, baseUrl }),
          (error) => {
            assert.ok(error instanceof InvalidArgumentError, error);
            assert.equal(error.path, "baseUrl");
            assert.equal(inspect(error, { depth: 5 }).includes("SECRET"), false);
            return true;
          },
        );
      }
    });
  }

  for (const [baseUrl, expected] of [
    ["https://example.com///", "https://example.com/v1/conversations"],
    ["https://example.com./api/", "https://example.com./api/v1/conversations"],
    ["https://[::1]:8080", "https://[::1]:8080/v1/conversations"],
    ["https://bücher.example/über", "https://xn--bcher-kva.example/%C3%BCber/v1/conversations"],
    ["HTTPS://EXAMPLE.com:443", "https://example.com/v1/conversations"],
    ["https://example.com/a/../b", "https://example.com/b/v1/conversations"],
    ["http://127.0.0.1:1", "http://127.0.0.1:1/v1/conversations"],
  ]) {
    test(`${baseUrl} leads to ${expected}`, async () => {
      const { api, sent } = scripted(Heymarket, [() => json([])], { baseUrl });
      await api.listConversations(LIST);
      assert.equal(sent[0].url.split("?")[0], expected);
    });
  }
});

describe("an invalid option is rejected at once (bad input, line 5):", () => {
  const nonsense = [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1,
    2 ** 31,
    1e300,
    "2",
    null,
    {},
    [],
    true,
    2n,
  ];
  const wrong = {
    timeoutMs: [...nonsense, 0],
    deadlineMs: [...nonsense, 0],
    maxRetries: [...nonsense, 1e9, 11, 0.5],
    rateLimit: [
      true,
      5,
      "500",
      {},
      [],
      { perMinute: undefined },
      { perMinute: 0 },
      { perMinute: -1 },
      { perSecond: "5" },
      { perHour: 5 },
      { perMinute: Number.NaN },
    ],
    coalesce: [0, 1, "true", null],
    onRequest: [null, {}, "log"],
    onResponse: [null, 5],
    onRetry: [null, []],
    maxReplyBytes: [...nonsense, 0, 2 ** 28],
  };
  const ofCalls = ["timeoutMs", "deadlineMs", "maxRetries"];

  test("signal", async () => {
    const none = [null, true, 5, "abort", {}, [], new EventTarget(), new AbortController()];
    for (const signal of none) {
      for (const { Client, make, good } of SAMPLES) {
        const { api, sent } = scripted(Client, [good]);
        const error = await make(api, { signal }).catch((error) => error);
        assert.ok(error instanceof InvalidArgumentError, inspect(signal));
        assert.deepEqual([error.path, sent.length], ["signal", 0]);
      }
    }
  });

  for (const [name, values] of Object.entries(wrong)) {
    test(name, async () => {
      for (const value of values) {
        for (const { Client, make, good } of SAMPLES) {
          const isRejected = (error) =>
            error instanceof InvalidArgumentError && error.path.startsWith(name);
          assert.throws(
            () => new Client({ apiKey: KEY, [name]: value }),
            isRejected,
            inspect(value),
          );
          if (!ofCalls.includes(name)) continue;
          const { api, sent } = scripted(Client, [good]);
          assert.ok(isRejected(await rejection(make(api, { [name]: value }))), inspect(value));
          assert.equal(sent.length, 0);
        }
      }
    });
  }

  test("the longest times are possible, and no timer overflows", async () => {
    const longest = { timeoutMs: 2 ** 31 - 1, deadlineMs: 2 ** 31 - 1 };
    const slow = async () => (await sleep(20)) ?? json([]);
    assert.deepEqual(await scripted(Heymarket, [slow]).api.listConversations(LIST, longest), []);
  });
});

describe("a fetch that behaves as none should (bad input, line 5):", () => {
  const settlesLate = (outcome) =>
    asRequest(
      (request) =>
        new Promise((resolve, reject) => {
          request.signal.addEventListener("abort", () =>
            setTimeout(() => outcome(resolve, reject), 5),
          );
        }),
    );

  for (const [what, fetch, expected] of [
    [
      "throws at once",
      () => {
        throw new TypeError("thrown");
      },
      ConnectionError,
    ],
    [
      "throws undefined",
      () => {
        throw undefined;
      },
      ConnectionError,
    ],
    ["rejects with nothing", () => Promise.reject(), ConnectionError],
    ["resolves without a Response", async () => ({ ok: true }), ConnectionError],
    ["never settles and ignores the signal", never, TimeoutError],
    ["settles after the end", settlesLate((resolve) => resolve(json([]))), TimeoutError],
    ["fails after the end", settlesLate((_, reject) => reject(new Error("late"))), TimeoutError],
  ]) {
    test(what, async () => {
      const unseen = [];
      const remember = (error) => unseen.push(error);
      process.on("unhandledRejection", remember);
      const calls = SAMPLES.map(({ Client, make }) =>
        rejection(make(new Client({ apiKey: KEY, fetch, maxRetries: 1, timeoutMs: 200 }))),
      );
      for (const error of await Promise.all(calls)) assert.ok(error instanceof expected, error);
      await sleep(15);
      process.off("unhandledRejection", remember);
      assert.deepEqual(unseen, []);
    });
  }

  test("a response that arrives after the end is cancelled", async () => {
    let cancelled = 0;
    const late = async () => {
      await sleep(60);
      return new Response(
        new ReadableStream({
          cancel: () => {
            cancelled++;
          },
        }),
      );
    };
    const api = new Heymarket({ apiKey: KEY, fetch: late, maxRetries: 0, timeoutMs: 20 });
    await rejection(api.listConversations(LIST));
    await until(() => cancelled === 1);
  });

  /** One call that goes wrong, while another one of another client is under way. */
  const harmless = async (go) => {
    const slow = async () => (await sleep(40)) ?? json(wire(1));
    const innocent = scripted(Qlara, [async () => (await sleep(40)) ?? json({ chatId: 1 })]);
    const other = scripted(Heymarket, [slow]);
    const calls = [
      innocent.api.getConversation({ chatId: 1 }),
      other.api.getConversation({ id: 1 }),
    ];
    await sleep(5);
    const error = await rejection(go());
    const [first, second] = await Promise.all(calls);
    assert.deepEqual([first.id, second.id], ["1", 1]);
    return error;
  };

  for (const [what, reply, options] of [
    ["no headers, for raw", () => ({ status: 200, body: new Response("3").body }), { raw: true }],
    [
      "headers that throw instead of being there",
      () => ({
        status: 200,
        body: null,
        get headers() {
          throw new Error("headers");
        },
      }),
    ],
  ]) {
    test(`${what}: it harms its own call alone`, async () => {
      const { api } = scripted(Heymarket, [reply], { maxRetries: 0 });
      const error = await harmless(() => api.countConversations({}, options));
      assert.ok(error instanceof ConnectionError, error);
    });
  }

  test("headers that cannot be listed are left out, for raw", async () => {
    const reply = () => ({
      status: 200,
      headers: { get: () => null },
      body: new Response("3").body,
    });
    const { api } = scripted(Heymarket, [reply], { maxRetries: 0 });
    const { data, headers } = await api.countConversations({}, { raw: true });
    assert.deepEqual([data, headers], [3, {}]);
  });

  test("headers that throw are ignored, and the response is read", async () => {
    const get = () => {
      throw new Error("get");
    };
    const reply = (status) => () => ({ status, headers: { get }, body: new Response("3").body });
    const { api } = scripted(Heymarket, [reply(200)], { maxRetries: 0 });
    assert.equal(await api.countConversations(), 3);
    const { api: limited } = scripted(Heymarket, [reply(429)], { maxRetries: 0 });
    const error = await harmless(() => limited.countConversations());
    assert.deepEqual([error.code, error.retryAfterMs], ["RATE_LIMIT", undefined]);
  });

  test("a signal that throws harms its own call alone", async () => {
    const signal = {
      aborted: false,
      addEventListener: () => {
        throw new Error("no listeners here");
      },
      removeEventListener: () => {},
    };
    for (const { Client, make, good } of SAMPLES) {
      const { api } = scripted(Client, [good]);
      const error = await harmless(() => make(api, { signal }));
      assert.match(error.message, /no listeners here/);
    }
  });
});

describe("a credential is that of its client (bad input, line 7):", () => {
  const baseUrl = "https://inbox.example.com";
  const page = () => json([]);
  const fifty = (api) => Promise.all(Array.from({ length: 50 }, () => api.listConversations(LIST)));
  const bearers = (sent) => sent.map(({ headers }) => headers.authorization);
  const counting = (fail = () => {}) => {
    const token = async () => {
      const mine = ++token.count;
      await sleep(10);
      return fail(mine) ?? `t${mine}`;
    };
    token.count = 0;
    return token;
  };

  test("on a server, each call has a token of its own: it may be that of another person", async () => {
    const token = counting();
    const { api, sent } = scripted(Heymarket, [page], { token });
    await fifty(api);
    assert.equal(new Set(bearers(sent)).size, 50);
  });

  test("on a server, no call gets what was read with another call's token", async () => {
    let user = 0;
    const token = () => `user-${++user}`;
    const answer = async ({ headers }) => {
      await sleep(10);
      return json([wire(Number(headers.get("authorization").split("-")[1]))]);
    };
    const { api } = scripted(Heymarket, [answer], { token });
    const pages = await fifty(api);
    assert.equal(new Set(pages.map(([{ id }]) => id)).size, 50);
  });

  test("in a page, token() is called once for many calls that wait at the same time, and again later", async () => {
    const token = counting();
    const { api, sent } = inPage(() =>
      scripted(Heymarket, [page], { token, baseUrl, coalesce: false }),
    );
    await fifty(api);
    assert.equal(token.count, 1);
    assert.deepEqual(new Set(bearers(sent)), new Set(["Bearer t1"]));
    await api.listConversations(LIST);
    assert.equal(bearers(sent).at(-1), "Bearer t2");
  });

  test("in a page, fifty calls that get 401 at once are retried, each once, with a fresh token", async () => {
    const token = counting();
    const answer = ({ headers }) =>
      headers.get("authorization") === "Bearer t1" ? new Response(null, { status: 401 }) : page();
    const { api, sent } = inPage(() =>
      scripted(Heymarket, [answer], { token, baseUrl, coalesce: false }),
    );
    await fifty(api);
    assert.equal(sent.length, 100);
    assert.ok(token.count < 10, `${token.count} tokens`);
  });

  test("in a page, a token() that fails does so for all waiting calls, and is called again by the next one", async () => {
    const token = counting(
      (count) => (count === 1 && Promise.reject(new Error("no token"))) || undefined,
    );
    const { api } = inPage(() => scripted(Heymarket, [page], { token, baseUrl, coalesce: false }));
    const errors = await Promise.all(
      Array.from({ length: 10 }, () => rejection(api.listConversations(LIST))),
    );
    for (const error of errors) assert.ok(error instanceof AuthenticationError, error);
    assert.deepEqual(await api.listConversations(LIST), []);
    assert.equal(token.count, 2);
  });

  test("in a page, a token() that hangs does not delay later calls for long", async () => {
    let count = 0;
    const token = () => (++count === 1 ? never() : "t");
    const { api } = inPage(() => scripted(Heymarket, [page], { token, baseUrl, coalesce: false }));
    const { error } = await timed(api.listConversations(LIST, { timeoutMs: 30 }));
    assert.ok(error instanceof TimeoutError);
    await sleep(1_050);
    assert.deepEqual(await api.listConversations(LIST, { deadlineMs: 3_000 }), []);
  });

  test("every failure of token() is a typed error", async () => {
    for (const token of [
      () => 5,
      () => null,
      () => ({}),
      () => "",
      () => "a b",
      () => "a\nb",
      async () => undefined,
      () => {
        throw undefined;
      },
      () => Promise.reject(null),
    ]) {
      const { api, sent } = scripted(Qlara, [() => json([])], { token });
      const error = await rejection(api.listConversations());
      assert.ok(isThreadlineError(error), inspect(error));
      assert.equal(sent.length, 0);
    }
  });
});

describe("an input is the caller's (bad input, line 6):", () => {
  test("it is read once, at the call, whatever becomes of it, for all attempts", async () => {
    const input = { chatId: 1, message: "first" };
    let attempts = 0;
    const { api, sent } = scripted(Qlara, [
      () => new Response(null, { status: ++attempts < 3 ? 429 : 202 }),
    ]);
    const call = api.reply(input);
    input.message = "changed";
    await call;
    assert.equal(sent.length, 3);
    for (const { body } of sent) assert.equal(JSON.parse(body).message, "first");
  });

  test("an option as well", async () => {
    const options = { headers: { "x-own": "1" }, maxRetries: 1 };
    const { api, sent } = scripted(Heymarket, [() => new Response(null, { status: 500 })]);
    const call = rejection(api.listConversations(LIST, options));
    options.headers["x-own"] = "2";
    options.maxRetries = 5;
    await call;
    assert.deepEqual(
      sent.map(({ headers }) => headers["x-own"]),
      ["1", "1"],
    );
  });
});

test("one signal may be shared by a thousand calls and end them all, without a warning from Node", async () => {
  const warnings = [];
  const remember = (warning) => warnings.push(warning.message);
  process.on("warning", remember);
  for (const coalesce of [true, false]) {
    const controller = new AbortController();
    const { signal } = controller;
    const { api } = scripted(Heymarket, [never], { coalesce });
    const calls = Array.from({ length: 1_000 }, () =>
      rejection(api.listConversations(LIST, { signal })),
    );
    await sleep(20);
    assert.equal(getEventListeners(signal, "abort").length, 1);
    controller.abort("all");
    assert.deepEqual(new Set(await Promise.all(calls)), new Set(["all"]));
    assert.deepEqual(getEventListeners(signal, "abort"), []);
  }
  await sleep(5);
  process.off("warning", remember);
  assert.deepEqual(warnings, []);
});
