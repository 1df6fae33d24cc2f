// What a custom fetch may do wrong, and how large a response may be.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { ConnectionError, DecodeError, RedirectError, ReplyTooLargeError } from "threadline";
import { isCopy, json, rejection, sleep } from "./support/doubles.mjs";
import { drip, serve } from "./support/misbehaving.mjs";
import { each } from "./support/services.mjs";
import { until } from "./transport/support.mjs";

describe("a fetch that fails is a ConnectionError, its error the cause:", () => {
  const thrown = new TypeError("no way");
  for (const [name, fetch] of [
    [
      "one that throws at once",
      () => {
        throw thrown;
      },
    ],
    ["one that rejects", () => Promise.reject(thrown)],
    [
      "one that responds with a body that breaks off",
      async () =>
        new Response(new ReadableStream({ start: (controller) => controller.error(thrown) })),
    ],
  ]) {
    each(name, async ({ client, list }) => {
      const error = await rejection(list(client(fetch)));
      assert.ok(error instanceof ConnectionError, error);
      isCopy(error.cause, thrown);
      assert.equal(error.retryable, true);
      assert.equal(error.operation, "listConversations");
      assert.doesNotMatch(error.message, /no way/);
    });
  }

  each("a port without a listener", async ({ connect, list }) => {
    const server = await serve(() => {});
    server.stop();
    const error = await rejection(list(connect(server.url)));
    assert.ok(error instanceof ConnectionError);
    assert.ok(error.cause instanceof TypeError);
  });

  each("a connection that is reset halfway", async ({ connect, list }, t) => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("[", () => response.destroy());
    });
    t.after(server.stop);
    const error = await rejection(list(connect(server.url)));
    assert.ok(error instanceof ConnectionError, error);
  });
});

const used = json([]);
await used.text();

describe("a fetch that resolves without a Response is a ConnectionError:", () => {
  const throwing = new Proxy(
    {},
    {
      get: (_, name) => {
        if (name === "then") return undefined;
        throw new Error("trap");
      },
    },
  );
  for (const [name, value] of [
    ["undefined", undefined],
    ["null", null],
    ["a number", 200],
    ["a text", "[]"],
    ["an empty object", {}],
    ["a list", []],
    ["a status that is not a number", { status: "200", headers: new Headers(), body: null }],
    ["no headers", { status: 200, body: null }],
    ["headers that are not Headers", { status: 200, headers: {}, body: null }],
    ["a body that is not a stream", { status: 200, headers: new Headers(), body: "[]" }],
    ["a stream of texts", new Response(new ReadableStream({ start: (c) => c.enqueue("[]") }))],
    ["a body that was read already", used],
    ["a Proxy that throws", throwing],
  ]) {
    each(name, async ({ client, list }) => {
      const error = await rejection(list(client(async () => value)));
      assert.ok(error instanceof ConnectionError, error);
    });
  }
});

describe("an error about a malformed double says what to do:", () => {
  const status = 200;
  const headers = new Headers();
  for (const [given, words] of [
    [undefined, /did not resolve with a Response, but with undefined: return new Response/],
    [null, /Response, but with null/],
    ["[]", /Response, but with a string/],
    [{ ok: true }, /an object without a status/],
    [{ ok: true, status, json: async () => [] }, /an object without headers/],
    [{ status, headers, json: async () => [] }, /without a body, arrayBuffer\(\) or text\(\)/],
    [used, /was read already/],
  ]) {
    each(`${words}`, async ({ client, list }) => {
      let calls = 0;
      const fetch = async () => {
        calls++;
        return given;
      };
      const error = await rejection(list(client(fetch, { maxRetries: 2 })));
      assert.ok(error instanceof ConnectionError, error);
      assert.match(error.message, words);
      assert.equal(calls, 1);
    });
  }
});

