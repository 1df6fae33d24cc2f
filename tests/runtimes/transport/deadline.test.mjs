// One deadline over a whole call, one time for an attempt, and an abort that works in every phase and
// leaves nothing behind.

import assert from "node:assert/strict";
import { getEventListeners, setMaxListeners } from "node:events";
import { createRequire } from "node:module";
import { after, before, describe, mock, test } from "node:test";
import { pathToFileURL } from "node:url";
import { Heymarket, isTimeoutError, Qlara, ServerError, TimeoutError } from "threadline";
import { json, KEY, LIST, never, rejection, sleep } from "../support/doubles.mjs";
import { broken, SAMPLES, scripted, service, status, until } from "./support.mjs";

const require = createRequire(import.meta.url);

/** A fresh copy of the package, its module not loaded. */
let copies = 0;
const unloaded = () =>
  import(`${pathToFileURL(require.resolve("threadline/slim"))}?deadline=${++copies}`);

let chance = 0;
before(async () => {
  mock.method(Math, "random", () => chance);
  // The module is loaded from here on.
  await scripted(Heymarket, [() => json(1)]).api.countConversations();
});
after(() => mock.restoreAll());

const body = (stream) => async () => new Response(new ReadableStream(stream));
const stalled = body({});
const stalledHalfway = body({ start: (c) => c.enqueue(new TextEncoder().encode("[")) });

/** Where a call can hang: how to make a client whose calls do. */
const PHASES = {
  "token() hangs": (Client, options) => scripted(Client, [never], { token: never, ...options }),
  "the client's rate limit makes it wait": (Client, options) => {
    const good = () => (Client === Qlara ? new Response(null, { status: 204 }) : json("ok"));
    const rare = { rateLimit: { perMinute: 2 }, deadlineMs: 120_000 };
    const made = scripted(Client, [good], { ...rare, ...options });
    const { make } = SAMPLES.findLast((sample) => sample.Client === Client);
    for (let i = 0; i < 2; i++) make(made.api);
    return made;
  },
  "fetch hangs": (Client, options) => scripted(Client, [never], options),
  "the body stalls at once": (Client, options) => scripted(Client, [stalled], options),
  "the body stalls halfway": (Client, options) => scripted(Client, [stalledHalfway], options),
  "the body of an error stalls": (Client, options) =>
    scripted(Client, [() => new Response(new ReadableStream({}), { status: 500 })], options),
  "it waits before a retry": (Client, options) =>
    scripted(Client, [status(500, { "retry-after-ms": "40000" })], options),
};

