// Every operation from a module in Rust, in Node.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { after, afterEach, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startFake } from "../runtimes/support/fake.mjs";
import { drip, serve } from "../runtimes/support/misbehaving.mjs";
import { clientsOf, plainError, results } from "./support/calls.mjs";
import { load } from "./support/module.mjs";
import { callsOf, OPERATIONS } from "./support/samples.mjs";

const module = await load();
const { fetch } = globalThis;

/** A client whose requests `answer` responds to; each is recorded in `sent`. */
const recorder = (client, answer) => {
  const sent = [];
  globalThis.fetch = async (url, init) => {
    const { method, body = "" } = init;
    const { pathname, search } = new URL(url);
    sent.push({ method, target: pathname + search, body, init });
    return answer();
  };
  return { api: new module[client]({ apiKey: "key", maxRetries: 0, rateLimit: false }), sent };
};

/** What a response is made of. */
const responseOf = ({ status = 200, body, text }) => {
  const content = body === undefined ? text : JSON.stringify(body);
  return new Response(content ?? null, { status });
};

const failure = (call) => call.then(() => assert.fail("it did not fail"), plainError);

afterEach(() => {
  globalThis.fetch = fetch;
});

test("the clients have a method for each operation, and no other", () => {
  for (const client of ["Heymarket", "Qlara"]) {
    const samples = OPERATIONS.filter((sample) => sample.client === client);
    const methods = Object.getOwnPropertyNames(module[client].prototype);
    const others = ["constructor", "free", "__destroy_into_raw"];
    const operations = methods.filter((name) => !others.includes(name));
    assert.deepEqual(operations.sort(), samples.map(({ name }) => name).sort());
  }
});

test("the module exports its clients and what loads it, and nothing else", () => {
  const names = Object.keys(module).filter((name) => name !== "held");
  assert.deepEqual(names.sort(), ["Heymarket", "Qlara", "default", "initSync"]);
});

for (const { title, client, name, input, request, response, output, ...more } of OPERATIONS) {
  const { variants = [], responses = [], invalid = [] } = more;

  describe(title, () => {
    test("sends what it should", async () => {
      for (const variant of [request, ...variants]) {
        const { target = request.target, body, text, input: given = input } = variant;
        const { api, sent } = recorder(client, () => responseOf(response));
        await api[name](given);
        const written = body === undefined ? (text ?? "") : JSON.stringify(body);
        const [{ init, ...first }, ...others] = sent;
        assert.deepEqual(first, { method: request.method, target, body: written });
        assert.equal(init.redirect, "manual");
        assert.deepEqual(others, []);
      }
    });

    test("gives what comes back", async () => {
      for (const one of [{ ...response, output }, ...responses]) {
        const { api } = recorder(client, () => responseOf(one));
        if (one.invalid) assert.ok((await failure(api[name](input))).code);
        else assert.deepEqual(await api[name](input), one.output);
      }
    });

    test("rejects what is invalid, and sends nothing", async () => {
      for (const { input: given, path, message = "" } of invalid) {
        const { api, sent } = recorder(client, () => responseOf(response));
        const error = await failure(api[name](given));
        assert.equal(error.code, "INVALID_ARGUMENT");
        assert.equal(error.path ?? "", path, JSON.stringify(given));
        assert.ok(error.message.includes(message), error.message);
        assert.equal(sent.length, 0);
      }
    });
  });
}

describe("an input", () => {
  const get = async (input, client = "Heymarket") => {
    const { api, sent } = recorder(client, () => new Response('{"id":1}'));
    const error = await api.getConversation(input).then(() => undefined, plainError);
    return error?.path ?? error?.code ?? sent[0].target;
  };

  test("may have a BigInt for an id, exactly", async () => {
    assert.equal(
      await get({ id: 9_223_372_036_854_775_807n }),
      "/v1/conversations/9223372036854775807",
    );
    assert.equal(await get({ id: "9007199254740993" }), "/v1/conversations/9007199254740993");
  });

  test("that JSON would change is rejected with its path", async () => {
    const bad = [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      () => {},
      Symbol("1"),
      new Map(),
      new Date(Number.NaN),
    ];
    for (const id of bad) assert.equal(await get({ id }), "id", String(id));
    assert.equal(await get({ id: { "\0": "5n" } }), "id");
  });

  test("that cannot be read is rejected as a whole", async () => {
    const cycle = {};
    cycle.id = cycle;
    const throwing = {
      get id() {
        throw new Error("no");
      },
    };
    for (const input of [cycle, throwing]) assert.equal(await get(input), "INVALID_ARGUMENT");
  });

  test("may hold a Date, where a time belongs", async () => {
    const { api, sent } = recorder("Heymarket", () => new Response("[]"));
    const date = new Date("2026-03-01T10:00:00Z");
    await api.listConversations({ id: 1111, date, filters: { closed: undefined } });
    assert.deepEqual(JSON.parse(sent[0].body), { id: 1111, date: date.toISOString(), filters: {} });
    const invalid = api.listConversations({ id: 1111, date: new Date(Number.NaN) });
    assert.equal((await failure(invalid)).path, "date");
  });
});

