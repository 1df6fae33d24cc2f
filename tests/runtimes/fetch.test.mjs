// What an injected fetch may do wrong, and how large a reply may be.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  ConnectionError,
  DecodeError,
  Heymarket,
  RedirectError,
  ReplyTooLargeError,
} from "threadline";
import { client, json, KEY, LIST, rejection, sleep, wire } from "./support/doubles.mjs";
import { drip, serve } from "./support/misbehaving.mjs";

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
      "one that answers with a body that breaks",
      async () =>
        new Response(new ReadableStream({ start: (controller) => controller.error(thrown) })),
    ],
  ]) {
    test(name, async () => {
      const error = await rejection(client(fetch).listConversations(LIST));
      assert.ok(error instanceof ConnectionError, error);
      assert.equal(error.cause, thrown);
      assert.equal(error.retryable, true);
      assert.equal(error.operation, "listConversations");
      assert.doesNotMatch(error.message, /no way/);
    });
  }

  test("a port on which nobody listens", async () => {
    const server = await serve(() => {});
    server.stop();
    const error = await rejection(
      new Heymarket({ apiKey: KEY, baseUrl: server.url }).listConversations(LIST),
    );
    assert.ok(error instanceof ConnectionError);
    assert.ok(error.cause instanceof TypeError);
  });

  test("a connection that is reset half way", async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("[", () => response.destroy());
    });
    const error = await rejection(
      new Heymarket({ apiKey: KEY, baseUrl: server.url }).listConversations(LIST),
    );
    assert.ok(error instanceof ConnectionError, error);
    server.stop();
  });
});

const used = json([]);
await used.text();

describe("a fetch that gives no Response is a ConnectionError:", () => {
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
    ["a status that is no number", { status: "200", headers: new Headers(), body: null }],
    ["no headers", { status: 200, body: null }],
    ["headers that are none", { status: 200, headers: {}, body: null }],
    ["a body that is no stream", { status: 200, headers: new Headers(), body: "[]" }],
    ["a stream of texts", new Response(new ReadableStream({ start: (c) => c.enqueue("[]") }))],
    ["a body that was read already", used],
    ["a Proxy that throws", throwing],
  ]) {
    test(name, async () => {
      const error = await rejection(client(async () => value).listConversations(LIST));
      assert.ok(error instanceof ConnectionError, error);
    });
  }
});

describe("a fetch may", () => {
  test("give its Response without a promise", async () => {
    assert.deepEqual(await client(() => json([])).listConversations(LIST), []);
  });

  test("give a thenable", async () => {
    // biome-ignore lint/suspicious/noThenProperty: that is the point
    const fetch = () => ({ then: (resolve) => resolve(json(3)) });
    assert.equal(await client(fetch).countConversations(), 3);
  });

  test("give something that is like a Response", async () => {
    const bytes = new TextEncoder().encode("3");
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
    assert.equal(await client(fetch).countConversations(), 3);
    left = [bytes];
    const raw = await client(fetch).countConversations({}, { raw: true });
    assert.deepEqual(raw, { data: 3, status: 200, headers: {}, requestId: null, body: "3" });
  });
});

describe("a redirect is refused, and nothing follows it:", () => {
  for (const status of [301, 302, 303, 307, 308]) {
    test(`${status}`, async () => {
      const second = await serve((_request, response) => response.end("[]"));
      const first = await serve((_request, response) => {
        response.writeHead(status, { location: `${second.url}/elsewhere` });
        response.end();
      });
      const error = await rejection(
        new Heymarket({ apiKey: KEY, baseUrl: first.url }).listConversations(LIST),
      );
      assert.ok(error instanceof RedirectError, error);
      assert.equal(second.requests.length, 0);
      assert.equal(first.requests.length, 1);
      first.stop();
      second.stop();
    });
  }
});

describe("maxReplyBytes", () => {
  const reply = JSON.stringify([wire(1)]);

  test("is reached, not passed, by a reply of that size", async () => {
    const page = await client(async () => new Response(reply), {
      maxReplyBytes: reply.length,
    }).listConversations(LIST);
    assert.equal(page.length, 1);
  });

  test("refuses a reply that is one byte larger, and cancels the rest", async () => {
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
    const error = await rejection(
      client(fetch, { maxReplyBytes: reply.length - 1 }).listConversations(LIST),
    );
    assert.ok(error instanceof ReplyTooLargeError, error);
    assert.equal(error.status, 200);
    await sleep(5);
    assert.equal(cancelled, true);
  });

  test("stops a reply without an end", async () => {
    const server = await serve(drip(" ".repeat(10_000), 1));
    const heymarket = new Heymarket({ apiKey: KEY, baseUrl: server.url, maxReplyBytes: 100_000 });
    assert.ok((await rejection(heymarket.listConversations(LIST))) instanceof ReplyTooLargeError);
    await sleep(30);
    assert.equal(server.closed, 1);
    server.stop();
  });

  test("is 16 MiB unless set", async () => {
    const blanks = " ".repeat(2 ** 24 - 2);
    assert.deepEqual(
      await client(async () => new Response(`[]${blanks}`)).listConversations(LIST),
      [],
    );
    const error = await rejection(
      client(async () => new Response(`[] ${blanks}`)).listConversations(LIST),
    );
    assert.ok(error instanceof ReplyTooLargeError);
  });
});

describe("a success without what it should hold is a DecodeError:", () => {
  for (const [name, make] of [
    ["a page of HTML", () => new Response("<!doctype html><p>Sign in")],
    ["nothing", () => new Response("")],
    ["a status without a body", () => new Response(null, { status: 204 })],
    ["another kind of value", () => json({ conversations: 5 })],
    ["text cut off", () => new Response('[{"id":1')],
    ["something after the end", () => new Response("[] []")],
    ["bytes that are no UTF-8", () => new Response(Uint8Array.of(0x5b, 0x22, 0xff, 0x22, 0x5d))],
  ]) {
    test(name, async () => {
      const error = await rejection(client(async () => make()).listConversations(LIST));
      assert.ok(error instanceof DecodeError, error);
      assert.equal(error.operation, "listConversations");
      assert.match(error.path, /^\$/);
    });
  }
});
