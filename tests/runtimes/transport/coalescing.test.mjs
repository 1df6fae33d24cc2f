// Identical reads that are under way at the same time are one request; only the service notices.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { describe, test } from "node:test";
import { Heymarket, TimeoutError } from "threadline";
import { json, LIST, never, rejection, sleep, wire } from "../support/doubles.mjs";
import { REPEATABLE, SAMPLES, scripted, status } from "./support.mjs";

const soon = (answer) => async (request) => {
  await sleep(10);
  return answer(request);
};
const page = soon(() => json([wire(1), wire(2)]));
const { make: markRead } = SAMPLES.find(({ name }) => name === "markRead");

describe("identical reads at once are one request:", () => {
  for (const { title, Client, make, good, reads } of REPEATABLE) {
    test(`${title} ${reads ? "joins" : "is sent each time"}`, async () => {
      const { api, sent } = scripted(Client, [soon(good)]);
      const results = await Promise.all(Array.from({ length: 10 }, () => make(api)));
      assert.equal(sent.length, reads ? 1 : 10);
      for (const result of results) assert.deepEqual(result, results[0]);
    });
  }

  test("however the input was written, as long as it says the same", async () => {
    const { api, sent } = scripted(Heymarket, [page]);
    await Promise.all([
      api.listConversations(LIST),
      api.listConversations({ ...LIST, date: undefined }),
      api.listConversations(structuredClone(LIST), {}),
      api.listConversations(Object.freeze({ ...LIST }), undefined),
    ]);
    assert.equal(sent.length, 1);
  });

  test("those one after the other are several", async () => {
    const { api, sent } = scripted(Heymarket, [page]);
    await api.listConversations(LIST);
    await api.listConversations(LIST);
    assert.equal(sent.length, 2);
  });

  test("each gets objects of its own", async () => {
    const { api } = scripted(Heymarket, [page]);
    const results = await Promise.all(
      Array.from({ length: 5 }, () =>
        api.listConversations(LIST).then((list) => {
          // Changed at once by the first caller.
          for (const conversation of list) conversation.inbox.name += " changed";
          return list;
        }),
      ),
    );
    const objects = new Set(
      results.flatMap((list) => [list, ...list, ...list.map((c) => c.inbox)]),
    );
    assert.equal(objects.size, 5 * 5);
    for (const [first] of results) assert.equal(first.inbox.name, "Support changed");
  });

  test("all of them get the failure", async () => {
    const { api, sent } = scripted(Heymarket, [soon(status(404))]);
    const calls = Array.from({ length: 5 }, () => rejection(api.getConversation({ id: 1 })));
    for (const error of await Promise.all(calls)) assert.equal(error.code, "NOT_FOUND");
    assert.equal(sent.length, 1);
  });

  test("after a failure the next one makes a new request", async () => {
    const { api, sent } = scripted(Heymarket, [status(404), page]);
    await rejection(api.listConversations(LIST));
    assert.equal((await api.listConversations(LIST)).length, 2);
    assert.equal(sent.length, 2);
  });
});

describe("what differs does not join:", () => {
  for (const [what, calls] of [
    ["the input", [[LIST], [{ ...LIST, id: 1112 }], [{ ...LIST, filters: {} }]]],
    ["the kind of an id", [[LIST], [{ ...LIST, id: "1111" }]]],
    [
      "a header",
      [[LIST], [LIST, { headers: { "x-a": "1" } }], [LIST, { headers: { "x-a": "2" } }]],
    ],
    ["timeoutMs", [[LIST], [LIST, { timeoutMs: 5_000 }]]],
    ["deadlineMs", [[LIST], [LIST, { deadlineMs: 5_000 }]]],
    ["maxRetries", [[LIST], [LIST, { maxRetries: 1 }]]],
    ["raw, which is never shared", [[LIST], [LIST, { raw: true }], [LIST, { raw: true }]]],
  ]) {
    test(what, async () => {
      const { api, sent } = scripted(Heymarket, [page]);
      await Promise.all(calls.map((each) => api.listConversations(...each)));
      assert.equal(sent.length, calls.length);
    });
  }

  test("the operation", async () => {
    const answers = soon(({ url }) => json(url.includes("count") ? 3 : []));
    const { api, sent } = scripted(Heymarket, [answers]);
    await Promise.all([api.countConversations({}), api.listConversations(LIST)]);
    assert.equal(sent.length, 2);
  });

  test("the client", async () => {
    const clients = [1, 2].map(() => scripted(Heymarket, [page]));
    await Promise.all(clients.map(({ api }) => api.listConversations(LIST)));
    for (const { sent } of clients) assert.equal(sent.length, 1);
  });

  test("coalesce: false joins none", async () => {
    const { api, sent } = scripted(Heymarket, [page], { coalesce: false });
    await Promise.all([api.listConversations(LIST), api.listConversations(LIST)]);
    assert.equal(sent.length, 2);
  });
});