describe("fetch is called", () => {
  const called = async (service, call, options) => {
    const calls = [];
    const api = service.client(async (...given) => {
      calls.push(given);
      return call === service.list ? json([]) : service.done();
    }, options);
    await call(api);
    assert.equal(calls.length, 1);
    return calls[0];
  };

  each("with the URL as a string, and with what the standard knows alone", async (service) => {
    const [url, init, ...more] = await called(service, service.act);
    assert.equal(typeof url, "string");
    assert.equal(new URL(url).origin, service.host);
    assert.deepEqual(more, []);
    const { method, headers, body, signal, ...others } = init;
    assert.match(method, /^(POST|PATCH)$/);
    assert.equal(Object.getPrototypeOf(headers), Object.prototype);
    assert.equal(typeof (body ?? ""), "string");
    assert.ok(signal instanceof AbortSignal);
    assert.deepEqual(others, { redirect: "manual", cache: "no-store" });
  });

  each("with the headers as an object, its names in small letters", async (service) => {
    const { act, keyHeaders } = service;
    const options = {
      apiKey: "key",
      headers: [
        ["X-Own", "a"],
        ["x-own", "b"],
        ["Cookie", "c=1"],
      ],
    };
    const [, { headers, body }] = await called(service, act, options);
    assert.deepEqual(headers, {
      ...keyHeaders("key"),
      accept: "application/json",
      ...(body && { "content-type": "application/json" }),
      cookie: "c=1",
      "x-own": "a, b",
    });
  });

  each("as a function of its own, without a receiver", async ({ client, list }) => {
    let receiver = "none yet";
    const fetch = async function () {
      receiver = this;
      return json([]);
    };
    await list(client(fetch));
    assert.equal(receiver, undefined);
  });

  each("without a cache where the platform's Request has none", async (service) => {
    const { Request } = globalThis;
    globalThis.Request = class {};
    try {
      const [, init] = await called(service, service.list);
      assert.equal("cache" in init, false);
    } finally {
      globalThis.Request = Request;
    }
  });
});

describe("a fetch may", () => {
  each("give a body as a stream of Node's, as node-fetch does", async ({ client, list }) => {
    const { Readable } = await import("node:stream");
    const fetch = async () => ({
      status: 200,
      headers: new Headers(),
      body: Readable.from([Buffer.from("["), Buffer.from("]")]),
    });
    assert.deepEqual(await list(client(fetch)), []);
  });

  each("have read the body of an error already, whose status says enough", async (service) => {
    const { client, list } = service;
    const fetch = async () => {
      const response = json({ message: "gone" }, { status: 404 });
      await response.text();
      return response;
    };
    assert.equal((await rejection(list(client(fetch)))).code, "NOT_FOUND");
  });

  each("give a generator as a body, which is left when it is too long", async (service) => {
    let left = false;
    const fetch = async () => ({
      status: 200,
      headers: new Headers(),
      body: (async function* () {
        try {
          for (;;) yield new Uint8Array(100);
        } finally {
          left = true;
        }
      })(),
    });
    const error = await rejection(service.list(service.client(fetch, { maxReplyBytes: 1_000 })));
    assert.ok(error instanceof ReplyTooLargeError, error);
    await sleep(5);
    assert.equal(left, true);
  });

  each("have no stream, only methods that read the whole body", async ({ client, list }) => {
    const { status, headers } = json([]);
    const fetch = async () => ({
      status,
      headers,
      arrayBuffer: async () => new TextEncoder().encode("[]").buffer,
    });
    assert.deepEqual(await list(client(fetch)), []);
    const error = await rejection(list(client(fetch, { maxReplyBytes: 1 })));
    assert.ok(error instanceof ReplyTooLargeError, error);
  });

  each("give headers that throw when they are read, as SvelteKit's does", async (service) => {
    const { client, list, act, done } = service;
    const guarded = (response) => {
      response.headers.get = (name) => {
        throw new Error(`no header ${name}`);
      };
      response.headers.forEach = response.headers.get;
      return response;
    };
    assert.deepEqual(await list(client(async () => guarded(json([])))), []);
    assert.equal(await act(client(async () => guarded(done()))), undefined);
    const raw = await list(
      client(async () => guarded(json([]))),
      { raw: true },
    );
    assert.deepEqual(raw, { data: [], status: 200, headers: {}, requestId: null, body: "[]" });
  });

  each("give its Response without a promise", async ({ client, list }) => {
    assert.deepEqual(await list(client(() => json([]))), []);
  });

  each("give a thenable", async ({ client, list }) => {
    // biome-ignore lint/suspicious/noThenProperty: that is the point
    const fetch = () => ({ then: (resolve) => resolve(json([])) });
    assert.deepEqual(await list(client(fetch)), []);
  });

  each("give something that is like a Response", async ({ client, list }) => {
    const bytes = new TextEncoder().encode("[]");
    let left = [bytes];
    const fetch = async () => ({
      status: 200,
      headers: { get: () => null, forEach() {} },
      body: {
        getReader: () => ({
          read: async () => ({ done: !left.length, value: left.pop() }),
        }),
      },
    });
    assert.deepEqual(await list(client(fetch)), []);
    left = [bytes];
    const raw = await list(client(fetch), { raw: true });
    assert.deepEqual(raw, { data: [], status: 200, headers: {}, requestId: null, body: "[]" });
  });
});

