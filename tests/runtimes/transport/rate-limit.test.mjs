// The client's own rate limit: the service never has to reject a call, calls wait in the order in which
// they came, and the wait counts against the deadline.

import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import { after, before, describe, mock, test } from "node:test";
import { Heymarket, init, Qlara, RateLimitError } from "threadline";
import { json, LIST, rejection, sleep, wire } from "../support/doubles.mjs";
import { SAMPLES, scripted, status, timed } from "./support.mjs";

before(() => mock.method(Math, "random", () => 0));
after(() => mock.restoreAll());

const idOf = ({ url }) => Number(new URL(url).pathname.split("/").at(-1));
const conversation = (request) => json(wire(idOf(request)));

describe("calls beyond the limit", { concurrency: true }, () => {
  test("wait for their turns, in the order in which they came", async () => {
    const begins = [];
    const { api, sent } = scripted(Heymarket, [conversation], {
      rateLimit: { perSecond: 20 },
      onRequest: () => begins.push(performance.now()),
    });
    await init();
    const start = performance.now();
    const ids = Array.from({ length: 30 }, (_, id) => id);
    const calls = Promise.all(ids.map((id) => api.getConversation({ id })));
    // Twenty at once, and the others once those are out of the window.
    await new Promise(setImmediate);
    assert.equal(sent.length, 20);
    const got = await calls;
    assert.deepEqual(
      got.map(({ id }) => id),
      ids,
    );
    assert.deepEqual(sent.map(idOf), ids);
    for (const [i, begin] of begins.slice(20).entries()) assert.ok(begin - begins[i] >= 1_000);
    assert.ok(begins[29] - start < 9_000, `${begins[29] - start} ms`);
  });

  test("of several kinds wait in one queue", async () => {
    const { api, sent } = scripted(
      Heymarket,
      [(request) => (request.method === "GET" ? conversation(request) : json("ok"))],
      { rateLimit: { perSecond: 10 } },
    );
    const { make: markRead } = SAMPLES[1];
    const calls = Array.from({ length: 14 }, (_, id) =>
      id % 2 ? markRead(api) : api.getConversation({ id }),
    );
    await Promise.all(calls);
    assert.deepEqual(
      sent.map(({ method }) => method),
      sent.map((_, i) => (i % 2 ? "POST" : "GET")),
    );
  });

  test("wait for the stricter of two limits", async () => {
    const begins = [];
    const { api } = scripted(Heymarket, [conversation], {
      rateLimit: { perMinute: 6_000, perSecond: 5 },
      onRequest: () => begins.push(performance.now()),
    });
    const start = performance.now();
    await Promise.all(Array.from({ length: 7 }, (_, id) => api.getConversation({ id })));
    assert.ok(begins[5] - start >= 1_000, `${begins[5] - start} ms`);
  });

  test("count their retries", async () => {
    const { api, sent } = scripted(Heymarket, [status(500)], { rateLimit: { perMinute: 2 } });
    const { error, took } = await timed(api.listConversations(LIST, { deadlineMs: 20_000 }));
    // The service's error, and not that there is no third slot.
    assert.deepEqual([error.name, error.status], ["ServerError", 500]);
    assert.deepEqual([sent.length, error.attempts], [2, 2]);
    assert.ok(took < 15_000, `took ${took} ms`);
  });

  test("report the rate limit, and not the token, when there is no slot for the retry with a fresh one", async () => {
    let count = 0;
    const { api, sent } = scripted(Heymarket, [status(401)], {
      apiKey: undefined,
      token: () => `t${++count}`,
      rateLimit: { perMinute: 1 },
    });
    const error = await rejection(api.listConversations(LIST, { deadlineMs: 1_000 }));
    assert.ok(error instanceof RateLimitError, error);
    assert.deepEqual([sent.length, error.attempts], [1, 1]);
  });

  test("that share one request take one slot", async () => {
    const { api, sent } = scripted(Heymarket, [() => json([])], { rateLimit: { perMinute: 1 } });
    await Promise.all(Array.from({ length: 20 }, () => api.listConversations(LIST)));
    assert.equal(sent.length, 1);
  });
});

