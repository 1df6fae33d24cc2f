// Inside workerd one instance serves many requests, and a request that goes takes its timers and
// promises with it: nobody else may notice.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { sleep, wire } from "../support/doubles.mjs";
import { startWorkerd } from "../support/workerd.mjs";
import { service, until } from "./support.mjs";

/** What the service does, by the hundreds of a conversation's id. */
const BEHAVIOURS = {
  1: (response, id) => response.end(JSON.stringify(wire(id))),
  2: (response) => response.writeHead(404).end(),
  3: (response) => response.destroy(),
  4: () => {},
  5: (response, id, count) =>
    count < 3 ? response.writeHead(503).end() : response.end(JSON.stringify(wire(id))),
  6: (response) => response.end("<p>Sign in"),
  7: (response) => response.writeHead(302, { location: "/elsewhere" }).end(),
  // A piece of an endless response.
  8: (response) => response.write(`[${" ".repeat(100_000)}`),
  // A piece of one with a content length.
  9: (response) => response.writeHead(200, { "content-length": "1000" }).write("{"),
};

describe("in workerd (bad input, line 16)", () => {
  let origin;
  let worker;
  const counts = new Map();
  const countOf = (id) => counts.get(id) ?? 0;
  const ask = async (route, input = {}, signal) => {
    const body = JSON.stringify({ route, ...input });
    return worker.get("/", { method: "POST", body, signal });
  };
  const get = (id, more) => ask("get", { id, ...more });

  before(async () => {
    origin = await service((request, response) => {
      const id = Number(request.url.split("/").at(-1));
      counts.set(id, countOf(id) + 1);
      setTimeout(() => BEHAVIOURS[Math.trunc(id / 100)](response, id, countOf(id)), (id * 7) % 20);
    });
    worker = await startWorkerd({ URL: origin.url }, new URL("worker.mjs", import.meta.url));
    await get(100);
  });
  after(async () => {
    await worker.stop();
    origin.stop();
  });

  test("a hundred requests at once on one client each get their own response", async () => {
    const kinds = [1, 2, 3, 4, 5, 6, 7, "aborted"];
    const asked = Array.from({ length: 100 }, (_, i) => {
      const kind = kinds[i % kinds.length];
      const id = (kind === "aborted" ? 400 : kind * 100) + i;
      return [
        kind,
        id,
        get(id, {
          each: { timeoutMs: kind === 4 ? 300 : 20_000 },
          at: kind === "aborted" ? 30 : undefined,
        }),
      ];
    });
    for (const [kind, id, answer] of asked) {
      const { value, error } = await answer;
      if (kind === 1 || kind === 5) assert.equal(value, id, error?.message);
      else if (kind === "aborted")
        assert.deepEqual([error.message, error.ours], [`aborted ${id}`, false]);
      else {
        const code = { 2: "NOT_FOUND", 3: "CONNECTION", 4: "TIMEOUT", 6: "DECODE", 7: "REDIRECT" }[
          kind
        ];
        assert.deepEqual([error.code, error.ours], [code, true]);
        assert.equal(error.attempts, kind === 3 || kind === 4 ? 3 : 1);
      }
    }
  });

  test("identical simultaneous requests share nothing, unless coalescing is enabled", async () => {
    await Promise.all(Array.from({ length: 20 }, () => get(150)));
    assert.equal(countOf(150), 20);
    assert.deepEqual(await ask("together", { id: 151, count: 10 }), { value: 10 });
    assert.equal(countOf(151), 10);
    const shared = { id: 152, count: 10, options: { coalesce: true } };
    assert.deepEqual(await ask("together", shared), { value: 10 });
    assert.equal(countOf(152), 1);
  });

  test("requests wait for slots of one rate limit, each by its own timer", async () => {
    const options = { rateLimit: { perSecond: 20 } };
    const start = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => get(160 + i, { options })),
    );
    assert.deepEqual(
      answers.map(({ value }) => value),
      Array.from({ length: 30 }, (_, i) => 160 + i),
    );
    const took = performance.now() - start;
    assert.ok(took >= 450 && took < 20_000, `took ${took} ms`);
  });

  test("a fault inside the module rejects its own call, and harms neither those in flight nor later ones", async () => {
    const ids = Array.from({ length: 10 }, (_, i) => 450 + i);
    const hanging = ids.map((id) => get(id, { each: { timeoutMs: 2_000, maxRetries: 0 } }));
    await until(() => ids.every(countOf));
    const { error } = await ask("trap", { id: 100 });
    assert.deepEqual([error.code, error.ours], ["INTERNAL", true]);
    assert.deepEqual(await get(100), { value: 100 });
    // These get no response, and end in their own time.
    for (const answer of hanging) assert.equal((await answer).error.code, "TIMEOUT");
  });

  /** Fifty requests whose senders go halfway through the response. */
  const fiftyGo = async () => {
    const arrived = countOf(800);
    const gone = Array.from({ length: 50 }, async () => {
      const controller = new AbortController();
      const input = { id: 800, each: { deadlineMs: 5_000, maxRetries: 0 } };
      const call = ask("get", input, controller.signal).catch(({ name }) => name);
      await until(() => countOf(800) >= arrived + 50);
      await sleep(50);
      controller.abort();
      return call;
    });
    assert.deepEqual(new Set(await Promise.all(gone)), new Set(["AbortError"]));
    await sleep(50);
  };

  test("a response of known length that is abandoned halfway is not an unhandled rejection", async () => {
    await ask("unhandled");
    const aborted = await Promise.all([1, 2, 3].map((i) => get(900 + i, { at: 60 })));
    assert.deepEqual(
      aborted.map(({ error }) => error.message),
      ["aborted 901", "aborted 902", "aborted 903"],
    );
    const { error } = await get(910, { each: { timeoutMs: 60, maxRetries: 0 } });
    assert.equal(error.code, "TIMEOUT");
    await sleep(50);
    assert.deepEqual(await ask("unhandled"), { value: [] });
  });

  test("a response of known length is limited by maxReplyBytes", async () => {
    for (const answer of [get(100, { options: { maxReplyBytes: 50 } }), ask("lying")]) {
      assert.equal((await answer).error.code, "REPLY_TOO_LARGE");
    }
  });

  test("fifty senders that disconnect halfway harm nobody, and leave nothing behind", async () => {
    const { value: before } = await ask("held");
    const sizes = [];
    for (let round = 0; round < 5; round++) {
      const served = Array.from({ length: 20 }, (_, i) => get(100 + i));
      await fiftyGo();
      for (const [i, answer] of served.entries()) assert.equal((await answer).value, 100 + i);
      await ask("later", { ms: 60_000 });
      assert.deepEqual(await get(100), { value: 100 });
      sizes.push((await ask("memory")).value);
    }
    // Each round has left five megabytes of responses half read.
    assert.ok(sizes.at(-1) - sizes[0] < 2 ** 20, `${sizes}`);
    // The platform itself holds what a timer holds.
    await sleep(5_100);
    const { value: held } = await ask("held");
    assert.ok(held - before < 5, `${held} calls are held, ${before} before`);
  });
});