test("an id past 2^53 comes out as its digits", async () => {
  const { api } = recorder(
    "Heymarket",
    () => new Response('{"id":9007199254740993,"assigned":-9007199254740993}'),
  );
  const { id, assigned } = await api.getConversation({ id: 1 });
  assert.deepEqual([id, assigned.id], ["9007199254740993", "-9007199254740993"]);
});

describe("an error", () => {
  test("is an Error of JavaScript with what is known of the failure", async () => {
    const response = () =>
      new Response('{"message":"slow down"}', {
        status: 429,
        headers: { "retry-after": "7", "x-request-id": "r-1" },
      });
    const { api } = recorder("Heymarket", response);
    const error = await api.getConversation({ id: 5 }).catch((error) => error);
    assert.ok(error instanceof Error);
    assert.match(error.message, /^getConversation: .*slow down/);
    const { name, code, operation, status, requestId, attempts, retryAfterMs, retryable } = error;
    assert.deepEqual([name, code, operation], ["RateLimitError", "RATE_LIMIT", "getConversation"]);
    assert.deepEqual([status, requestId, attempts], [429, "r-1", 1]);
    assert.deepEqual([retryAfterMs, retryable], [7_000, true]);
    assert.ok(!JSON.stringify(error).includes("slow"), "the body may be private");
  });

  test("of a setting is thrown where the client is made", () => {
    const make = (options) => () => new module.Heymarket({ apiKey: "key", ...options });
    const named = (path) => ({ name: "InvalidArgumentError", code: "INVALID_ARGUMENT", path });
    assert.throws(make({ apiKey: "" }), named("api_key"));
    assert.throws(make({ baseUrl: "http://example.com" }), named("base_url"));
    assert.throws(make({ maxRetries: 11 }), named("max_retries"));
  });

  test("of a refused connection leads down to what the system said, and nothing was sent", async (t) => {
    const server = createServer().listen(0, "127.0.0.1");
    t.after(() => server.close());
    await once(server, "listening");
    const { port } = server.address();
    server.close();
    const baseUrl = `http://127.0.0.1:${port}`;
    const api = new module.Heymarket({ apiKey: "key", baseUrl, maxRetries: 1 });
    const error = await failure(
      api.sendMessage({ inboxId: 1, creatorId: 2, chatId: 3, text: "Hi" }),
    );
    assert.deepEqual([error.name, error.attempts, error.retryable], ["ConnectionError", 2, true]);
    const chain = [];
    for (let at = error.cause; at; at = at.cause) chain.push(at.message);
    assert.equal(chain[0], "TypeError: fetch failed");
    assert.match(chain.at(-1), /ECONNREFUSED/);
  });

  test("of a token that cannot be had says what was thrown", async () => {
    const token = async () => {
      throw new Error("signed out");
    };
    const api = new module.Heymarket({ token });
    const error = await failure(api.countConversations());
    assert.deepEqual([error.name, error.cause.message], ["AuthenticationError", "signed out"]);
  });
});

describe("against the fake services", () => {
  let fake;
  let clients;
  before(async () => {
    fake = await startFake();
    clients = clientsOf(module, fake);
  });
  after(() => fake?.stop());

  for (const sample of OPERATIONS) {
    test(`${sample.title} is taken`, async () => {
      await fake.reset();
      const { values, error } = await results(clients, callsOf(sample));
      assert.equal(error, undefined);
      assert.equal(values.at(-1) === undefined, sample.output === undefined);
    });
  }

  test("a token is asked for with each call", async () => {
    let asked = 0;
    const token = async () => {
      asked++;
      return fake.keys.Heymarket;
    };
    const api = new module.Heymarket({ token, baseUrl: fake.url });
    assert.deepEqual(
      await Promise.all([api.countConversations(), api.countConversations()]),
      [300, 300],
    );
    assert.equal(asked, 2);
  });
});

