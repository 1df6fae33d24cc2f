// Aborting a call: in each phase, for any reason, by any signal.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { runInNewContext } from "node:vm";
import { json, later, never, rejection, sleep } from "./support/doubles.mjs";
import { drip, serve } from "./support/misbehaving.mjs";
import { each } from "./support/services.mjs";
import { until } from "./transport/support.mjs";

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
    ["a number that is not valid", Number.NaN],
  ];
  for (const [name, reason] of reasons) {
    each(`${name}, aborted before`, async ({ recorder, list }) => {
      const { api, sent } = recorder(() => json([]));
      const error = await rejection(list(api, { signal: AbortSignal.abort(reason) }));
      assert.ok(Object.is(error, reason));
      assert.equal(sent.length, 0);
    });

    each(`${name}, aborted under way`, async ({ client, list }) => {
      const controller = new AbortController();
      const call = rejection(list(client(never), { signal: controller.signal }));
      setTimeout(() => controller.abort(reason), 5);
      assert.ok(Object.is(await call, reason));
    });
  }

  each("the platform's AbortError when none was given", async ({ client, list }) => {
    const controller = new AbortController();
    const call = rejection(list(client(never), { signal: controller.signal }));
    controller.abort();
    assert.equal(await call, controller.signal.reason);
    assert.equal((await call).name, "AbortError");
  });

  each("undefined, by a signal that has no reasons", async ({ client, list }) => {
    const signal = { aborted: true, addEventListener() {}, removeEventListener() {} };
    assert.equal(await rejection(list(client(never), { signal })), undefined);
  });

  each("a signal of another realm", async ({ client, list }) => {
    const foreign = runInNewContext(
      `({ aborted: false, reason: undefined, listeners: [],
          addEventListener(type, listener) { this.listeners.push(listener); },
          removeEventListener(type, listener) { this.listeners = this.listeners.filter((l) => l !== listener); },
          abort(reason) { this.aborted = true; this.reason = reason; for (const l of this.listeners) l(); } })`,
    );
    assert.equal(foreign instanceof EventTarget, false);
    const call = rejection(list(client(never), { signal: foreign }));
    setTimeout(() => foreign.abort("from afar"), 5);
    assert.equal(await call, "from afar");
    assert.equal(foreign.listeners.length, 0);
  });
});

describe("an abort ends the call in each phase:", () => {
  const abortAfter = async (event, call) => {
    const state = watched();
    const settled = rejection(call({ signal: state.signal }));
    await event;
    state.controller.abort("now");
    assert.equal(await settled, "now");
    assert.equal(state.listeners.size, 0);
  };

  each("in the tick in which it was made", async ({ recorder, list }) => {
    const controller = new AbortController();
    const { api, sent } = recorder(() => json([]));
    const call = rejection(list(api, { signal: controller.signal }));
    controller.abort("at once");
    assert.equal(await call, "at once");
    assert.equal(sent.length, 0);
  });

  each("while the token is awaited, and nothing is sent", async ({ Client, list }) => {
    let sent = 0;
    const fetch = async () => ++sent && json([]);
    const api = new Client({ token: never, fetch });
    await abortAfter(sleep(5), (options) => list(api, options));
    assert.equal(sent, 0);
  });

  each("while fetch ignores its signal", ({ client, list }) =>
    abortAfter(sleep(5), (options) => list(client(never), options)),
  );

  for (const [name, handler] of [
    ["while the service keeps silent", () => {}],
    ["while the body comes", drip(" ")],
  ]) {
    each(`${name}, and its connection is closed`, async ({ connect, list }, t) => {
      const arrived = later();
      const server = await serve((...exchange) => {
        arrived.resolve();
        handler(...exchange);
      });
      t.after(server.stop);
      const api = connect(server.url);
      const under = arrived.promise.then(() => sleep(20));
      await abortAfter(under, (options) => list(api, options));
      await until(() => server.closed === 1);
    });
  }

  each("while a body ignores the signal", ({ client, list }) => {
    const api = client(async () => new Response(new ReadableStream({})));
    return abortAfter(sleep(5), (options) => list(api, options));
  });

  each("while a change is under way", ({ client, act }) =>
    abortAfter(sleep(5), (options) => act(client(never), options)),
  );

  each("after the end, where it changes nothing", async ({ client, list, wire }) => {
    const state = watched();
    const page = await list(
      client(async () => json([wire(1)])),
      { signal: state.signal },
    );
    state.controller.abort("too late");
    assert.equal(page.length, 1);
    assert.equal(state.listeners.size, 0);
  });
});

describe("the caller's signal has no listener left after", () => {
  for (const [name, fetch] of [
    ["a success", async () => json([])],
    ["an error response", async () => json({}, { status: 403 })],
    ["a broken connection", async () => Promise.reject(new TypeError("no way"))],
    ["a malformed response", async () => json("nope")],
  ]) {
    each(name, async ({ client, list }) => {
      const state = watched();
      await list(client(fetch), { signal: state.signal }).catch(() => {});
      assert.equal(state.listeners.size, 0);
    });
  }
});

each(
  "the body of a response that arrives after the abort is cancelled",
  async ({ client, list }) => {
    const controller = new AbortController();
    let cancelled = false;
    let answer;
    const api = client(() => new Promise((resolve) => (answer = resolve)));
    const call = rejection(list(api, { signal: controller.signal }));
    await until(() => answer);
    controller.abort("enough");
    assert.equal(await call, "enough");
    answer(new Response(new ReadableStream({ cancel: () => (cancelled = true) })));
    await until(() => cancelled);
  },
);

each("fetch sees the abort, and no abort after a success", async ({ client, list }) => {
  const signals = [];
  const api = client(async (_url, { signal }) => {
    signals.push(signal);
    return signals.length === 1 ? json([]) : never();
  });
  await list(api);
  const controller = new AbortController();
  const call = rejection(list(api, { signal: controller.signal }));
  await until(() => signals.length === 2);
  controller.abort();
  await call;
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [false, true],
  );
});

each("one signal may be used for many calls", async ({ client, list }) => {
  const state = watched();
  const api = client(never);
  const calls = Array.from({ length: 50 }, () => rejection(list(api, { signal: state.signal })));
  setTimeout(() => state.controller.abort("all"), 5);
  assert.deepEqual(new Set(await Promise.all(calls)), new Set(["all"]));
  assert.equal(state.listeners.size, 0);
});
