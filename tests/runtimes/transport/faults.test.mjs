// Every fault that a network or a service may have, over real HTTP, in each runtime: how each kind of call
// ends, and how often the service has seen its request. What must not happen twice is never sent twice.
// The faults are those of tests/faults.json.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as threadline from "threadline";
import { startBrowser } from "../support/browser.mjs";
import { startFake } from "../support/fake.mjs";
import { runCalls } from "../support/fault-run.mjs";
import { callsOf, endsOf, faultsOf, ROWS, SETTINGS } from "../support/faults.mjs";
import { startWorkerd } from "../support/workerd.mjs";
import { service } from "./support.mjs";

// No wait before a retry.
Math.random = () => 0;

const RUNTIMES = {
  Node: {
    tellsRefusal: true,
    start: async () => ({ run: (asked) => runCalls(threadline, asked), stop: () => {} }),
  },
  workerd: {
    start: async () => {
      const file = new URL("../support/fault-worker.mjs", import.meta.url);
      const { get, stop } = await startWorkerd({}, file);
      const run = (asked) => get("/", { method: "POST", body: JSON.stringify(asked) });
      return { run, stop };
    },
  },
  Chromium: {
    // By itself, Chromium sends a request again, whatever its method, when a connection that it had kept
    // open breaks before the response's head, or after 408. Here no connection is kept open: what is seen is
    // what threadline does.
    flags: ["--one-request-each"],
    start: async () => {
      const browser = await startBrowser();
      const page = await browser.page();
      await page.evaluate(async () => {
        Math.random = () => 0;
        const library = await import("/threadline/index.js");
        const { runCalls } = await import("/support/fault-run.mjs");
        window.run = (asked) => runCalls(library, asked);
      });
      const run = (asked) => page.evaluate((asked) => window.run(asked), asked);
      return { run, stop: browser.stop };
    },
  },
};

/** An address at which nobody listens. */
const nobody = async () => {
  const { url, stop } = await service();
  stop();
  return url;
};

describe("faults over real HTTP (bad input, lines 4, 8, 9, 10 and 11):", {
  concurrency: true,
}, () => {
  for (const [runtime, { start, flags = [], tellsRefusal = false }] of Object.entries(RUNTIMES)) {
    describe(`${runtime}:`, { concurrency: false }, () => {
      let fake;
      let elsewhere;
      let carrier;
      before(async () => {
        [fake, elsewhere] = await Promise.all([startFake(...flags), startFake()]);
        carrier = await start();
      });
      after(async () => {
        await carrier?.stop();
        fake?.stop();
        elsewhere?.stop();
      });

      /** What became of a row's calls, and how often each request has arrived. */
      const facing = async (row) => {
        const calls = callsOf(row);
        const faults = faultsOf(row, elsewhere.url);
        const script = Object.values(calls).map(({ service, operation }) => [
          `${service}.${operation}`,
          faults,
        ]);
        await fake.onlyFaults(Object.fromEntries(script));
        await fake.requests();
        const url = row.refused ? await nobody() : fake.url;
        const settings = { ...SETTINGS, ...row.settings };
        const start = performance.now();
        const ends = await carrier.run({ url, keys: fake.keys, settings, calls });
        const took = performance.now() - start;
        const arrived = await fake.requests();
        assert.deepEqual(await elsewhere.requests(), []);
        return Object.entries(ends).map(([call, end]) => {
          const sent = arrived.filter(({ operation }) => operation === calls[call].operation);
          return { call, end, arrivals: sent.length, took };
        });
      };

      const isHere = ({ refused }) => !refused || (refused === "reported") === tellsRefusal;
      for (const row of ROWS.filter(isHere)) {
        test(row.title, async () => {
          for (const { call, end, arrivals, took } of await facing(row)) {
            const details = `${call}: ${JSON.stringify({ ...end, arrivals, took })}`;
            const { kind } = end;
            const ends = endsOf(row, call);
            assert.ok(Object.hasOwn(ends, kind), details);
            assert.equal(arrivals, ends[kind], details);
            const attempts = row.attempts?.[kind] ?? arrivals;
            assert.equal(end.attempts, attempts, details);
            assert.deepEqual(end.retried, (row.retried ?? []).slice(0, attempts - 1), details);
            if (row.atLeastMs) assert.ok(took >= row.atLeastMs, details);
            if (kind === "value") continue;
            if (row.retryable) assert.equal(end.retryable, row.retryable[kind], details);
            if (!row.retryAfterMs) continue;
            const [least, most] = row.retryAfterMs;
            assert.ok(end.retryAfterMs >= least && end.retryAfterMs <= most, details);
            assert.ok(Math.abs(end.retryInMs - end.retryAfterMs) < 60_000, details);
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
  assert.deepEqual([seen.end, sent], sent === 1 ? ["OUTCOME_UNKNOWN", 1] : ["fine", 2]);
});