describe("a redirect is rejected, and not followed:", () => {
  for (const status of [301, 302, 303, 307, 308]) {
    each(`${status}`, async ({ connect, list }, t) => {
      const second = await serve((_request, response) => response.end("[]"));
      t.after(second.stop);
      const first = await serve((_request, response) => {
        response.writeHead(status, { location: `${second.url}/elsewhere` });
        response.end();
      });
      t.after(first.stop);
      const error = await rejection(list(connect(first.url)));
      assert.ok(error instanceof RedirectError, error);
      assert.equal(second.requests.length, 0);
      assert.equal(first.requests.length, 1);
    });
  }
});

describe("a redirect that a custom fetch has followed is not a success:", () => {
  each("whatever came in the end", async ({ client, list, act, done }) => {
    const followed = (response) => Object.defineProperty(response, "redirected", { value: true });
    for (const call of [
      list(client(async () => followed(json([])))),
      act(client(async () => followed(done()))),
    ]) {
      const error = await rejection(call);
      assert.ok(error instanceof RedirectError, error);
      assert.equal(error.retryable, false);
    }
  });
});

describe("maxReplyBytes", () => {
  const reply = JSON.stringify([{ id: 1 }]);

  each("is reached, not exceeded, by a response of that size", async ({ client, list }) => {
    const fetch = async () => new Response(reply);
    const page = await list(client(fetch, { maxReplyBytes: reply.length }));
    assert.equal(page.length, 1);
  });

  each(
    "rejects a response that is one byte larger, and cancels the rest",
    async ({ client, list }) => {
      let cancelled = false;
      const fetch = async () =>
        new Response(
          new ReadableStream({
            start: (controller) => controller.enqueue(new TextEncoder().encode(reply)),
            cancel: () => {
              cancelled = true;
            },
          }),
        );
      const error = await rejection(list(client(fetch, { maxReplyBytes: reply.length - 1 })));
      assert.ok(error instanceof ReplyTooLargeError, error);
      assert.equal(error.status, 200);
      await sleep(5);
      assert.equal(cancelled, true);
    },
  );

  each("stops an endless response", async ({ connect, list }, t) => {
    const server = await serve(drip(" ".repeat(10_000), 1));
    t.after(server.stop);
    const api = connect(server.url, { maxReplyBytes: 100_000 });
    assert.ok((await rejection(list(api))) instanceof ReplyTooLargeError);
    await until(() => server.closed === 1);
  });

  each("is 16 MiB unless set", async ({ client, list }) => {
    const blanks = " ".repeat(2 ** 24 - 2);
    const replying = (body) => list(client(async () => new Response(body)));
    assert.deepEqual(await replying(`[]${blanks}`), []);
    assert.ok((await rejection(replying(`[] ${blanks}`))) instanceof ReplyTooLargeError);
  });
});

describe("a success without what it should hold is a DecodeError:", () => {
  for (const [name, make] of [
    ["a page of HTML", () => new Response("<!doctype html><p>Sign in")],
    ["nothing", () => new Response("")],
    ["a status without a body", () => new Response(null, { status: 204 })],
    ["another kind of value", () => json({ conversations: 5 })],
    ["something after the end", () => new Response("[] []")],
    ["bytes that are not UTF-8", () => new Response(Uint8Array.of(0x5b, 0x22, 0xff, 0x22, 0x5d))],
  ]) {
    each(name, async ({ client, list }) => {
      const error = await rejection(list(client(async () => make())));
      assert.ok(error instanceof DecodeError, error);
      assert.equal(error.operation, "listConversations");
      assert.match(error.path, /^\$/);
    });
  }
});
