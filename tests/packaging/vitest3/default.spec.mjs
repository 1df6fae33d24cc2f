import { writeFileSync } from "node:fs";
import * as threadline from "threadline";
import { test } from "vitest";
import { visit } from "./tour.mjs";

test("every operation", async () => {
  const report = await visit(threadline, JSON.parse(process.env.SERVICES));
  writeFileSync(process.env.REPORT, JSON.stringify(report));
}, 60_000);
