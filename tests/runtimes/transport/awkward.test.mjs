// Aborts and deadlines at awkward times, and doubles of `fetch` that misbehave.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Heymarket } from "threadline";
import { asRequest, json, LIST, never, rejection, sleep, wire } from "../support/doubles.mjs";

const KEY = { apiKey: "key", baseUrl: "https://api.example", rateLimit: false };
const MESSAGE = { inboxId: 1, creatorId: 2, phoneNumber: "14155550123", text: "Hello" };

/** A client, and what came of the bodies that its `fetch` gave. */
const setup = (options, bodies = { cancelled: 0 }) => {
  const sent = [];
  const body = () =>
    new ReadableStream({
      cancel() {
        bodies.cancelled++;
      },
    });
  const fetch = asRequest(async (request) => {
    sent.push(request);
    return new Response(body());
  });
  return { api: new Heymarket({ ...KEY, fetch, ...options }), sent, bodies };
};

describe("an abort", () => {
  for (const coalesce of [true, false]) {
    const name = coalesce ? "a read that others could join" : "a read of its own";
    test(`in the tick of the call sends nothing: ${name}`, async () => {
      const { api, sent } = setup({ coalesce });
      const controller = new AbortController();
      const call = rejection(api.listConversations(LIST, { signal: controller.signal }));
      controller.abort("enough");
      assert.equal(await call, "enough");
      await sleep(5);
      assert.equal(sent.length, 0);
    });

    test(`in onRequest sends nothing: ${name}`, async () => {
      const controller = new AbortController();
      const { api, sent } = setup({ coalesce, onRequest: () => controller.abort("enough") });
      const call = api.listConversations(LIST, { signal: controller.signal });
      assert.equal(await rejection(call), "enough");
      await sleep(5);
      assert.equal(sent.length, 0);
    });

    test(`in onResponse cancels the body: ${name}`, async () => {
      const controller = new AbortController();
      const { api, bodies } = setup({ coalesce, onResponse: () => controller.abort("enough") });
      const call = api.listConversations(LIST, { signal: controller.signal });
      assert.equal(await rejection(call), "enough");
      await sleep(5);
      assert.equal(bodies.cancelled, 1);
    });

    test(`in token() sends nothing: ${name}`, async () => {
      const controller = new AbortController();
      const token = () => {
        controller.abort("enough");
        return "token";
      };
      const { api, sent } = setup({ apiKey: undefined, token, coalesce });
      const call = api.listConversations(LIST, { signal: controller.signal });
      assert.equal(await rejection(call), "enough");
      await sleep(5);
      assert.equal(sent.length, 0);
    });
  }

  test("in onRetry leaves no timer behind", async () => {
    const controller = new AbortController();
    const before = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const { api } = setup({
      coalesce: false,
      onRetry: () => controller.abort("enough"),
      fetch: async () => json({}, { status: 429, headers: { "retry-after": "20" } }),
    });
    const call = api.listConversations(LIST, { signal: controller.signal });
    assert.equal(await rejection(call), "enough");
    const after = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    assert.ok(after <= before, `${after} timers, ${before} before`);
  });
});

test("pieces that are there at once and take their time are held to timeoutMs", async () => {
  let pieces = 0;
  const pull = (controller) => {
    const until = performance.now() + 5;
    while (performance.now() < until);
    pieces++;
    controller.enqueue(new Uint8Array(1).fill(32));
  };
  const fetch = async () => new Response(new ReadableStream({ pull }, { highWaterMark: 0 }));
  const { api } = setup({ fetch, timeoutMs: 50, maxRetries: 0 });
  assert.equal((await rejection(api.listConversations(LIST))).code, "TIMEOUT");
  assert.ok(pieces < 60, `${pieces} pieces`);
});

test("a deadline is reported as such, however early its timer fires", async () => {
  const { api } = setup({ fetch: never, timeoutMs: 30_000, deadlineMs: 20, coalesce: false });
  const calls = Array.from({ length: 200 }, () => rejection(api.listConversations(LIST)));
  for (const { message } of await Promise.all(calls))
    assert.match(message, /deadlineMs passed before/);
});

describe("a double of fetch", () => {
  test("whose headers cannot be listed has sent what it sent, and a raw response has none", async () => {
    const headers = { get: () => null };
    const fetch = async () => ({ status: 200, headers, body: json(wire(1)).body });
    const { api } = setup({ fetch });
    const sent = await api.sendMessage(MESSAGE, { raw: true });
    assert.deepEqual([sent.data.id, sent.status, sent.headers], [1, 200, {}]);
  });

  test("whose status can be read only once is read once", async () => {
    let reads = 0;
    const reply = () => ({
      headers: new Headers(),
      body: json(3).body,
      get status() {
        if (reads++) throw new Error("again");
        return 200;
      },
    });
    const { api } = setup({ fetch: async () => reply() });
    const { data, status } = await api.countConversations({}, { raw: true });
    assert.deepEqual([data, status, reads], [3, 200, 1]);
  });

  test("with a head that cannot be read has its body cancelled", async () => {
    let cancelled = 0;
    const body = { cancel: async () => cancelled++ };
    const { api } = setup({ fetch: async () => ({ status: "200", body }), maxRetries: 0 });
    assert.equal((await rejection(api.listConversations(LIST))).code, "CONNECTION");
    assert.equal(cancelled, 1);
  });

  test("whose headers make calls of their own disturbs nothing", async () => {
    const other = setup({ fetch: async () => json(3) }).api;
    const counts = [];
    const headers = {
      get(name) {
        counts.push(other.countConversations());
        return name === "retry-after" ? "600" : null;
      },
    };
    const fetch = async () => ({ status: 429, headers, body: json({}).body });
    const { api } = setup({ fetch });
    const error = await rejection(api.listConversations(LIST));
    assert.deepEqual([error.code, error.retryAfterMs], ["RATE_LIMIT", 600_000]);
    for (const count of await Promise.all(counts)) assert.equal(count, 3);
  });

  test("whose promises throw where they are handled disturbs no abort", async () => {
    const cancel = () =>
      Object.assign(Promise.resolve(), {
        // biome-ignore lint/suspicious/noThenProperty: this is the double's fault
        then() {
          throw new Error("no");
        },
      });
    const reader = { read: never, cancel };
    const body = { getReader: () => reader };
    const { api } = setup({ fetch: async () => ({ status: 200, headers: new Headers(), body }) });
    const controller = new AbortController();
    const call = rejection(api.listConversations(LIST, { signal: controller.signal }));
    setTimeout(() => controller.abort("enough"), 5);
    assert.equal(await call, "enough");
  });
});
