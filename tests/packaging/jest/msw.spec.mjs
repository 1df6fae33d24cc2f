import { jest } from "@jest/globals";
import * as msw from "msw";
import * as mswNode from "msw/node";
import * as threadline from "threadline";
import { mswDouble, tryDouble } from "./doubles.mjs";
import { report } from "./report.cjs";

const double = mswDouble(msw, mswNode);
beforeAll(() => double.open());
afterAll(() => double.close());

const clock = {
  start: () => jest.useFakeTimers(),
  advance: (ms) => jest.advanceTimersByTimeAsync(ms),
  stop: () => jest.useRealTimers(),
};

test("msw under fake timers", () => report(tryDouble(threadline, double, clock)), 60_000);
