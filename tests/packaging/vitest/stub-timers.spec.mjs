import * as threadline from "threadline";
import { test, vi } from "vitest";
import { clockOf } from "./clocks.mjs";
import { stubDouble, tryDouble } from "./doubles.mjs";
import { report } from "./report.mjs";

test("a stub under fake timers", async () => {
  await report(tryDouble(threadline, stubDouble(vi.fn), clockOf(process.env.CLOCK)));
}, 60_000);
