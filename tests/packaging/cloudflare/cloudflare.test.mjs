// The tools of Cloudflare need a newer Node than the oldest that we run on.

import { test } from "node:test";
import { startWorkerd, workerdVersion } from "../../runtimes/support/workerd.mjs";
import { oneFile } from "../support/copies.mjs";
import { programOf } from "../support/node.mjs";
import { addressOf } from "../support/page.mjs";
import { run, serveWith } from "../support/programs.mjs";
import { receive } from "../support/receive.mjs";
import { locked, row } from "../support/row.mjs";
import { testHttp1, testKeys } from "../support/wire.mjs";

const NODE = programOf("node24");
const WRANGLER = "node_modules/wrangler/bin/wrangler.js";
const ENV = { CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" };

const wrangler = row("Cloudflare Workers, by Wrangler", locked("wrangler"));
const plugin = row(
  "Cloudflare Workers, in `@cloudflare/vitest-plugin`",
  locked("@cloudflare/vitest-plugin"),
);

/** What a Worker answers to the request that `ask` makes of its address. */
const asking = async (worker, ask) => {
  const args = [WRANGLER, "dev", worker, "--local", "--ip", "127.0.0.1", "--port", "0"];
  const address = (printed) => /Ready on (http:\S+)/.exec(printed)?.[1];
  const server = await serveWith(NODE, args, address, { env: ENV });
  try {
    const response = await ask(server.found);
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}\n${server.output.all}`);
    return JSON.parse(text);
  } finally {
    await server.stop();
  }
};
const dev = (worker) => (services) =>
  asking(worker, (address) => fetch(addressOf(address, services)));
/** What would be deployed holds the module once. */
const deployable = async (worker) => {
  const folder = `out-${worker}`;
  const args = [WRANGLER, "deploy", worker, "--dry-run", "--outdir", folder];
  await run(NODE, args, { env: ENV });
  oneFile(folder);
};
const runsIn = (worker) => async (services) => {
  await deployable(worker);
  return dev(worker)(services);
};

wrangler.runs("`wrangler dev`", runsIn("worker.js"));
wrangler.slim("`wrangler dev`, the module imported and given to `init`", runsIn("slim-worker.js"));

const vitest = (spec, env) =>
  run(NODE, ["node_modules/vitest/vitest.mjs", "run", spec], { env: { ...ENV, ...env } });
const visitSpec = (spec) => (services) =>
  receive((REPORT) => vitest(spec, { SERVICES: JSON.stringify(services), REPORT }));

plugin.runs("a test", visitSpec("default.spec.js"));
plugin.slim("a test, the module imported and given to `init`", visitSpec("slim.spec.js"));
plugin.testing("a test", visitSpec("testing.spec.js"));

test("what the caller's own functions reject with is handled", () =>
  vitest("rejections.spec.js", { SERVICES: "{}", REPORT: "" }));

const WIRE_WORKER = "wire-worker.js";
const post = (jobs) => ({ method: "POST", body: JSON.stringify(jobs) });

const runtime = { name: "workerd", column: "workerd", version: locked("workerd") };
const wire = (jobs) => asking(WIRE_WORKER, (address) => fetch(address, post(jobs)));
testHttp1(runtime, wire);
testKeys(runtime, wire);

/** The one that the tests of the runtimes run in: older, and still the one of whoever has not updated since. */
const older = {
  name: "workerd of April",
  column: "workerd of April 2026",
  version: workerdVersion,
};
const wireOfOlder = async (jobs) => {
  const worker = await startWorkerd({}, new URL(WIRE_WORKER, import.meta.url));
  try {
    return await worker.get("/", post(jobs));
  } finally {
    await worker.stop();
  }
};
testHttp1(older, wireOfOlder);
testKeys(older, wireOfOlder);