describe("a turn that does not come before the deadline", { concurrency: true }, () => {
  for (const { title, Client, make, good } of SAMPLES) {
    test(`is a RateLimitError at once, and nothing is sent (${title})`, async () => {
      const { api, sent } = scripted(Client, [good], { rateLimit: { perMinute: 2 } });
      await make(api);
      await make(api);
      const { error, took } = await timed(make(api, { deadlineMs: 30_000 }));
      assert.ok(error instanceof RateLimitError, error);
      assert.deepEqual([error.status, error.attempts, error.retryable], [undefined, 0, true]);
      assert.ok(error.retryAfterMs > 55_000 && error.retryAfterMs <= 61_000, error.retryAfterMs);
      assert.ok(Math.abs(error.retryAt - Date.now() - error.retryAfterMs) < 2_000);
      assert.ok(took < 20_000, `took ${took} ms`);
      assert.equal(sent.length, 2);
    });
  }

  test("takes none from the others", async () => {
    const { api, sent } = scripted(Heymarket, [conversation], { rateLimit: { perSecond: 60 } });
    await Promise.all(Array.from({ length: 60 }, (_, id) => api.getConversation({ id })));
    for (let i = 0; i < 100; i++) {
      await rejection(api.getConversation({ id: 70 }, { deadlineMs: 1 }));
    }
    // A second is enough for one more.
    await api.getConversation({ id: 99 }, { deadlineMs: 5_000 });
    assert.equal(sent.length, 61);
  });

  test("leaves the wait within the deadline, not beside it", async () => {
    const { api } = scripted(Heymarket, [async () => (await sleep(700)) ?? json(wire(1))], {
      rateLimit: { perSecond: 2 },
      coalesce: false,
      maxRetries: 0,
    });
    // The third one waits for a second.
    const calls = Array.from({ length: 3 }, () =>
      api.getConversation({ id: 1 }, { deadlineMs: 1_600 }),
    );
    const { error, took } = await timed(calls.pop());
    assert.equal(error.code, "TIMEOUT");
    assert.ok(took > 1_595 && took < 20_000, `took ${took} ms`);
    await Promise.all(calls);
  });
});

describe("a call that is aborted while it waits", () => {
  test("gives its turn back", async () => {
    const { api, sent } = scripted(Heymarket, [conversation], { rateLimit: { perSecond: 10 } });
    await Promise.all(Array.from({ length: 10 }, (_, id) => api.getConversation({ id })));
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    const gone = Array.from({ length: 100 }, (_, id) =>
      rejection(api.getConversation({ id: 100 + id }, { signal: controller.signal })),
    );
    await sleep(5);
    controller.abort("enough");
    assert.deepEqual(new Set(await Promise.all(gone)), new Set(["enough"]));
    const start = performance.now();
    await api.getConversation({ id: 1 });
    assert.ok(performance.now() - start < 8_000, `took ${performance.now() - start} ms`);
    assert.equal(sent.length, 11);
  });
});

test("turns that ended requests of a Worker leave behind hold nobody back once their time is over", async () => {
  let now = 1_000_000;
  const clock = mock.method(performance, "now", () => now);
  const { api, sent } = scripted(Heymarket, [() => json([])], {
    rateLimit: { perMinute: 5 },
    coalesce: false,
  });
  const calls = (count, options) =>
    Array.from({ length: count }, () => api.listConversations(LIST, options));
  await Promise.all(calls(5));
  // Their timers never come.
  const timers = mock.method(globalThis, "setTimeout", () => {});
  calls(5, { deadlineMs: 120_000 });
  await new Promise(setImmediate);
  timers.mock.restore();
  now += 121_000;
  await Promise.all(calls(5));
  clock.mock.restore();
  assert.equal(sent.length, 10);
});

describe("the documented limits hold unless others are given:", () => {
  for (const [Client, burst, wait, input] of [
    [Heymarket, 500, 60_000, LIST],
    [Qlara, 50, 1_000, {}],
  ]) {
    test(`${burst} at once for ${Client.name}`, async () => {
      const { api, sent } = scripted(Client, [() => json([])], {
        rateLimit: undefined,
        coalesce: false,
      });
      const call = (options) => api.listConversations(input, options);
      // Time stands still: nothing is restored meanwhile.
      const clock = mock.method(performance, "now", () => 1_000_000);
      await Promise.all(Array.from({ length: burst }, () => call()));
      const error = await rejection(call({ deadlineMs: 1 }));
      clock.mock.restore();
      assert.ok(error instanceof RateLimitError, error);
      assert.ok(
        error.retryAfterMs >= wait && error.retryAfterMs <= wait * 1.02,
        error.retryAfterMs,
      );
      assert.equal(sent.length, burst);
    });
  }

  test("a thousand a minute for Qlara", async () => {
    let now = 1_000_000;
    const clock = mock.method(performance, "now", () => now);
    const { api, sent } = scripted(Qlara, [() => json([])], {
      rateLimit: undefined,
      coalesce: false,
    });
    const call = (options) => api.listConversations({}, options);
    const calls = (count) => Promise.all(Array.from({ length: count }, () => call()));
    for (let second = 0; second < 20; second++) {
      await calls(50);
      now += 1_020;
    }
    const error = await rejection(call({ deadlineMs: 5 }));
    clock.mock.restore();
    assert.ok(error instanceof RateLimitError, error);
    const wait = 60_000 - 20 * 1_020;
    assert.ok(error.retryAfterMs > wait && error.retryAfterMs <= wait + 1_000, error.retryAfterMs);
    assert.equal(sent.length, 1_000);
  });

  test("none with false: 2,000 calls at once", async () => {
    const { api, sent } = scripted(Heymarket, [() => json([])], { coalesce: false });
    await Promise.all(Array.from({ length: 2_000 }, () => api.listConversations(LIST)));
    assert.equal(sent.length, 2_000);
  });
});

