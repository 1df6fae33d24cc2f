import * as threadline from "threadline";
import * as testing from "threadline/testing";
import { test } from "vitest";
import { clockOf } from "./clocks.mjs";
import { tryFakesInFakedTime } from "./doubles.mjs";
import { report } from "./report.mjs";

test("the fake services under fake timers", async () => {
  await report(tryFakesInFakedTime(threadline, testing, clockOf(process.env.CLOCK)));
}, 60_000);