describe("deadlineMs ends a call (bad input, lines 5 and 10)", { concurrency: true }, () => {
  const endsInTime = async (make, ms) => {
    const start = performance.now();
    const call = rejection(make()).then((error) => [error, performance.now() - start]);
    // However busy the machine is, it is so for any other timer as well.
    await sleep(ms);
    const usual = performance.now() - start;
    const [error, took] = await call;
    assert.ok(error instanceof TimeoutError, error);
    assert.ok(isTimeoutError(error));
    assert.equal(error.retryable, true);
    assert.ok(took > ms - 5 && took < usual + 10_000, `took ${took} ms, a timer ${usual} ms`);
    return error;
  };

  for (const phase of [
    "token() hangs",
    "fetch hangs",
    "the body stalls at once",
    "the body stalls halfway",
    "the body of an error stalls",
  ]) {
    for (const { title, Client, make } of SAMPLES) {
      test(`while ${phase} (${title})`, async () => {
        const ofTheClient = PHASES[phase](Client, { deadlineMs: 80 });
        const ofTheCall = PHASES[phase](Client, { deadlineMs: 50_000 });
        await endsInTime(() => make(ofTheClient.api), 80);
        await endsInTime(() => make(ofTheCall.api, { deadlineMs: 80 }), 80);
      });
    }
  }

  test("while the module loads", async () => {
    const { Heymarket, init } = await unloaded();
    init({ module: never() });
    const api = new Heymarket({ apiKey: KEY, fetch: never });
    await endsInTime(() => api.listConversations(LIST, { deadlineMs: 60 }), 60);
    await endsInTime(() => api.markRead(SAMPLES[0].input, { deadlineMs: 60 }), 60);
  });

  test("over all its attempts together", async () => {
    const { api, sent } = scripted(Heymarket, [never], { maxRetries: 10 });
    const times = { timeoutMs: 400, deadlineMs: 3_000 };
    const error = await endsInTime(() => api.listConversations(LIST, times), 3_000);
    // No more than there is time for. Fewer, where a timer comes late, but not one alone.
    assert.ok(sent.length >= 2 && sent.length <= 8, `${sent.length} attempts`);
    assert.equal(error.attempts, sent.length);
    assert.match(error.message, /deadlineMs/);
  });

  test("over waits and attempts together", async () => {
    const answers = [
      status(500, { "retry-after-ms": "100" }),
      status(429, { "retry-after-ms": "100" }),
      never,
    ];
    const { api, sent } = scripted(Heymarket, answers, { maxRetries: 10 });
    await endsInTime(() => api.listConversations(LIST, { deadlineMs: 3_000 }), 3_000);
    assert.equal(sent.length, 3);
  });

  test("over a response that trickles in, each piece in time", async (t) => {
    const { url, stop } = await service((_request, response) => {
      const timer = setInterval(() => response.write(" "), 10);
      response.on("close", () => clearInterval(timer));
    });
    t.after(stop);
    const api = new Heymarket({ apiKey: KEY, baseUrl: url });
    await endsInTime(() => api.listConversations(LIST, { deadlineMs: 150 }), 150);
  });

  test("over a late token() and a late response", async () => {
    const late = (value) => () => sleep(60).then(() => value);
    const { api } = scripted(Heymarket, [late(json([]))], { token: late("t") });
    await endsInTime(() => api.listConversations(LIST, { deadlineMs: 90 }), 90);
  });

  test("whatever timeoutMs says, and timeoutMs whatever deadlineMs says", async () => {
    const { api, sent } = scripted(Heymarket, [never]);
    // Time enough for both to be sent, though many other tests begin at once.
    const ms = 1_500;
    await endsInTime(() => api.listConversations(LIST, { timeoutMs: 40_000, deadlineMs: ms }), ms);
    const single = { timeoutMs: ms, deadlineMs: 40_000, maxRetries: 0 };
    const error = await endsInTime(() => api.listConversations(LIST, single), ms);
    assert.match(error.message, /timeoutMs/);
    assert.equal(sent.length, 2);
  });

  test("and the connection of a call that it ends is closed", async (t) => {
    const silent = await service();
    t.after(silent.stop);
    const api = new Heymarket({ apiKey: KEY, baseUrl: silent.url });
    // Once with time enough for the request to arrive.
    for (let ms = 100; silent.arrived.length === 0; ms *= 2) {
      await endsInTime(() => api.listConversations(LIST, { deadlineMs: ms }), ms);
    }
    await until(() => silent.closed === 1);
  });
});

describe("a wait that would end after the deadline is not begun:", () => {
  test("the failure is reported at once", async () => {
    chance = 1;
    const { api, sent, retries } = scripted(Heymarket, [status(503)]);
    const error = await rejection(api.listConversations(LIST, { deadlineMs: 490 }));
    chance = 0;
    assert.ok(error instanceof ServerError);
    assert.deepEqual([error.attempts, sent.length, retries.length], [1, 1, 0]);
  });
});

test("a clock that is set forward or back changes no deadline", async () => {
  for (const hours of [5, -5]) {
    const { now } = Date;
    const wrong = mock.method(Date, "now", () => now() + hours * 3_600_000);
    const { api } = scripted(Heymarket, [async () => (await sleep(30)) ?? json([])]);
    const call = api.listConversations(LIST, { deadlineMs: 5_000 });
    await sleep(5);
    wrong.mock.mockImplementation(() => now() - hours * 3_600_000);
    assert.deepEqual(await call, []);
    wrong.mock.restore();
  }
});

