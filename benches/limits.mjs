// A million calls in simulated time, in bursts and in a steady stream, with and without trouble: how many requests were
// sent in any window of the limits, at most, and how many of those that they let through.
//   node limits.mjs [calls]
//
// Exits with 1 when there are more than a limit allows in any window, or less than 95 % of it in a steady stream.

import { init } from "threadline";
import { limitedCalls } from "./shared/limited-calls.mjs";

const calls = Number(process.argv[2] ?? 1_000_000);
const LEAST = 0.95;

const LIMITS = [{ perMinute: 500 }, { perMinute: 1_000, perSecond: 50 }];
const WORLDS = [
  ["steady", "none"],
  ["bursts", "none"],
  ["bursts", "much"],
];

await init();
const each = Math.ceil(calls / (LIMITS.length * WORLDS.length));
const start = performance.now();
console.log(
  `${"limit".padEnd(36)} arrivals trouble   calls    sent  in the time allowed  most in a window`,
);
for (const rateLimit of LIMITS) {
  for (const [arrivals, trouble] of WORLDS) {
    const service = rateLimit.perSecond ? "qlara" : "heymarket";
    const world = { service, rateLimit, calls: each, arrivals, trouble, seed: 1 };
    const { sent, share, most } = await limitedCalls(world);
    const limits = Object.values(rateLimit);
    const row = [
      JSON.stringify(rateLimit).padEnd(36),
      arrivals.padEnd(8),
      trouble.padEnd(7),
      String(each).padStart(7),
      String(sent).padStart(7),
      `${(share * 100).toFixed(1)} %`.padStart(20),
      ` ${most.map((count, i) => `${count} of ${limits[i]}`).join(", ")}`,
    ];
    console.log(row.join(" "));
    const isTooMuch = most.some((count, i) => count > limits[i]);
    if (isTooMuch || (arrivals === "steady" && share < LEAST)) process.exitCode = 1;
  }
}
console.log(`${((performance.now() - start) / 1_000).toFixed(0)} s`);
