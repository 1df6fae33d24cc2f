// How long a service asks to wait is obeyed, in every form; what does not fit the deadline is reported
// at once. Seen by what `onRetry` receives, not by the clock.

import assert from "node:assert/strict";
import { after, before, describe, mock, test } from "node:test";
import { Heymarket, Qlara, RateLimitError, ServerError } from "threadline";
import { json, LIST, rejection } from "../support/doubles.mjs";
import { reply, SAMPLES, scripted, status, timed } from "./support.mjs";

// Half of the first wait, where the service asks for none.
const OWN = 250;
before(() => mock.method(Math, "random", () => 0.5));
after(() => mock.restoreAll());

/** The wait before the first retry; the call is ended then. */
const waitAfter = async (answer, { Client, make } = SAMPLES[0]) => {
  const controller = new AbortController();
  let wait;
  const { api } = scripted(Client, [answer], {
    onRetry: ({ delayMs }) => {
      wait = delayMs;
      controller.abort("known");
    },
  });
  assert.equal(await rejection(make(api, { signal: controller.signal })), "known");
  return wait;
};

const inSeconds = (seconds) => new Date(Date.now() + seconds * 1_000).toUTCString();

describe("the wait that a service asks for (bad input, line 11):", () => {
  for (const code of [408, 425, 429, 499, 500, 502, 503, 504, 524]) {
    for (const sample of SAMPLES) {
      test(`seconds, after ${code} (${sample.title})`, async () => {
        assert.equal(await waitAfter(status(code, { "retry-after": "7" }), sample), 7_000);
      });
    }
  }

  for (const [what, headers, expected] of [
    ["no time", { "retry-after": "0" }, 0],
    ["a fraction of a second", { "retry-after": "1.5" }, 1_500],
    ["blanks around it", { "retry-after": " 2 " }, 2_000],
    ["milliseconds", { "retry-after-ms": "1234" }, 1_234],
    ["a fraction of a millisecond", { "retry-after-ms": "12.5" }, 12.5],
    [
      "both, where the milliseconds are more exact",
      { "retry-after-ms": "900", "retry-after": "1" },
      900,
    ],
    [
      "nonsense in milliseconds and good seconds",
      { "retry-after-ms": "soon", "retry-after": "1" },
      1_000,
    ],
    ["two values, of which the longer counts", { "retry-after": "2, 5" }, 5_000],
    ["a negative number, which means no wait", { "retry-after": "-5" }, 0],
    [
      "a date in the past, which means no wait",
      { "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" },
      0,
    ],
  ]) {
    test(what, async () => assert.equal(await waitAfter(status(429, headers)), expected));
  }

  test("a date to come", async () => {
    const wait = await waitAfter(status(503, { "retry-after": inSeconds(20) }));
    // Dates know no parts of a second.
    assert.ok(wait > 17_000 && wait <= 20_000, `${wait} ms`);
  });

  for (const nonsense of [
    "",
    "NaN",
    "Infinity",
    "-Infinity",
    "soon",
    "1e",
    "0x10",
    "1,",
    ",",
    "1 2",
    "Wed, 21 Oct 2015 07:28:00 GMT, Thu, 22 Oct 2015 07:28:00 GMT",
    "null",
    "2026",
    "１２",
    "Wed, 99 Foo 2015 99:99:99 GMT",
    "2015-10-21T07:28:00Z",
    "[object Object]",
    "9".repeat(9),
  ].filter((value) => !/^\d+$/.test(value) && !/[^\x20-\x7e]/.test(value))) {
    test(`nonsense asks for nothing: ${JSON.stringify(nonsense)}`, async () => {
      assert.equal(await waitAfter(status(429, { "retry-after": nonsense })), OWN);
      assert.equal(await waitAfter(status(429, { "retry-after-ms": nonsense })), OWN);
    });
  }

  test("a success asks for nothing, whatever its headers say", async () => {
    const headers = { "retry-after": "3600", "retry-after-ms": "1" };
    const { api, sent } = scripted(Heymarket, [() => json([], { headers })]);
    assert.deepEqual(await api.listConversations(LIST), []);
    assert.deepEqual(await api.listConversations(LIST), []);
    assert.equal(sent.length, 2);
  });
});

