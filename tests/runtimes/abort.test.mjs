// Aborting a call: in each phase, for any reason, by any signal.

import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import { describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import { Heymarket } from "threadline";
import {
  client,
  json,
  KEY,
  LIST,
  never,
  recorder,
  rejection,
  sleep,
  wire,
} from "./support/doubles.mjs";
import { drip, serve } from "./support/misbehaving.mjs";

/** A signal whose listeners can be seen. */
const watched = () => {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = new Set();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (type, listener) => {
    listeners.add(listener);
    addEventListener.call(signal, type, listener);
  };
  signal.removeEventListener = (type, listener) => {
    listeners.delete(listener);
    removeEventListener.call(signal, type, listener);
  };
  return { controller, signal, listeners };
};

describe("an aborted call rejects with the signal's own reason:", () => {
  const reasons = [
    ["an error", new Error("enough")],
    ["a text", "enough"],
    ["an object", { enough: true }],
    ["null", null],
    ["a number that is none", Number.NaN],
  ];
  for (const [name, reason] of reasons) {
    test(`${name}, aborted before`, async () => {
      const { heymarket, sent } = recorder(() => json([]));
      const error = await rejection(
        heymarket.listConversations(LIST, { signal: AbortSignal.abort(reason) }),
      );
      assert.ok(Object.is(error, reason));
      assert.equal(sent.length, 0);
    });

    test(`${name}, aborted under way`, async () => {
      const controller = new AbortController();
      const call = rejection(client(never).listConversations(LIST, { signal: controller.signal }));
      setTimeout(() => controller.abort(reason), 5);
      assert.ok(Object.is(await call, reason));
    });
  }

  test("the platform's AbortError when none was given", async () => {
    const controller = new AbortController();
    const call = rejection(client(never).listConversations(LIST, { signal: controller.signal }));
    controller.abort();
    assert.equal(await call, controller.signal.reason);
    assert.equal((await call).name, "AbortError");
  });

  test("undefined, by a signal that has no reasons", async () => {
    const signal = { aborted: true, addEventListener() {}, removeEventListener() {} };
    assert.equal(await rejection(client(never).listConversations(LIST, { signal })), undefined);
  });

  test("a signal of another realm", async () => {
    const foreign = runInNewContext(
      `({ aborted: false, reason: undefined, listeners: [],
          addEventListener(type, listener) { this.listeners.push(listener); },
          removeEventListener(type, listener) { this.listeners = this.listeners.filter((l) => l !== listener); },
          abort(reason) { this.aborted = true; this.reason = reason; for (const l of this.listeners) l(); } })`,
    );
    assert.equal(foreign instanceof EventTarget, false);
    const call = rejection(client(never).listConversations(LIST, { signal: foreign }));
    setTimeout(() => foreign.abort("from afar"), 5);
    assert.equal(await call, "from afar");
    assert.equal(foreign.listeners.length, 0);
  });
});

describe("an abort ends the call in each phase:", () => {
  const abortAfter = async (ms, heymarket) => {
    const state = watched();
    const call = rejection(heymarket.listConversations(LIST, { signal: state.signal }));
    await sleep(ms);
    state.controller.abort("now");
    assert.equal(await call, "now");
    assert.equal(state.listeners.size, 0);
  };

  test("in the tick in which it was made", async () => {
    const controller = new AbortController();
    const { heymarket, sent } = recorder(() => json([]));
    const call = rejection(heymarket.listConversations(LIST, { signal: controller.signal }));
    controller.abort("at once");
    assert.equal(await call, "at once");
    assert.equal(sent.length, 0);
  });

  test("while the token is awaited, and nothing is sent", async () => {
    let sent = 0;
    const fetch = async () => ++sent && json([]);
    await abortAfter(5, new Heymarket({ token: never, fetch }));
    assert.equal(sent, 0);
  });

  test("while fetch ignores its signal", () => abortAfter(5, client(never)));

  test("while the service keeps silent, and its connection is closed", async () => {
    const server = await serve(() => {});
    await abortAfter(50, new Heymarket({ apiKey: KEY, baseUrl: server.url }));
    await sleep(20);
    assert.equal(server.closed, 1);
    server.stop();
  });

  test("while the body comes, and its connection is closed", async () => {
    const server = await serve(drip(" "));
    await abortAfter(50, new Heymarket({ apiKey: KEY, baseUrl: server.url }));
    await sleep(20);
    assert.equal(server.closed, 1);
    server.stop();
  });

  test("while a body ignores the signal", async () => {
    await abortAfter(
      5,
      client(async () => new Response(new ReadableStream({}))),
    );
  });

  test("after the end, where it changes nothing", async () => {
    const state = watched();
    const { heymarket } = recorder(() => json([wire(1)]));
    const page = await heymarket.listConversations(LIST, { signal: state.signal });
    state.controller.abort("too late");
    assert.equal(page.length, 1);
    assert.equal(state.listeners.size, 0);
  });
});

describe("the caller's signal has no listener left after", () => {
  for (const [name, fetch] of [
    ["a success", async () => json([])],
    ["a refusal", async () => json({}, { status: 403 })],
    ["a broken connection", async () => Promise.reject(new TypeError("no way"))],
    ["a reply that is none", async () => json("nope")],
  ]) {
    test(name, async () => {
      const state = watched();
      await client(fetch)
        .listConversations(LIST, { signal: state.signal })
        .catch(() => {});
      assert.equal(state.listeners.size, 0);
    });
  }
});

test("a reply that comes after the abort has its body cancelled", async () => {
  const controller = new AbortController();
  let cancelled = false;
  let answer;
  const heymarket = client(() => new Promise((resolve) => (answer = resolve)));
  const call = rejection(heymarket.listConversations(LIST, { signal: controller.signal }));
  await sleep(5);
  controller.abort("enough");
  assert.equal(await call, "enough");
  answer(new Response(new ReadableStream({ cancel: () => (cancelled = true) })));
  await sleep(5);
  assert.equal(cancelled, true);
});

test("fetch sees the abort, and no abort after a success", async () => {
  const signals = [];
  const heymarket = client(async (request) => {
    signals.push(request.signal);
    return signals.length === 1 ? json([]) : never();
  });
  await heymarket.listConversations(LIST);
  const controller = new AbortController();
  const call = rejection(heymarket.listConversations(LIST, { signal: controller.signal }));
  setTimeout(() => controller.abort(), 5);
  await call;
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [false, true],
  );
});

test("one signal may serve many calls", async () => {
  const state = watched();
  setMaxListeners(100, state.signal);
  const heymarket = client(never);
  const calls = Array.from({ length: 50 }, () =>
    rejection(heymarket.listConversations(LIST, { signal: state.signal })),
  );
  setTimeout(() => state.controller.abort("all"), 5);
  assert.deepEqual(new Set(await Promise.all(calls)), new Set(["all"]));
  assert.equal(state.listeners.size, 0);
});
