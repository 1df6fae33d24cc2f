// Every operation from a module in Rust, in workerd, where many requests share one instance.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startFake } from "../runtimes/support/fake.mjs";
import { serve } from "../runtimes/support/misbehaving.mjs";
import { startWorkerd } from "./support/carriers.mjs";
import { callsOf, OPERATIONS } from "./support/samples.mjs";

describe("in workerd", () => {
  let fake;
  let worker;
  before(async () => {
    [fake, worker] = await Promise.all([startFake(), startWorkerd()]);
  });
  after(async () => {
    await worker?.stop();
    fake?.stop();
  });
  const results = (calls) => worker.results({ url: fake.url, keys: fake.keys, calls });

  for (const sample of OPERATIONS) {
    test(`${sample.title} is taken`, async () => {
      await fake.reset();
      const { values, error } = await results(callsOf(sample));
      assert.equal(error, undefined);
      // JSON has no undefined.
      assert.equal(values.at(-1) === null, sample.output === undefined);
    });
  }

  test("two hundred requests, twenty at once, share the clients, and one's failure touches no other", async () => {
    const get = (id) => ({ client: "Heymarket", name: "getConversation", input: { id } });
    const ends = [];
    const visitor = async (first) => {
      for (let at = first; at < 200; at += 20) {
        const { values, error } = await results([get(at % 3 ? 610_018 : 1)]);
        ends[at] = error?.code ?? values[0].id;
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, first) => visitor(first)));
    const expected = Array.from({ length: 200 }, (_, at) => (at % 3 ? 610_018 : "NOT_FOUND"));
    assert.deepEqual(ends, expected);
  });
});

test("requests whose senders have gone delay nobody", async (t) => {
  let count = 0;
  const service = await serve((_, response) => {
    setTimeout(() => response.end("300"), 30 + ((count++ * 7) % 60));
  });
  const worker = await startWorkerd();
  t.after(() => worker.stop());
  t.after(() => service.stop());
  const calls = [{ client: "Heymarket", name: "countConversations" }];
  const asked = { url: service.url, keys: { Heymarket: "key", Qlara: "key" }, calls };
  const gone = Array.from({ length: 30 }, async (_, at) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), at);
    await worker.results(asked, controller.signal).catch(() => {});
  });
  const served = Array.from({ length: 30 }, () => worker.results(asked));
  await Promise.all(gone);
  for (const { values } of await Promise.all(served)) assert.deepEqual(values, [300]);
  await sleep(100);
  assert.deepEqual(await worker.results(asked), { values: [300] });
});
