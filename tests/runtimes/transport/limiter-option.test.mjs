// A limiter of the user's own: each request is sent on a reservation.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Heymarket, InvalidArgumentError, RateLimitError, TimeoutError } from "threadline";
import { json, KEY, LIST, never, rejection } from "../support/doubles.mjs";

/** A limiter that notes what it is asked, and a client that has it. */
const limited = ({ reserve = () => ({ waitMs: 0 }), answers = [], ...options } = {}) => {
  const asked = [];
  const given = [];
  const limiter = {
    reserve(patienceMs) {
      asked.push(["reserve", Math.round(patienceMs / 1000)]);
      const made = reserve(asked.length, patienceMs);
      given.push(made);
      return made;
    },
    giveBack: (reservation) => asked.push(["giveBack", given.indexOf(reservation)]),
    hold: (ms) => asked.push(["hold", ms]),
  };
  let sent = 0;
  const fetch = async (_url, init) => {
    const answer = answers[sent++];
    return answer ? answer(init) : json([]);
  };
  const api = new Heymarket({ apiKey: KEY, fetch, limiter, coalesce: false, ...options });
  return { api, asked, sent: () => sent };
};
const list = (api, options) => api.listConversations(LIST, options);
const status = (code, headers) => () => new Response("{}", { status: code, headers });

describe("a limiter of the user's own", () => {
  test("is asked before each request, each retry and each page", async () => {
    const { api, asked, sent } = limited({ answers: [status(500)] });
    await list(api);
    assert.deepEqual([sent(), asked.map(([what]) => what)], [2, ["reserve", "reserve"]]);
  });

  test("is asked with how long the call can wait and still leave time for an attempt", async () => {
    const { api, asked } = limited();
    await list(api);
    await list(api, { deadlineMs: 20_000, timeoutMs: 30_000 });
    assert.deepEqual(asked, [
      ["reserve", 45],
      ["reserve", 15],
    ]);
  });

  test("makes the call wait", async () => {
    const { api } = limited({ reserve: () => ({ waitMs: 60 }) });
    const start = performance.now();
    await list(api);
    assert.ok(performance.now() - start >= 55);
  });

  test("refuses a call, which then sends nothing", async () => {
    const { api, sent } = limited({ reserve: async () => ({ refused: 9_000 }) });
    const error = await rejection(list(api));
    assert.ok(error instanceof RateLimitError, error);
    assert.deepEqual(
      [sent(), error.attempts, error.retryAfterMs, error.retryable],
      [0, 0, 9_000, true],
    );
  });

  test("refuses a retry: the call ends with what failed before", async () => {
    const reserve = (turn) => (turn === 1 ? { waitMs: 0 } : { refused: 9_000 });
    const { api } = limited({ reserve, answers: [status(500)] });
    assert.equal((await rejection(list(api))).status, 500);
  });

  test("is called for a rejection that asks to wait, and for no other response", async () => {
    const { api, asked } = limited({
      answers: [status(429, { "retry-after": "1" }), status(503, { "retry-after": "1" })],
    });
    await list(api);
    assert.deepEqual(
      asked.filter(([what]) => what === "hold"),
      [["hold", 1000]],
    );
  });

  for (const [what, options] of [
    [
      "whose token cannot be had",
      { apiKey: undefined, token: () => Promise.reject(new Error("no")) },
    ],
    ["that is aborted while it waits", { aborted: true, reserve: () => ({ waitMs: 60_000 }) }],
  ]) {
    test(`gets the reservation back of a request ${what}`, async () => {
      const { aborted, ...given } = options;
      const controller = new AbortController();
      const { api, asked, sent } = limited(given);
      const call = list(api, { signal: controller.signal });
      if (aborted) setTimeout(() => controller.abort(new Error("enough")), 20);
      await rejection(call);
      assert.deepEqual([sent(), asked.map(([one]) => one)], [0, ["reserve", "giveBack"]]);
    });
  }

  test("gets the reservation back that comes after the call has ended", async () => {
    let give;
    const reserve = () =>
      new Promise((resolve) => {
        give = resolve;
      });
    const { api, asked } = limited({ reserve });
    const controller = new AbortController();
    const call = list(api, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 20);
    assert.equal((await rejection(call)).message, "enough");
    give({ waitMs: 0 });
    await new Promise(setImmediate);
    assert.equal(asked.at(-1)[0], "giveBack");
  });

  test("that never answers ends with the call's deadline", async () => {
    const { api, sent } = limited({ reserve: never });
    const error = await rejection(list(api, { deadlineMs: 60 }));
    assert.ok(error instanceof TimeoutError, error);
    assert.equal(sent(), 0);
  });

  test("that fails, fails the call, which sends nothing and may be made again", async () => {
    const thrown = new Error("out of reach");
    const failing = () => {
      throw thrown;
    };
    for (const reserve of [failing, async () => failing()]) {
      const { api, sent } = limited({ reserve });
      const error = await rejection(list(api));
      assert.deepEqual([error.code, error.retryable, sent()], ["CONNECTION", true, 0]);
      assert.match(error.message, /limiter\.reserve failed: nothing was sent/);
    }
  });

  for (const answer of [
    undefined,
    null,
    5,
    {},
    { waitMs: "1" },
    { waitMs: -1 },
    { waitMs: Number.NaN },
  ]) {
    test(`must give a reservation: ${JSON.stringify(answer)} is none`, async () => {
      const { api, sent } = limited({ reserve: () => answer });
      const error = await rejection(list(api));
      assert.ok(error instanceof InvalidArgumentError, error);
      assert.deepEqual([error.path, sent()], ["limiter", 0]);
    });
  }

  for (const [what, limiter] of [
    ["an object", 5],
    ["an object with all three methods", { reserve() {}, hold() {} }],
  ]) {
    test(`must be ${what}`, () => {
      assert.throws(() => new Heymarket({ apiKey: KEY, limiter }), { path: "limiter" });
    });
  }

  test("takes the place of rateLimit, and excludes it", () => {
    const limiter = { reserve() {}, giveBack() {}, hold() {} };
    const options = { apiKey: KEY, limiter, rateLimit: { perMinute: 5 } };
    assert.throws(() => new Heymarket(options), { path: "limiter", message: /exclude each other/ });
  });
});