describe("a response", () => {
  let server;
  afterEach(() => server?.stop());
  const answer = async (handler, options) => {
    server = await serve(handler);
    return new module.Heymarket({ apiKey: "key", baseUrl: server.url, maxRetries: 0, ...options });
  };

  test("that is a redirect is not followed", async () => {
    const api = await answer((_, response) => response.writeHead(302, { location: "/" }).end());
    assert.equal((await failure(api.countConversations())).code, "REDIRECT");
    assert.equal(server.requests.length, 1);
  });

  test("that is too large is left, and its connection closed", async () => {
    const api = await answer(drip("[".repeat(1_000)), { maxReplyBytes: 5_000 });
    assert.equal((await failure(api.countConversations())).code, "REPLY_TOO_LARGE");
    while (server.closed === 0) await sleep(5);
  });

  test("that breaks off is a lost connection", async () => {
    const api = await answer((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"id":');
      setTimeout(() => response.destroy(), 20);
    });
    const error = await failure(api.getConversation({ id: 1 }));
    assert.deepEqual([error.code, error.status], ["CONNECTION", 200]);
    assert.ok(error.cause);
  });

  test("that never ends is given up in time", async () => {
    const api = await answer(drip(" "), { timeoutMs: 100 });
    assert.equal((await failure(api.countConversations())).code, "TIMEOUT");
    while (server.closed === 0) await sleep(5);
  });

  test("that is compressed is read", async () => {
    const { gzipSync } = await import("node:zlib");
    const body = gzipSync("300".padStart(1_000));
    const api = await answer((_, response) => {
      const length = String(body.length);
      response.writeHead(200, { "content-encoding": "gzip", "content-length": length });
      response.end(body);
    });
    assert.equal(await api.countConversations(), 300);
  });

  test("that is no Response is an error, and the next call works", async () => {
    for (const given of [undefined, null, 5, "text", {}, { status: 200 }]) {
      const { api } = recorder("Heymarket", () => given);
      assert.equal((await failure(api.countConversations())).code, "CONNECTION");
    }
    globalThis.fetch = () => {
      throw "no error at all";
    };
    const api = new module.Heymarket({ apiKey: "key", maxRetries: 0 });
    assert.equal((await failure(api.countConversations())).cause.message, "no error at all");
    const { api: other } = recorder("Heymarket", () => new Response("7"));
    assert.equal(await other.countConversations(), 7);
  });
});

test("a call that has ended aborts nothing, and leaves no timer", async (t) => {
  const abort = t.mock.method(AbortController.prototype, "abort");
  const clear = t.mock.method(globalThis, "clearTimeout");
  const set = t.mock.method(globalThis, "setTimeout");
  const throws = () => {
    throw new TypeError("no");
  };
  for (const answer of [
    () => new Response("7"),
    () => new Response(null, { status: 404 }),
    throws,
  ]) {
    const { api } = recorder("Heymarket", answer);
    await api.countConversations().catch(() => {});
  }
  assert.equal(abort.mock.callCount(), 0);
  assert.equal(set.mock.callCount(), 3);
  assert.equal(clear.mock.callCount(), 3);
});

describe("an aborted call", () => {
  test("rejects with the signal's reason, and its connection is closed", async () => {
    const server = await serve(() => {});
    const api = new module.Heymarket({ apiKey: "key", baseUrl: server.url });
    const controller = new AbortController();
    const call = api.countConversations({}, controller.signal).catch((reason) => reason);
    while (server.requests.length === 0) await sleep(5);
    controller.abort("enough");
    assert.equal(await call, "enough");
    while (server.closed === 0) await sleep(5);
    server.stop();
  });

  test("ten thousand of them leave memory level", async () => {
    const server = await serve(() => {});
    const options = { apiKey: "key", baseUrl: server.url, rateLimit: false };
    const api = new module.Heymarket(options);
    const round = async (count) => {
      for (let done = 0; done < count; done += 50) {
        const controller = new AbortController();
        const calls = Array.from({ length: 50 }, () =>
          api.countConversations({}, controller.signal).catch((reason) => reason),
        );
        await sleep(1);
        controller.abort("enough");
        for (const reason of await Promise.all(calls)) assert.equal(reason, "enough");
      }
    };
    await round(1_000);
    const before = module.held();
    await round(10_000);
    assert.deepEqual(module.held(), before);
    server.stop();
  });
});
