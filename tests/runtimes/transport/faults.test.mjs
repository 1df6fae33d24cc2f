// Every fault that a network or a service may have, over real HTTP, in each runtime: how each kind of call
// ends, and how often the service has seen its request. What must not happen twice is never sent twice.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as threadline from "threadline";
import { startBrowser } from "../support/browser.mjs";
import { startFake } from "../support/fake.mjs";
import { CALLS, makeCalls, makeClients } from "../support/fault-run.mjs";
import { startWorkerd } from "../support/workerd.mjs";

// No wait before a retry.
Math.random = () => 0;

const MB = 2 ** 20;
const HOUR = 3_600_000;

// How a call ends, and how often its request is sent.
const FINE = ["fine", 1];
const FINE_AGAIN = ["fine", 2];
const UNKNOWN = ["OUTCOME_UNKNOWN", 1];
const each = (outcome) => ({ reads: outcome, changes: outcome, keyed: outcome, sends: outcome });
/** What may pass is retried, but a message is not. */
const passing = { ...each(FINE_AGAIN), sends: UNKNOWN };
const lasting = (code, count = 3) => ({ ...each([code, count]), sends: UNKNOWN });
/** What came cannot be read, and a retry would not help: it does not say whether a message was taken. */
const garbled = (code) => ({ ...each([code, 1]), keyed: UNKNOWN, sends: UNKNOWN });

const headers = (...list) => ({ headers: list });
const rejected = (...list) => ({ status: 429, ...headers(...list) });
const inSeconds = (seconds) => new Date(Date.now() + seconds * 1_000).toUTCString();

/** Long enough for a busy machine to respond. */
const SOON = { timeoutMs: 1_500 };

