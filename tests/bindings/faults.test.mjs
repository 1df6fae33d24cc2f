// Every fault of tests/faults.json in each runtime: how each kind of call ends, and how often the service has seen its
// request. What must not happen twice is never sent twice.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startFake } from "../runtimes/support/fake.mjs";
import { callsOf, endsOf, faultsOf, ROWS, SETTINGS } from "../runtimes/support/fault-table.mjs";
import { serve } from "../runtimes/support/misbehaving.mjs";
import { startChromium, startNode, startWorkerd } from "./support/carriers.mjs";

// No wait before a retry.
Math.random = () => 0;

const RUNTIMES = {
  Node: { start: startNode, tellsRefusal: true },
  workerd: { start: startWorkerd },
  // By itself, Chromium sends a request again over a connection that it had kept open.
  Chromium: { start: startChromium, flags: ["--one-request-each"] },
};

/** An address at which nobody listens. */
const nobody = async () => {
  const { url, stop } = await serve(() => {});
  stop();
  return url;
};

for (const [runtime, { start, flags = [], tellsRefusal = false }] of Object.entries(RUNTIMES)) {
  describe(`${runtime}:`, () => {
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

    const isHere = ({ refused }) => !refused || (refused === "reported") === tellsRefusal;
    for (const row of ROWS.filter(isHere)) {
      test(row.title, async () => {
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
        const ends = await carrier.faults({ url, keys: fake.keys, settings, calls });
        const took = performance.now() - start;
        const arrived = await fake.requests();
        assert.deepEqual(await elsewhere.requests(), []);
        for (const [call, end] of Object.entries(ends)) {
          const sent = arrived.filter(({ operation }) => operation === calls[call].operation);
          const arrivals = sent.length;
          const details = `${call}: ${JSON.stringify({ ...end, arrivals, took })}`;
          const { kind } = end;
          const right = endsOf(row, call);
          assert.ok(Object.hasOwn(right, kind), details);
          assert.equal(arrivals, right[kind], details);
          if (row.atLeastMs) assert.ok(took >= row.atLeastMs, details);
          if (kind === "value") continue;
          assert.equal(end.attempts, row.attempts?.[kind] ?? arrivals, details);
          if (row.retryable) assert.equal(end.retryable, row.retryable[kind], details);
          if (!row.retryAfterMs) continue;
          const [least, most] = row.retryAfterMs;
          assert.ok(end.retryAfterMs >= least && end.retryAfterMs <= most, details);
        }
      });
    }
  });
}
