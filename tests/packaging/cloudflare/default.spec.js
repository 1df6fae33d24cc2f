import { env } from "cloudflare:test";
import * as threadline from "threadline";
import { test } from "vitest";
import { visit } from "./tour.mjs";

test("every operation", async () => {
  const report = await visit(threadline, env.SERVICES);
  await fetch(env.REPORT, { method: "POST", body: JSON.stringify(report) });
}, 60_000);
