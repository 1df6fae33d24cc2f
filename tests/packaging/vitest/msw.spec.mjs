import * as msw from "msw";
import * as mswNode from "msw/node";
import * as threadline from "threadline";
import { afterAll, beforeAll, test } from "vitest";
import { clockOf } from "./clocks.mjs";
import { mswDouble, tryDouble } from "./doubles.mjs";
import { report } from "./report.mjs";

const double = mswDouble(msw, mswNode);
beforeAll(() => {
  double.open();
});
afterAll(() => double.close());

test("msw under fake timers", async () => {
  await report(tryDouble(threadline, double, clockOf(process.env.CLOCK)));
}, 60_000);