describe("Qlara's retryAfter in the body (bad input, line 11):", () => {
  const qlara = SAMPLES.find(({ Client }) => Client === Qlara);
  const saying = (retryAfter, headers) =>
    status(
      429,
      headers,
      JSON.stringify({ status: 429, error: "rate", message: "slow", retryAfter }),
    );

  for (const [what, value, expected] of [
    ["seconds", 3, 3_000],
    ["a fraction", 0.25, 250],
    ["as text", "4", 4_000],
    ["nothing", 0, 0],
    ["a negative number", -3, 0],
    ["null", null, OWN],
    ["words", "soon", OWN],
    ["an object", { seconds: 3 }, OWN],
    ["a list", [3], OWN],
    ["true", true, OWN],
  ]) {
    test(what, async () => assert.equal(await waitAfter(saying(value), qlara), expected));
  }

  test("counts less than the headers", async () => {
    assert.equal(await waitAfter(saying(3, { "retry-after": "2" }), qlara), 2_000);
    assert.equal(await waitAfter(saying(3, { "retry-after-ms": "1500" }), qlara), 1_500);
  });

  test("is obeyed by a message that was rate-limited", async () => {
    const { api, sent, retries } = scripted(Qlara, [saying(0.02), status(202)]);
    await reply(api);
    assert.equal(sent.length, 2);
    assert.deepEqual(
      retries.map(({ delayMs }) => delayMs),
      [20],
    );
  });

  test("that does not fit the deadline is an error at once", async () => {
    const { api } = scripted(Qlara, [saying(90)]);
    const { error, took } = await timed(reply(api));
    assert.ok(error instanceof RateLimitError);
    assert.deepEqual([error.retryAfterMs, error.retryable], [90_000, true]);
    assert.match(error.message, /: slow$/);
    assert.ok(took < 20_000, `took ${took} ms`);
  });
});

describe("a wait that does not fit the deadline is an error at once, with the time to retry at (bad input, line 11):", () => {
  for (const [code, ErrorClass] of [
    [429, RateLimitError],
    [503, ServerError],
  ]) {
    for (const { title, Client, make } of SAMPLES) {
      test(`an hour, after ${code} (${title})`, async () => {
        const { api, sent, retries } = scripted(Client, [status(code, { "retry-after": "3600" })]);
        const { error, took } = await timed(make(api));
        assert.ok(error instanceof ErrorClass);
        assert.ok(took < 20_000, `took ${took} ms`);
        assert.deepEqual([sent.length, retries.length, error.attempts], [1, 0, 1]);
        assert.equal(error.retryAfterMs, 3_600_000);
        assert.ok(error.retryAt instanceof Date);
        assert.ok(Math.abs(error.retryAt - Date.now() - 3_600_000) < 2_000);
        assert.equal(error.retryable, true);
        assert.equal(JSON.parse(JSON.stringify(error)).retryAfterMs, 3_600_000);
      });
    }
  }

  test("one that is longer than what is left", async () => {
    const { api, sent } = scripted(Heymarket, [status(503, { "retry-after-ms": "300" })]);
    const error = await rejection(api.listConversations(LIST, { deadlineMs: 290 }));
    assert.deepEqual([error.code, error.retryAfterMs, sent.length], ["SERVER", 300, 1]);
  });

  test("beyond the limit: a day, and a date that far ahead", async () => {
    for (const value of ["1e308", "1e999", "9".repeat(400), "100000000"]) {
      const { api } = scripted(Heymarket, [status(503, { "retry-after": value })]);
      const error = await rejection(api.listConversations(LIST));
      assert.equal(error.retryAfterMs, 86_400_000);
      assert.ok(Number.isFinite(error.retryAt.getTime()));
    }
  });

  test("the last error of a call that must not be retried has it as well", async () => {
    const { api } = scripted(Heymarket, [status(429, { "retry-after": "2" })], { maxRetries: 0 });
    const error = await rejection(api.listConversations(LIST));
    assert.equal(error.retryAfterMs, 2_000);
  });

  test("an error without one has none", async () => {
    const { api } = scripted(Heymarket, [status(503)], { maxRetries: 0 });
    const error = await rejection(api.listConversations(LIST));
    assert.deepEqual([error.retryAfterMs, error.retryAt], [undefined, undefined]);
  });
});
