import * as threadline from "threadline";
import { afterAll, beforeAll, test, vi } from "vitest";
import createFetchMock from "vitest-fetch-mock";
import { clockOf } from "./clocks.mjs";
import { mockedFetchDouble, tryDouble } from "./doubles.mjs";
import { report } from "./report.mjs";

const double = mockedFetchDouble(createFetchMock(vi));
beforeAll(() => {
  double.open();
});
afterAll(() => double.close());

test("vitest-fetch-mock under fake timers", async () => {
  await report(tryDouble(threadline, double, clockOf(process.env.CLOCK)));
}, 60_000);