describe("an abort among those who wait", () => {
  const waiting = (count, answer) => {
    const signals = [];
    const fetch = (request) => {
      signals.push(request.signal);
      return answer(request);
    };
    const { api } = scripted(Heymarket, [fetch]);
    const controllers = Array.from({ length: count }, () => new AbortController());
    const calls = controllers.map(({ signal }) =>
      api.listConversations(LIST, { signal }).catch((error) => error),
    );
    return { api, signals, controllers, calls };
  };

  test("leaves the others", async () => {
    let release;
    const released = new Promise((resolve) => {
      release = resolve;
    });
    const { signals, controllers, calls } = waiting(4, () => released.then(page));
    await sleep(2);
    controllers[0].abort("first");
    controllers[2].abort("third");
    assert.equal(await calls[0], "first");
    release();
    const [, second, third, fourth] = await Promise.all(calls);
    assert.equal(third, "third");
    assert.deepEqual([second.length, fourth.length], [2, 2]);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [false],
    );
    for (const { signal } of controllers) assert.deepEqual(getEventListeners(signal, "abort"), []);
  });

  test("of the last one cancels the request", async () => {
    const { signals, controllers, calls } = waiting(3, never);
    await sleep(5);
    controllers[0].abort("a");
    controllers[1].abort("b");
    await sleep(5);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [false],
    );
    controllers[2].abort("c");
    assert.deepEqual(await Promise.all(calls), ["a", "b", "c"]);
    await sleep(5);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true],
    );
  });

  test("of the last one lets the next read make a new request", async () => {
    let hangs = true;
    const { api, controllers, calls } = waiting(1, (request) => (hangs ? never() : page(request)));
    await sleep(2);
    controllers[0].abort("enough");
    hangs = false;
    assert.equal(await calls[0], "enough");
    assert.equal((await api.listConversations(LIST)).length, 2);
  });

  test("of the last one cancels nothing when another one joins in the same tick", async () => {
    const { api, signals, controllers, calls } = waiting(1, page);
    await sleep(2);
    controllers[0].abort("enough");
    const other = api.listConversations(LIST);
    assert.equal(await calls[0], "enough");
    assert.equal((await other).length, 2);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [false],
    );
  });

  test("of the last one gives another one that joins in the same tick its full time", async () => {
    const answer = async () => {
      await sleep(150);
      return json([wire(1)]);
    };
    const { api } = scripted(Heymarket, [answer], { deadlineMs: 200 });
    const controller = new AbortController();
    const first = rejection(api.listConversations(LIST, { signal: controller.signal }));
    await sleep(100);
    controller.abort("enough");
    const second = api.listConversations(LIST);
    assert.equal(await first, "enough");
    assert.equal((await second).length, 1);
  });

  test("cancels nothing while a caller without a signal waits", async () => {
    const { api, signals, controllers, calls } = waiting(2, page);
    const other = api.listConversations(LIST);
    for (const controller of controllers) controller.abort("enough");
    assert.deepEqual(await Promise.all(calls), ["enough", "enough"]);
    assert.equal((await other).length, 2);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [false],
    );
  });

  test("beforehand joins nothing", async () => {
    const { api, sent } = scripted(Heymarket, [page]);
    const other = api.listConversations(LIST);
    const error = await rejection(api.listConversations(LIST, { signal: AbortSignal.abort("no") }));
    assert.equal(error, "no");
    assert.equal((await other).length, 2);
    assert.equal(sent.length, 1);
  });
});

