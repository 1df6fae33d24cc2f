// A repeated delivery is handled once, unless that failed.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { InvalidArgumentError, MemoryReplayGuard, parseHeymarketWebhook } from "threadline";
import { rejection, sleep } from "../support/doubles.mjs";
import { heymarketBody, MESSAGE, TOKEN } from "./support/deliveries.mjs";

const dealWith = async (guard, body, handle) => {
  const { deduplicationKey } = await parseHeymarketWebhook(body, { token: TOKEN });
  if (!(await guard.claim(deduplicationKey))) return "seen";
  try {
    await handle();
    return "done";
  } catch {
    await guard.release(deduplicationKey);
    return "failed";
  }
};

describe("the same delivery twice", () => {
  test("is handled once, however it is spelt and whenever it arrives", async () => {
    const guard = new MemoryReplayGuard();
    let handled = 0;
    const bodies = [
      heymarketBody(),
      heymarketBody(),
      heymarketBody({ type: "message_received" }),
      heymarketBody({ type: undefined, event: "message_recieved" }),
      heymarketBody({ event_data: Object.fromEntries(Object.entries(MESSAGE).reverse()) }),
    ];
    const outcomes = await Promise.all(
      bodies.map((body) =>
        dealWith(guard, body, async () => {
          handled++;
          await sleep(5);
        }),
      ),
    );
    assert.equal(handled, 1);
    assert.deepEqual(outcomes.sort(), ["done", "seen", "seen", "seen", "seen"]);
  });

  test("is handled again after a failure", async () => {
    const guard = new MemoryReplayGuard();
    const fail = () => Promise.reject(new Error("down"));
    assert.equal(await dealWith(guard, heymarketBody(), fail), "failed");
    assert.equal(await dealWith(guard, heymarketBody(), () => {}), "done");
    assert.equal(await dealWith(guard, heymarketBody(), () => {}), "seen");
  });

  test("is not mistaken for another one", async () => {
    const guard = new MemoryReplayGuard();
    const later = { ...MESSAGE, updated: "2026-03-01T10:00:01Z" };
    for (const data of [MESSAGE, { ...MESSAGE, id: 1 }, later]) {
      assert.equal(await dealWith(guard, heymarketBody({ event_data: data }), () => {}), "done");
    }
  });
});

describe("MemoryReplayGuard", () => {
  test("forgets in time", async () => {
    const guard = new MemoryReplayGuard({ keepMs: 20 });
    assert.equal(await guard.claim("a"), true);
    await sleep(40);
    assert.equal(await guard.claim("a"), true);
  });

  test("forgets the oldest when it is full, and nothing else", async () => {
    const guard = new MemoryReplayGuard({ maxKeys: 2 });
    assert.deepEqual(
      [await guard.claim("a"), await guard.claim("b"), await guard.claim("a")],
      [true, true, false],
    );
    assert.equal(await guard.claim("c"), true);
    assert.deepEqual([await guard.claim("b"), await guard.claim("a")], [false, true]);
  });

  test("keeps to its bound", async () => {
    const guard = new MemoryReplayGuard({ maxKeys: 1000 });
    for (let i = 0; i < 10_000; i++) assert.equal(await guard.claim(`key ${i}`), true);
    assert.deepEqual([await guard.claim("key 9999"), await guard.claim("key 8999")], [false, true]);
  });

  test("rejects invalid keys and options", async () => {
    const guard = new MemoryReplayGuard();
    for (const key of [undefined, null, "", 7, {}]) {
      assert.ok((await rejection(guard.claim(key))) instanceof InvalidArgumentError);
    }
    await guard.release("never claimed");
    for (const options of [null, { keepMs: 0 }, { keepMs: "1" }, { maxKeys: 0 }, { max: 1 }]) {
      assert.throws(() => new MemoryReplayGuard(options), InvalidArgumentError);
    }
  });
});
