import * as threadline from "threadline";
import * as undici from "undici";
import { afterAll, beforeAll, test } from "vitest";
import { clockOf } from "./clocks.mjs";
import { mockAgentDouble, tryDouble } from "./doubles.mjs";
import { report } from "./report.mjs";

// Node's own `fetch` hands over bodies in another way than this undici expects; its own one does not.
undici.install();

const double = mockAgentDouble(undici, {});
beforeAll(() => {
  double.open();
});
afterAll(() => double.close());

test("MockAgent under fake timers", async () => {
  await report(tryDouble(threadline, double, clockOf(process.env.CLOCK)));
}, 60_000);
