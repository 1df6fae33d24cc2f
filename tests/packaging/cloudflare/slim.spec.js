import { env } from "cloudflare:test";
import * as threadline from "threadline/slim";
import module from "threadline/threadline.wasm";
import { test } from "vitest";
import { visit } from "./tour.mjs";

test("every operation", async () => {
  await threadline.init({ module });
  const report = await visit(threadline, env.SERVICES);
  await fetch(env.REPORT, { method: "POST", body: JSON.stringify(report) });
}, 60_000);
