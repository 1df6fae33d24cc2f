// The tools of Cloudflare need a newer Node than the oldest that we run on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { carries, IN_ROUNDS } from "../support/carries.mjs";
import { oneFile } from "../support/copies.mjs";
import { programOf } from "../support/node.mjs";
import { addressOf } from "../support/page.mjs";
import { run, serveWith } from "../support/programs.mjs";
import { receive } from "../support/receive.mjs";
import { locked, row } from "../support/row.mjs";
import { EXPECTED } from "../support/tour.mjs";
import { reportOf } from "./binding.mjs";

const NODE = programOf("node24");
const WRANGLER = "node_modules/wrangler/bin/wrangler.js";
const ENV = { CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" };

const wrangler = row("Cloudflare Workers, by Wrangler", locked("wrangler"));
const plugin = row(
  "Cloudflare Workers, in `@cloudflare/vitest-plugin`",
  locked("@cloudflare/vitest-plugin"),
);

/** While Wrangler serves a Worker, or those of several configurations. */
const serving = async (args, work) => {
  const flags = ["--local", "--ip", "127.0.0.1", "--port", "0"];
  const address = (printed) => /Ready on (http:\S+)/.exec(printed)?.[1];
  const server = await serveWith(NODE, [WRANGLER, "dev", ...args, ...flags], address, { env: ENV });
  try {
    return await work(server.found);
  } catch (error) {
    throw new Error(server.output.all, { cause: error });
  } finally {
    await server.stop();
  }
};
const visited = (services) => async (url) => {
  const reply = await fetch(addressOf(url, services));
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${reply.status} ${text}`);
  return JSON.parse(text);
};
/** What would be deployed holds the module once. */
const deployable = async (worker) => {
  const folder = `out-${worker}`;
  const args = [WRANGLER, "deploy", worker, "--dry-run", "--outdir", folder];
  await run(NODE, args, { env: ENV });
  oneFile(folder);
};
const runsIn = (worker) => async (services) => {
  await deployable(worker);
  return serving([worker], visited(services));
};

wrangler.runs("`wrangler dev`", runsIn("worker.js"));
wrangler.slim("`wrangler dev`, the module imported and given to `init`", runsIn("slim-worker.js"));
const BOUND = ["-c", "binding/wrangler.jsonc", "-c", "binding/api/wrangler.jsonc"];

wrangler.runs("`wrangler dev`, through a service binding", async (services) => {
  const { unreachable, ...rest } = await serving(BOUND, visited(services));
  // Wrangler makes a response of what a bound Worker throws.
  assert.deepEqual(unreachable, ["SERVER", false]);
  return { ...rest, unreachable: EXPECTED.unreachable };
});

const bound = `Wrangler ${locked("wrangler")}, through a service binding`;
carries(bound, async () => ({ report: await serving(BOUND, reportOf) }), IN_ROUNDS);

const vitest = (spec, env) =>
  run(NODE, ["node_modules/vitest/vitest.mjs", "run", spec], { env: { ...ENV, ...env } });
const visitSpec = (spec) => (services) =>
  receive((REPORT) => vitest(spec, { SERVICES: JSON.stringify(services), REPORT }));

plugin.runs("a test", visitSpec("default.spec.js"));
plugin.slim("a test, the module imported and given to `init`", visitSpec("slim.spec.js"));
plugin.testing("a test", visitSpec("testing.spec.js"));

test("what the caller's own functions reject with is handled", () =>
  vitest("rejections.spec.js", { SERVICES: "{}", REPORT: "" }));