/** The name, the fault, how calls end; more to expect of errors, and options of the calls. */
const FAULTS = [
  ["none", {}, each(FINE)],
  ["latency", { delayMs: 100 }, each(FINE)],
  ["a reset before the request was read", { sending: "resetBefore" }, passing],
  ["a reset after it", { sending: "resetAfter" }, passing],
  ["a reset halfway through the response", { sending: "resetHalfway" }, passing],
  ["resets without end", { sending: "resetAfter", repeat: true }, lasting("CONNECTION")],
  ["a response that is not HTTP", { sending: "notHttp" }, passing],
  ["silence", { sending: "stall" }, passing, {}, SOON],
  [
    "a stall after the headers",
    { sending: "stallAfterHeaders", status: 200, body: { json: [] } },
    passing,
    {},
    SOON,
  ],
  [
    "a stall halfway through the response",
    { sending: "stallHalfway", status: 200, body: { json: [] } },
    passing,
    {},
    SOON,
  ],
  [
    "silence without end",
    { sending: "stall", repeat: true },
    lasting("TIMEOUT", 2),
    { retryable: { TIMEOUT: true, OUTCOME_UNKNOWN: false } },
    { timeoutMs: 2_000, maxRetries: 1 },
  ],
  [
    "a byte now and then",
    { sending: { drip: 400 }, status: 200, body: { text: "          " } },
    passing,
    {},
    SOON,
  ],
  ["a page of HTML", { body: "html" }, garbled("DECODE")],
  ["a page of HTML called JSON", { body: { text: "<p>Sign in" } }, garbled("DECODE")],
  ["garbage", { body: "garbage" }, garbled("DECODE")],
  ["half a response", { status: 200, body: { text: '[{"id":1},' } }, passing],
  ["bytes that are not UTF-8", { body: { bytes: [34, 255, 34] } }, garbled("DECODE")],
  ["a body without end", { status: 200, body: { endless: 64 * MB } }, garbled("REPLY_TOO_LARGE")],
  [
    "a gigabyte announced and begun",
    { status: 200, body: { endless: 8 * MB }, ...headers(["content-length", `${2 ** 30}`]) },
    garbled("REPLY_TOO_LARGE"),
  ],
  ["a gzip bomb", { status: 200, body: { gzipBomb: 64 * MB } }, garbled("REPLY_TOO_LARGE")],
  ["the status 400", { status: 400 }, each(["INVALID_REQUEST", 1])],
  ["the status 401", { status: 401 }, each(["AUTHENTICATION", 1])],
  ["the status 403", { status: 403 }, each(["PERMISSION_DENIED", 1])],
  ["the status 404", { status: 404 }, each(["NOT_FOUND", 1])],
  ["the status 409", { status: 409 }, each(["INVALID_REQUEST", 1])],
  ...[500, 503].map((status) => [
    `the status ${status}`,
    { status },
    { ...each(FINE_AGAIN), sends: ["SERVER", 1] },
    { retryable: { SERVER: false } },
  ]),
  ["the status 599", { status: 599 }, passing],
  ["the status 425", { status: 425 }, each(FINE_AGAIN)],
  ["the status 524 without end", { status: 524, repeat: true }, lasting("SERVER")],
  ...[408, 499, 502, 504, 520, 524, 530, 598].map((status) => [
    `the status ${status}`,
    { status },
    passing,
  ]),
  ...[301, 302, 303, 307, 308].flatMap((status) => [
    [
      `the redirect ${status} to another host`,
      { status, elsewhere: true },
      each(["REDIRECT", 1]),
      { retryable: { REDIRECT: false } },
    ],
    [
      `the redirect ${status} to the same host, with a body`,
      { status, ...headers(["location", "/v1/conversations/1"]), body: "html" },
      each(["REDIRECT", 1]),
    ],
  ]),
  ["a redirect without a location", { status: 302 }, each(["REDIRECT", 1])],
  ["the status 304", { status: 304 }, each(["REDIRECT", 1])],
  ["429 alone", rejected(), each(FINE_AGAIN)],
  ["429 with no seconds", rejected(["retry-after", "0"]), each(FINE_AGAIN)],
  ["429 with a second", rejected(["retry-after", "1"]), each(FINE_AGAIN), { atLeastMs: 990 }],
  [
    "429 with milliseconds",
    rejected(["retry-after-ms", "300"]),
    each(FINE_AGAIN),
    { atLeastMs: 290 },
  ],
  ["429 with a date that has passed", rejected(["retry-after", inSeconds(-60)]), each(FINE_AGAIN)],
  ["429 with nonsense", rejected(["retry-after", "soon"]), each(FINE_AGAIN)],
  [
    "429 with two values",
    rejected(["retry-after", "0"], ["retry-after", "1"]),
    each(FINE_AGAIN),
    { atLeastMs: 990 },
  ],
  ["429 with a negative number", rejected(["retry-after", "-5"]), each(FINE_AGAIN)],
  [
    "429 with retryAfter in the body",
    { status: 429, body: { json: { message: "slow", retryAfter: 0.3 } } },
    each(FINE_AGAIN),
    { atLeastMs: 290 },
  ],
  [
    "429 without end",
    { ...rejected(["retry-after-ms", "1"]), repeat: true },
    each(["RATE_LIMIT", 3]),
    { retryable: { RATE_LIMIT: true } },
  ],
  [
    "429 with an hour",
    rejected(["retry-after", "3600"]),
    each(["RATE_LIMIT", 1]),
    { retryAfterMs: [HOUR, HOUR], retryable: { RATE_LIMIT: true } },
  ],
  [
    "429 with a date in an hour",
    rejected(["retry-after", inSeconds(3_600)]),
    each(["RATE_LIMIT", 1]),
    // As long ago as the table was made, and a date knows no parts of a second.
    { retryAfterMs: [HOUR - 600_000, HOUR] },
  ],
  [
    "503 with an hour",
    { status: 503, ...headers(["retry-after", "3600"]) },
    each(["SERVER", 1]),
    { retryAfterMs: [HOUR, HOUR] },
  ],
];

/** A malformed response to some runtimes, and one with an unknown status to others. */
const NO_STATUS = [0, 100, 101, 103, 199, 600, 999];

const CLASSES = {
  "a read": "reads",
  "a change": "changes",
  "an e-mail with an id of its own": "keyed",
  "a message": "sends",
  "a reply": "sends",
};

const RUNTIMES = {
  Node: {
    start: async (fake) => {
      const run = (options) => makeCalls(makeClients(threadline, fake.url, fake.keys), options);
      return { run, stop: () => {} };
    },
  },
  workerd: {
    start: async (fake) => {
      const worker = await startWorkerd(
        { URL: fake.url, KEYS: fake.keys },
        new URL("../support/fault-worker.mjs", import.meta.url),
      );
      const run = (options) => worker.get("/", { method: "POST", body: JSON.stringify(options) });
      return { run, stop: worker.stop };
    },
  },
  Chromium: {
    // By itself, Chromium sends a request again, whatever its method, when a connection that it had kept
    // open breaks before the response's head, or after 408. Here no connection is kept open: what is seen is
    // what threadline does.
    flags: ["--one-request-each"],
    start: async (fake) => {
      const browser = await startBrowser();
      const page = await browser.page();
      await page.evaluate(
        async ({ url, keys }) => {
          Math.random = () => 0;
          const library = await import("/threadline/index.js");
          const { makeCalls, makeClients } = await import("/support/fault-run.mjs");
          window.run = (options) => makeCalls(makeClients(library, url, keys), options);
        },
        { url: fake.url, keys: fake.keys },
      );
      const run = (options) => page.evaluate((options) => window.run(options), options);
      return { run, stop: browser.stop };
    },
  },
};

