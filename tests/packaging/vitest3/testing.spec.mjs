import { writeFileSync } from "node:fs";
import * as threadline from "threadline";
import * as testing from "threadline/testing";
import { test } from "vitest";
import { visitFakes } from "./tour.mjs";

test("every operation", async () => {
  const report = await visitFakes(threadline, testing);
  writeFileSync(process.env.REPORT, JSON.stringify(report));
}, 60_000);