describe("no timer is left after", () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  for (const [what, script] of [
    ["a success", [() => json([])]],
    ["retries", [status(500), broken(), () => json([])]],
    ["a failure", [status(500)]],
    ["a malformed response", [() => new Response("nope")]],
    ["a deadline", [never]],
  ]) {
    test(what, async () => {
      const before = timers();
      const { api } = scripted(Heymarket, script, { deadlineMs: 200 });
      await api.listConversations(LIST).catch(() => {});
      await api.markRead(SAMPLES[0].input).catch(() => {});
      assert.equal(timers(), before);
    });
  }
});

describe("an abort rejects within 50 ms with the caller's own reason (bad input, line 5)", () => {
  const REASONS = [new Error("enough"), "enough", { enough: true }, null, 0, Symbol("enough")];

  const abortsIn = async (make) => {
    const took = [];
    for (const reason of REASONS) {
      const controller = new AbortController();
      const call = make(controller.signal).then(
        () => assert.fail("resolved"),
        (error) => [error, performance.now()],
      );
      await sleep(8);
      const start = performance.now();
      controller.abort(reason);
      const [error, end] = await call;
      assert.ok(Object.is(error, reason), `${String(error)} is not ${String(reason)}`);
      assert.deepEqual(getEventListeners(controller.signal, "abort"), []);
      took.push(end - start);
    }
    // The machine may have been busy with something else once or twice.
    const median = took.sort((a, b) => a - b)[took.length >> 1];
    assert.ok(median < 50, `${took} ms`);
  };

  for (const [phase, hanging] of Object.entries(PHASES)) {
    for (const { title, Client, make } of SAMPLES) {
      test(`while ${phase} (${title})`, async () => {
        const { api } = hanging(Client);
        await abortsIn((signal) => make(api, { signal }));
      });
    }
  }

  test("while the module loads", async () => {
    const { Heymarket, init } = await unloaded();
    init({ module: never() });
    const api = new Heymarket({ apiKey: KEY, fetch: never });
    await abortsIn((signal) => api.listConversations(LIST, { signal }));
    await abortsIn((signal) => api.markRead(SAMPLES[1].input, { signal }));
  });

  test("and nothing is sent after it", async () => {
    const controller = new AbortController();
    const { api, sent } = scripted(Heymarket, [status(500, { "retry-after-ms": "30" })], {
      onRetry: () => controller.abort("enough"),
    });
    assert.equal(
      await rejection(api.listConversations(LIST, { signal: controller.signal })),
      "enough",
    );
    await sleep(60);
    assert.equal(sent.length, 1);
  });

  test("while the iterator awaits a page; it continues afterwards", async () => {
    const controller = new AbortController();
    let hangs = true;
    const { api } = scripted(Heymarket, [() => (hangs ? never() : json([]))]);
    const pages = api.conversations(LIST, { signal: controller.signal });
    const next = rejection(pages.next());
    await sleep(5);
    controller.abort("enough");
    assert.equal(await next, "enough");
    hangs = false;
    assert.equal(await rejection(pages.next()), "enough");
    const again = api.conversations(LIST);
    assert.deepEqual(await again.next(), { done: true, value: undefined });
  });
});

test("after 10,000 calls of every kind the signal has no listener left", async () => {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const ends = [
    () => json([]),
    () => new Response(null, { status: 404 }),
    () => new Response(null, { status: 500, headers: { "retry-after-ms": "0" } }),
    () => new Response("nope"),
    () => Promise.reject(new TypeError("fetch failed")),
  ];
  let count = 0;
  const clients = [Heymarket, Qlara].flatMap((Client) =>
    [true, false].map((coalesce) => {
      const fetch = () => ends[count++ % ends.length]();
      return [Client, new Client({ apiKey: KEY, fetch, coalesce, rateLimit: false })];
    }),
  );
  const makers = clients.flatMap(([Client, api]) =>
    SAMPLES.filter((sample) => sample.Client === Client).map(
      ({ make }) =>
        () =>
          make(api, { signal }),
    ),
  );
  for (let done = 0; done < 10_000; done += 100) {
    await Promise.all(
      Array.from({ length: 100 }, (_, i) => makers[i % makers.length]().catch(() => {})),
    );
  }
  assert.deepEqual(getEventListeners(signal, "abort"), []);
});