describe("faults over real HTTP (bad input, lines 4, 8, 9, 10 and 11):", {
  concurrency: true,
}, () => {
  for (const [runtime, { start, flags = [] }] of Object.entries(RUNTIMES)) {
    describe(`${runtime}:`, { concurrency: false }, () => {
      let fake;
      let elsewhere;
      let calls;
      before(async () => {
        [fake, elsewhere] = await Promise.all([startFake(...flags), startFake()]);
        calls = await start(fake);
      });
      after(async () => {
        await calls?.stop();
        fake?.stop();
        elsewhere?.stop();
      });

      /** What became of the calls, and how often each request has arrived. */
      const facing = async ({ elsewhere: away, ...fault }, options) => {
        if (away) fault.headers = [["location", `${elsewhere.url}/v1/conversations/1`]];
        const script = Object.values(CALLS).map(([service, operation]) => [
          `${service.toLowerCase()}.${operation}`,
          [fault],
        ]);
        await fake.onlyFaults(Object.fromEntries(script));
        await fake.requests();
        const start = performance.now();
        const outcomes = await calls.run(options);
        const took = performance.now() - start;
        const arrived = await fake.requests();
        const sent = (name) => arrived.filter(({ operation }) => operation === name).length;
        assert.deepEqual(await elsewhere.requests(), []);
        return Object.entries(outcomes).map(([kind, outcome]) => {
          return { kind, outcome, sent: sent(CALLS[kind][1]), took };
        });
      };

      for (const [what, fault, expected, more = {}, options = {}] of FAULTS) {
        test(what, async () => {
          for (const { kind, outcome, sent, took } of await facing(fault, options)) {
            const details = `${kind}: ${JSON.stringify({ ...outcome, sent, took })}`;
            const [code, count] = expected[CLASSES[kind]];
            assert.equal(outcome.code, code, details);
            assert.equal(sent, count, details);
            if (more.atLeastMs) assert.ok(took >= more.atLeastMs, details);
            if (code === "fine") continue;
            assert.equal(outcome.attempts, count, details);
            if (more.retryable) assert.equal(outcome.retryable, more.retryable[code], details);
            if (!more.retryAfterMs) continue;
            const [least, most] = more.retryAfterMs;
            assert.ok(outcome.retryAfterMs >= least && outcome.retryAfterMs <= most, details);
            assert.ok(Math.abs(outcome.retryInMs - outcome.retryAfterMs) < 60_000, details);
          }
        });
      }

      for (const status of NO_STATUS) {
        test(`the status ${status}`, async () => {
          for (const { kind, outcome, sent } of await facing({ status, repeat: true }, {})) {
            const details = `${kind}: ${JSON.stringify({ ...outcome, sent })}`;
            if (CLASSES[kind] === "sends") {
              assert.deepEqual([outcome.code, sent], UNKNOWN, details);
            } else {
              const unread = CLASSES[kind] === "keyed" ? "OUTCOME_UNKNOWN" : "DECODE";
              const ends = { CONNECTION: 3, [unread]: 1 };
              assert.equal(sent, ends[outcome.code], details);
            }
          }
        });
      }
    });
  }
});

test("a page's browser may itself resend what threadline sends once", async (t) => {
  const [fake, browser] = await Promise.all([startFake(), startBrowser()]);
  t.after(browser.stop);
  t.after(fake.stop);
  const page = await browser.page();
  // Over a connection that is kept open, as after the question that a page asks first.
  await fake.onlyFaults({ "qlara.reply": [{ sending: "resetAfter" }] });
  const seen = await page.evaluate(
    async ({ url, key }) => {
      const { Qlara } = await import("/threadline/index.js");
      let requests = 0;
      const api = new Qlara({
        apiKey: key,
        baseUrl: url,
        dangerouslyAllowBrowser: true,
        onRequest: () => requests++,
      });
      const end = await api
        .reply({ chatId: "810006", message: "Hi" }, { headers: { "idempotency-key": "hi-1" } })
        .then(
          () => "fine",
          ({ code }) => code,
        );
      return { end, requests };
    },
    { url: fake.url, key: fake.keys.Qlara },
  );
  const sent = (await fake.requests()).filter(({ operation }) => operation === "reply").length;
  assert.equal(seen.requests, 1);
  assert.deepEqual([seen.end, sent], sent === 1 ? UNKNOWN : ["fine", 2]);
});
