// One rate limit for all isolates of an account.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { serve } from "../support/misbehaving.mjs";
import { until } from "./support/edge.mjs";
import { startIsolates } from "./support/isolates.mjs";

/** The most of times within any stretch of a length. */
const mostWithin = (times, length) => {
  let [most, first] = [0, 0];
  for (const [at, time] of times.entries()) {
    while (times[first] <= time - length) first++;
    most = Math.max(most, at - first + 1);
  }
  return most;
};

describe("four isolates that make 2,000 calls at once, with one rejection and a restart", () => {
  const PER_SECOND = 400;
  const arrivals = [];
  let service;
  let isolates;
  let ends;
  let granted;
  before(async () => {
    service = await serve((_request, response) => {
      arrivals.push(Date.now());
      if (arrivals.length === 900) response.writeHead(429, { "retry-after": "1" }).end("{}");
      else response.end("5");
    });
    isolates = await startIsolates(4, { UPSTREAM: service.url, PER_SECOND });
    const calls = [0, 1, 2, 3].map((at) => isolates.ask(at, "/calls?count=500"));
    await until(() => arrivals.length > 400);
    // It rejects with its own end.
    await isolates.ask(0, "/end");
    ends = await Promise.all(calls);
    granted = await isolates.ask(0, "/granted");
  });
  after(async () => {
    await isolates.stop();
    service.stop();
  });

  test("all end, and each is sent once", () => {
    const sum = (name) => ends.reduce((all, one) => all + (one[name] ?? 0), 0);
    assert.deepEqual([sum("done"), sum("RATE_LIMIT")], [1999, 1], JSON.stringify(ends));
    assert.deepEqual([arrivals.length, granted.length], [2000, 2000]);
  });

  test("never send more than the limit", () => {
    assert.ok(mostWithin(granted, 1_000) <= PER_SECOND * 0.95);
    // What was granted takes its time to arrive, on a busy machine most of all.
    assert.ok(mostWithin(arrivals, 500) <= PER_SECOND);
  });

  test("wait together when one of them is asked to wait", () => {
    const gaps = granted.slice(1).map((at, before) => at - granted[before]);
    assert.ok(Math.max(...gaps) >= 900, `${Math.max(...gaps)} ms`);
  });
});

describe("an account that has much to read", () => {
  const paths = [];
  let service;
  let isolates;
  before(async () => {
    service = await serve((request, response) => {
      const { pathname } = new URL(request.url, "http://localhost");
      paths.push(pathname);
      const id = Number(pathname.split("/").at(-1));
      response.end(pathname.endsWith("/team") ? '{"id":1}' : JSON.stringify({ id }));
    });
    isolates = await startIsolates(1, { UPSTREAM: service.url, PER_SECOND: 20 });
  });
  after(async () => {
    await isolates.stop();
    service.stop();
  });

  test("lets people go first", async () => {
    for (let id = 1; id <= 60; id++) {
      const body = { token: "a-token-of-this-test", type: "chat_closed", event_data: { id } };
      const response = await isolates.post("/inbox/hooks/heymarket", body);
      assert.equal(response.status, 200);
    }
    assert.equal((await isolates.get("/inbox/heymarket/v1/team")).status, 200);
    const place = paths.indexOf("/v1/team");
    assert.ok(place < 40, `${place} reads came before`);
    await until(() => paths.length === 61);
  });
});

test("300,000 deliveries are forgotten at once, without growth", async () => {
  const isolates = await startIsolates(1, { UPSTREAM: "http://127.0.0.1:9", PER_SECOND: 20 });
  try {
    await isolates.ask(0, "/stats");
    await isolates.ask(0, "/fill?count=300000");
    const before = await isolates.ask(0, "/deliveries");
    assert.equal(before.count, 300_001);
    await isolates.ask(0, "/end");
    await isolates.ask(0, "/stats");
    await isolates.ask(0, "/tidy");
    const { count, bytes } = await isolates.ask(0, "/deliveries");
    assert.equal(count, 1);
    assert.ok(bytes <= before.bytes, `${before.bytes} bytes became ${bytes}`);
  } finally {
    await isolates.stop();
  }
});