describe("each waiting caller has the full time of a call:", () => {
  /** Calls that begin at these times, in milliseconds; how each ended, and after how many. */
  const waiting = async (starts, answer, options) => {
    const { api, sent } = scripted(Heymarket, [answer], { maxRetries: 0, ...options });
    const ended = starts.map(async (start) => {
      await sleep(start);
      const begin = performance.now();
      const outcome = await api.listConversations(LIST).then(
        () => "fine",
        (error) => error,
      );
      return { outcome, took: performance.now() - begin };
    });
    return { ended: await Promise.all(ended), sent };
  };
  const after = (ms) => async () => (await sleep(ms)) ?? json([wire(1)]);

  for (const [what, options] of [
    ["deadlineMs", { deadlineMs: 600 }],
    ["deadlineMs, with a longer timeoutMs", { deadlineMs: 600, timeoutMs: 20_000 }],
  ]) {
    test(`the first one's ${what} ends only the first one`, async () => {
      const { ended, sent } = await waiting([0, 400], after(800), options);
      const [first, second] = ended;
      assert.equal(sent.length, 1);
      assert.ok(first.outcome instanceof TimeoutError, first.outcome);
      assert.match(first.outcome.message, /^listConversations: deadlineMs passed before/);
      assert.deepEqual([first.outcome.operation, first.outcome.attempts], ["listConversations", 1]);
      assert.ok(first.took >= 595, `took ${first.took} ms`);
      assert.equal(second.outcome, "fine");
    });
  }

  test("the last one's deadlineMs ends the request", async () => {
    const signals = [];
    const answer = (request) => {
      signals.push(request.signal);
      return never();
    };
    const { ended } = await waiting([0, 150, 300], answer, { deadlineMs: 500 });
    for (const { outcome, took } of ended) {
      assert.ok(outcome instanceof TimeoutError, outcome);
      assert.ok(took >= 495 && took < 20_000, `took ${took} ms`);
    }
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true],
    );
  });

  test("a wait before a retry fits the last one's time", async () => {
    let last;
    const answer = async () => {
      await sleep(400);
      if (last) return json([wire(1)]);
      last = api.listConversations(LIST);
      // The first one has 1,600 ms left, the last one 2,000: a quarter of that is for the attempt.
      return new Response(null, { status: 503, headers: { "retry-after-ms": "1300" } });
    };
    const { api, sent } = scripted(Heymarket, [answer], { deadlineMs: 2_000, maxRetries: 1 });
    assert.ok((await rejection(api.listConversations(LIST))) instanceof TimeoutError);
    assert.equal((await last).length, 1);
    assert.equal(sent.length, 2);
  });
});

describe("a change in between prevents a later read from joining an earlier one:", () => {
  const services = (script) => {
    const made = scripted(Heymarket, [
      (request) =>
        request.method === "POST" && request.url.endsWith("read") ? script.change() : script.read(),
    ]);
    const reads = () => made.sent.filter(({ method }) => method === "GET").length;
    return { ...made, reads };
  };
  const get = (api) => api.getConversation({ id: 1 });
  const answers = {
    read: async () => (await sleep(30)) ?? json(wire(1)),
    change: async () => json("ok"),
  };

  test("one that begins after the change has begun", async () => {
    const { api, reads } = services({
      ...answers,
      change: async () => (await sleep(10)) ?? json("ok"),
    });
    const before = get(api);
    const change = markRead(api);
    const during = get(api);
    await Promise.all([before, change, during]);
    assert.equal(reads(), 2);
  });

  test("one that begins after the change has ended", async () => {
    const { api, reads } = services(answers);
    const before = get(api);
    const change = markRead(api);
    const during = get(api);
    await change;
    const afterwards = get(api);
    const another = get(api);
    await Promise.all([before, during, afterwards, another]);
    assert.equal(reads(), 3);
  });

  test("one that failed counts as well: it may have happened", async () => {
    const { api, reads } = services({
      ...answers,
      change: async () => new Response(null, { status: 400 }),
    });
    const before = get(api);
    await rejection(markRead(api));
    await Promise.all([before, get(api)]);
    assert.equal(reads(), 2);
  });

  test("and the abort of those who wait still cancels the earlier request", async () => {
    const signals = [];
    const { api } = scripted(Heymarket, [
      (request) => {
        if (request.method === "POST") return json("ok");
        signals.push(request.signal);
        return never();
      },
    ]);
    const controller = new AbortController();
    const read = rejection(api.getConversation({ id: 1 }, { signal: controller.signal }));
    await markRead(api);
    controller.abort("enough");
    assert.equal(await read, "enough");
    await sleep(5);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true],
    );
  });
});

test("a thousand waiting for one request cost one, and nothing is left behind", async () => {
  const { api, sent } = scripted(Heymarket, [page]);
  const { signal } = new AbortController();
  const all = await Promise.all(
    Array.from({ length: 1_000 }, (_, i) => api.listConversations(LIST, i % 2 ? { signal } : {})),
  );
  assert.equal(sent.length, 1);
  assert.equal(new Set(all).size, 1_000);
  assert.deepEqual(getEventListeners(signal, "abort"), []);
});