describe("each client has a limit of its own,", () => {
  test("even with the same key", async () => {
    const clients = Array.from({ length: 5 }, () =>
      scripted(Heymarket, [() => json([])], { rateLimit: { perMinute: 1 } }),
    );
    await Promise.all(clients.map(({ api }) => api.listConversations(LIST)));
    for (const { sent } of clients) assert.equal(sent.length, 1);
  });
});

describe("what the service says corrects it:", () => {
  const limits = { rateLimit: { perMinute: 600, perSecond: 50 }, coalesce: false };
  const saying = (limit, remaining) => () =>
    json([], { headers: { "x-ratelimit-limit": limit, "x-ratelimit-remaining": remaining } });
  /** How long the next call would have to wait. */
  const waitAfter = async (answer, options = limits) => {
    const { api } = scripted(Heymarket, [answer], options);
    // Time stands still: nothing is restored meanwhile.
    const clock = mock.method(performance, "now", () => 1_000_000);
    await api.listConversations(LIST).catch(() => {});
    const error = await api.listConversations(LIST, { deadlineMs: 0.001 }).catch((error) => error);
    clock.mock.restore();
    return error instanceof RateLimitError ? error.retryAfterMs : 0;
  };

  test("nothing is left of the minute: the next call waits for its share of it", async () => {
    assert.equal(await waitAfter(saying("600", "0")), 101);
  });

  test("nothing is left of the second", async () => {
    assert.equal(await waitAfter(saying("50", "0")), 21);
  });

  test("a limit that is not ours is taken for the minute's", async () => {
    assert.equal(await waitAfter(saying("100", "0")), 101);
  });

  for (const [limit, remaining] of [
    ["600", "300"],
    ["600", "10000"],
    ["600", "-1"],
    ["600", "NaN"],
    ["600", "1e3"],
    ["600", "Infinity"],
    ["600", ""],
    ["", "0"],
    ["many", "0"],
  ]) {
    test(`"${remaining}" of "${limit}" delays nobody`, async () => {
      assert.equal(await waitAfter(saying(limit, remaining)), 0);
    });
  }

  test("with false there is nothing to correct", async () => {
    assert.equal(await waitAfter(saying("600", "0"), { rateLimit: false }), 0);
  });

  test("after a 429 with a wait, no other call is sent during it", async () => {
    const answers = [status(429, { "retry-after": "2" }), () => json([])];
    const { api, sent } = scripted(Heymarket, answers, { ...limits, maxRetries: 0 });
    await rejection(api.listConversations(LIST));
    const error = await rejection(api.listConversations(LIST, { deadlineMs: 1_000 }));
    assert.ok(error instanceof RateLimitError);
    assert.ok(error.retryAfterMs > 1_000 && error.retryAfterMs <= 2_000, error.retryAfterMs);
    assert.equal(sent.length, 1);
  });

  test("sixty calls that are rate-limited at once are retried one after the other", async () => {
    const begins = [];
    let open = false;
    const { api } = scripted(
      Heymarket,
      [
        () =>
          open
            ? json([])
            : new Response(null, { status: 429, headers: { "retry-after-ms": "100" } }),
      ],
      {
        rateLimit: { perSecond: 100 },
        coalesce: false,
        onRequest: ({ attempt }) => attempt > 1 && begins.push(performance.now()),
        onRetry: () => {
          open = true;
        },
      },
    );
    const start = performance.now();
    await Promise.all(Array.from({ length: 60 }, () => api.listConversations(LIST)));
    assert.ok(begins.length >= 1 && begins.length <= 60);
    // However late a busy machine is, none comes before its turn.
    for (const [turn, begin] of begins.entries()) {
      assert.ok(begin - start >= turn * 10, `${turn} others before ${begin - start} ms`);
    }
  });
});

describe("a test's timers that run ahead of its clock", () => {
  test("bring a turn, as the clock would", async () => {
    const { api, sent } = scripted(Heymarket, [() => json([])], {
      rateLimit: { perMinute: 1 },
      deadlineMs: 120_000,
      coalesce: false,
    });
    await api.listConversations(LIST);
    const waits = [];
    const timers = mock.method(globalThis, "setTimeout", (run, ms) => waits.push([ms, run]));
    const call = api.listConversations(LIST);
    while (!waits.some(([ms]) => ms > 55_000 && ms < 65_000)) await new Promise(setImmediate);
    timers.mock.restore();
    waits.find(([ms]) => ms > 55_000 && ms < 65_000)[1]();
    assert.deepEqual(await call, []);
    assert.equal(sent.length, 2);
  });
});
