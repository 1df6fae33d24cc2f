import fetchMock from "fetch-mock";
import * as threadline from "threadline";
import { afterAll, beforeAll, test } from "vitest";
import { clockOf } from "./clocks.mjs";
import { fetchMockDouble, tryDouble } from "./doubles.mjs";
import { report } from "./report.mjs";

const double = fetchMockDouble(fetchMock);
beforeAll(() => {
  double.open();
});
afterAll(() => double.close());

test("fetch-mock under fake timers", async () => {
  await report(tryDouble(threadline, double, clockOf(process.env.CLOCK)));
}, 60_000);
