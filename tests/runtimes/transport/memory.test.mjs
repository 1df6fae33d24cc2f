// Very many calls, one after the other and at once: all settle, and memory is level again afterwards.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { asRequest, json, KEY, LIST, never, sleep, wire } from "../support/doubles.mjs";
import { observed } from "../support/memory.mjs";

// No wait before a retry. Not by a mock of the test runner's, which remembers every call.
Math.random = () => 0;

/** Memory is as it was, at the latest when what finalizers let go has been collected as well. */
const level = async (before, used, what) => {
  let grown;
  for (let tries = 0; tries < 10; tries++) {
    const now = await used();
    assert.equal(now.module, before.module, what);
    grown = now.script - before.script;
    if (grown < 6) return;
    await sleep(100);
  }
  assert.fail(`${what}: grown by ${grown} MB`);
};

const page = JSON.stringify(Array.from({ length: 2 }, (_, id) => wire(id)));

const bytes = new TextEncoder().encode(page);

/** A cheap valid response. */
const good = () => {
  let pieces = [bytes];
  const read = async () => {
    const [value] = pieces;
    pieces = [];
    return { done: !value, value };
  };
  const reader = { read, cancel: async () => {} };
  return { status: 200, headers: { get: () => null }, body: { getReader: () => reader } };
};

/** What a request may meet besides, and how it is made. */
const ENDS = [
  () => new Response(page),
  () => new Response(null, { status: 500, headers: { "retry-after-ms": "0" } }),
  () => new Response(page.slice(0, -1)),
  () => Promise.reject(new TypeError("fetch failed")),
  () => new Response("<p>", { status: 404 }),
  () => new Response(page),
  () => new Response(null, { status: 302 }),
];

describe("memory is level (bad input, line 15)", () => {
  test("after 100,000 calls in a row, with failures and retries", async () => {
    const { Heymarket, used } = await observed();
    let sent = 0;
    // Long runs of failures only, and ordinary calls between them.
    const fetch = async () => {
      sent++;
      return sent % 1_000 < 200 ? ENDS[sent % ENDS.length]() : good();
    };
    const { signal } = new AbortController();
    const make = (options) => new Heymarket({ apiKey: KEY, fetch, rateLimit: false, ...options });
    const clients = [make(), make({ coalesce: false }), make({ maxRetries: 0 })];
    const outcomes = {};
    const run = async (count) => {
      for (let i = 0; i < count; i++) {
        const api = clients[i % 3];
        const call =
          i % 4
            ? api.listConversations(LIST, { signal })
            : api.markRead({ inboxId: 1, userId: 2, target: "12345" });
        const outcome = await call.then(
          () => "fine",
          ({ code }) => code,
        );
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      }
    };
    await run(10_000);
    const before = await used();
    await run(90_000);
    await level(before, used, "100,000 calls");
    assert.ok(sent > 100_000);
    for (const name of ["fine", "SERVER", "DECODE", "CONNECTION", "NOT_FOUND", "REDIRECT"]) {
      assert.ok(outcomes[name] > 100, JSON.stringify(outcomes));
    }
  });

  test("after 1,000 calls at once, many times, of which a third is aborted and a third times out", async () => {
    const { Heymarket, used } = await observed();
    const fetch = asRequest((request) =>
      request.headers.get("x-kind") === "0" ? sleep(5).then(() => json([])) : never(),
    );
    const options = { apiKey: KEY, fetch, rateLimit: false, maxRetries: 0, deadlineMs: 600_000 };
    const clients = [true, false].map((coalesce) => new Heymarket({ ...options, coalesce }));
    const run = async (rounds) => {
      for (let round = 0; round < rounds; round++) {
        const calls = Array.from({ length: 1_000 }, (_, i) => {
          const kind = i % 3;
          const controller = new AbortController();
          if (kind === 1) setTimeout(() => controller.abort("enough"), 10);
          return clients[i % 2]
            .listConversations(LIST, {
              headers: { "x-kind": `${kind}` },
              signal: controller.signal,
              timeoutMs: kind === 2 ? 20 : 600_000,
            })
            .then(
              () => "fine",
              (error) => error?.code ?? error,
            );
        });
        const outcomes = await Promise.all(calls);
        for (const [i, outcome] of outcomes.entries()) {
          assert.equal(outcome, ["fine", "enough", "TIMEOUT"][i % 3]);
        }
      }
    };
    await run(3);
    const before = await used();
    await run(8);
    await level(before, used, "1,000 calls at once");
  });

  test("after 3,000 calls that wait for the rate limit and are aborted or rejected", async () => {
    const { Heymarket, used } = await observed();
    const api = new Heymarket({
      apiKey: KEY,
      fetch: async () => json([]),
      coalesce: false,
      rateLimit: { perMinute: 60 },
    });
    const run = async (rounds) => {
      for (let round = 0; round < rounds; round++) {
        const controller = new AbortController();
        const calls = Array.from({ length: 300 }, (_, i) =>
          api
            .listConversations(
              LIST,
              i % 2 ? { signal: AbortSignal.any([controller.signal]) } : { deadlineMs: 1 },
            )
            .catch(() => {}),
        );
        setTimeout(() => controller.abort("enough"), 5);
        await Promise.all(calls);
      }
    };
    await run(3);
    const before = await used();
    await run(7);
    await level(before, used, "calls that wait");
  });
});

test("an abort and a new call in the same tick harm neither (bad input, line 15)", async () => {
  const { Heymarket } = await observed();
  const fetch = asRequest(async (request) => {
    const id = Number(new URL(request.url).pathname.split("/").at(-1));
    await sleep(id % 3);
    return json(wire(id));
  });
  const api = new Heymarket({ apiKey: KEY, fetch, rateLimit: false });
  await Promise.all(
    Array.from({ length: 300 }, async (_, id) => {
      const controller = new AbortController();
      const first = api.getConversation({ id }, { signal: controller.signal }).catch((e) => e);
      if (id % 2) await sleep(id % 4);
      controller.abort(id);
      const second = api.getConversation({ id });
      assert.ok([id].includes((await first)?.id ?? (await first)));
      assert.equal((await second).id, id);
    }),
  );
});

test("a client that is let go in the tick in which its calls are aborted harms no other (bad input, line 15)", async () => {
  const { Heymarket, used } = await observed();
  const answer = asRequest(async (request) => {
    const id = Number(new URL(request.url).pathname.split("/").at(-1));
    await sleep(id % 3);
    return json(wire(id));
  });
  const make = (fetch) => new Heymarket({ apiKey: KEY, fetch, rateLimit: false });
  const gone = [];
  const others = [];
  for (let id = 0; id < 200; id++) {
    const controller = new AbortController();
    let api = make(id % 2 ? never : answer);
    const call = api.getConversation({ id }, { signal: controller.signal }).catch((e) => e);
    if (id % 4 < 2) await sleep(1);
    controller.abort(`enough ${id}`);
    gone.push(new WeakRef(api));
    api = undefined;
    // Collects the garbage.
    if (id % 20 === 0) await used();
    others.push(make(answer).getConversation({ id }));
    const outcome = await call;
    assert.ok(outcome === `enough ${id}` || outcome.id === id, outcome);
  }
  for (const [id, other] of others.entries()) assert.equal((await other).id, id);
  await used();
  const held = gone.filter((client) => client.deref()).length;
  assert.ok(held < 5, `${held} clients are held`);
});
