// In simulated time: in no window of the limit more requests than it allows, whatever happens; and hardly fewer.
// `cargo xtask bench --limits` makes a million calls.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { init } from "threadline";
import { limitedCalls } from "../support/limited-calls.mjs";

const CALLS = 5_000;

// A client has sent nothing yet: until its first requests leave the window, it may send more than in the long run.
const LEAST = 0.95;
const MOST = 1 + 1_000 / CALLS;

before(() => init());

describe("in no window are there more requests than the limit:", () => {
  for (const rateLimit of [
    { perMinute: 500 },
    { perMinute: 1_000, perSecond: 50 },
    { perSecond: 7 },
    { perMinute: 0.5 },
  ]) {
    for (const [arrivals, trouble] of [
      ["bursts", "none"],
      ["bursts", "much"],
      ["steady", "much"],
    ]) {
      test(`${JSON.stringify(rateLimit)}, ${arrivals}, trouble: ${trouble}`, async () => {
        const world = { rateLimit, calls: CALLS, arrivals, trouble };
        const { most, sent } = await limitedCalls({ ...world, seed: CALLS });
        const limits = Object.values(rateLimit).map((rate) => Math.max(1, rate));
        assert.ok(
          most.every((count, i) => count <= limits[i]),
          `${most} of ${limits}`,
        );
        assert.ok(sent > CALLS / 4, `${sent} sent`);
      });
    }
  }
});

describe("in a steady stream, what the limit lets through is sent:", () => {
  for (const rateLimit of [
    { perMinute: 500 },
    { perMinute: 1_000, perSecond: 50 },
    { perSecond: 7 },
  ]) {
    test(JSON.stringify(rateLimit), async () => {
      const world = { rateLimit, calls: CALLS, arrivals: "steady", trouble: "none", seed: 1 };
      const { share } = await limitedCalls(world);
      assert.ok(share >= LEAST && share <= MOST, `${share}`);
    });
  }
});
