// The tools of Cloudflare need a newer Node than the oldest that we run on.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { blocks } from "../../runtimes/support/documented.mjs";
import { serve } from "../../runtimes/support/misbehaving.mjs";
import { startWorkerd, workerdVersion } from "../../runtimes/support/workerd.mjs";
import { example, once, testBorders, testForeign } from "../support/border-table.mjs";
import { carries, IN_ROUNDS } from "../support/carries.mjs";
import { oneFile } from "../support/copies.mjs";
import { programOf } from "../support/node.mjs";
import { addressOf } from "../support/page.mjs";
import { run, serveWith } from "../support/programs.mjs";
import { receive } from "../support/receive.mjs";
import { locked, row } from "../support/row.mjs";
import { EXPECTED } from "../support/tour.mjs";
import { testHttp1, testKeys } from "../support/wire.mjs";
import { reportOf } from "./binding.mjs";

const NODE = programOf("node24");
const WRANGLER = "node_modules/wrangler/bin/wrangler.js";
const ENV = { CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" };

const wrangler = row("Cloudflare Workers, by Wrangler", locked("wrangler"));
const plugin = row(
  "Cloudflare Workers, in `@cloudflare/vitest-plugin`",
  locked("@cloudflare/vitest-plugin"),
);

const serveWorkers = (...which) => {
  const args = [WRANGLER, "dev", ...which, "--local", "--ip", "127.0.0.1", "--port", "0"];
  const address = (printed) => /Ready on (http:\S+)/.exec(printed)?.[1];
  return serveWith(NODE, args, address, { env: ENV });
};

/** While Wrangler serves a Worker, or those of several configurations. */
const serving = async (which, work) => {
  const server = await serveWorkers(...which);
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

test("docs/fetch.md: a service binding", async () => {
  const [, code] = blocks("fetch.md").find(([name]) => name === "service-binding.js");
  writeFileSync("binding/documented/service-binding.js", code);
  const which = ["-c", "binding/documented/wrangler.jsonc", "-c", "binding/answers/wrangler.jsonc"];
  const names = await serving(which, (url) => fetch(url).then((reply) => reply.json()));
  assert.deepEqual(names, ["GET https://api.heymarket.com/v1/inboxes Bearer key"]);
});

const vitest = (spec, env) =>
  run(NODE, ["node_modules/vitest/vitest.mjs", "run", spec], { env: { ...ENV, ...env } });
const visitSpec = (spec) => (services) =>
  receive((REPORT) => vitest(spec, { SERVICES: JSON.stringify(services), REPORT }));

plugin.runs("a test", visitSpec("default.spec.js"));
plugin.slim("a test, the module imported and given to `init`", visitSpec("slim.spec.js"));
plugin.testing("a test", visitSpec("testing.spec.js"));

test("what the caller's own functions reject with is handled", () =>
  vitest("rejections.spec.js", { SERVICES: "{}", REPORT: "" }));

// From its date on, workerd keeps the fields of an error.
const DATES = { old: "2026-04-20", new: "2026-04-21" };

/** Writes the configuration of a Worker; the flags that start it. */
const configured = (name, config) => {
  const file = `${name}.jsonc`;
  writeFileSync(file, JSON.stringify({ name, ...config }));
  return ["--config", file];
};

const bordering = (age) =>
  configured(`borders-${age}`, {
    main: "borders-worker.js",
    compatibility_date: DATES[age],
    vars: { AGE: age },
    services: [
      { binding: "OLD", service: "borders-old", entrypoint: "Sender" },
      { binding: "NEW", service: "borders-new", entrypoint: "Sender" },
      { binding: "NEW_ITSELF", service: "borders-new" },
    ],
    durable_objects: {
      bindings: [
        { name: "OLD_KEEPER", class_name: "Keeper", script_name: "borders-old" },
        { name: "NEW_KEEPER", class_name: "Keeper", script_name: "borders-new" },
      ],
    },
    migrations: [{ tag: "first", new_sqlite_classes: ["Keeper"] }],
  });

let crossing;
after(async () => (await crossing)?.stop());

/** What crosses to the Worker of that age. */
const crossed = async (age) => {
  crossing ??= serveWorkers(...bordering("old"), ...bordering("new"));
  const { found, output } = await crossing;
  const response = await fetch(new URL(age, found));
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}\n${output.all}`);
  return JSON.parse(text);
};

const THROWN = {
  "thrown by another Worker": ["remote"],
  "thrown by a Durable Object": ["remote"],
  "thrown by a Durable Object's `fetch`": ["remote"],
};
for (const to of ["old", "new"]) {
  const arrived = once(() => crossed(to));
  const part = (name) => async () => ({ borders: (await arrived())[name] });
  testForeign(`Workers, ${to}`, arrived);
  testBorders(`Workers, ${to}`, part("inside"));
  testBorders(`Workers, old to ${to}`, part("fromOld"), { added: THROWN });
  const added = { ...THROWN };
  if (to === "new") added["thrown by a Durable Object"] = ["durableObjectId", "remote"];
  testBorders(`Workers, new to ${to}`, part("fromNew"), { added });
}

for (const [from, to] of [
  ["old", "new"],
  ["new", "old"],
]) {
  test(`the documented Worker hands its errors on: ${from} to ${to}`, async (t) => {
    const answers = [
      [200, {}, '{"id":9920,"target":"15555550101"}'],
      [404, {}, '{"message":"no such conversation"}'],
      [429, { "retry-after": "3600" }, '{"message":"slow down"}'],
      [401, {}, '{"message":"no such key"}'],
    ];
    const service = await serve((_request, response) => {
      const [status, headers, body] = answers.shift();
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
    });
    t.after(service.stop);
    const key = "apiKey: this.env.HEYMARKET_API_KEY";
    writeFileSync(
      "rpc-inbox.js",
      example("rpc-inbox.js", { [key]: `${key}, baseUrl: this.env.HEYMARKET_URL` }),
    );
    writeFileSync("rpc-front.js", example("rpc-front.js"));
    const server = await serveWorkers(
      ...configured("rpc-front", {
        main: "rpc-front.js",
        compatibility_date: DATES[to],
        services: [{ binding: "INBOX", service: "rpc-inbox", entrypoint: "Inbox" }],
      }),
      ...configured("rpc-inbox", {
        main: "rpc-inbox.js",
        compatibility_date: DATES[from],
        vars: { HEYMARKET_API_KEY: "key", HEYMARKET_URL: service.url },
      }),
    );
    t.after(server.stop);
    const ask = async () => {
      const response = await fetch(server.found);
      return [response.status, response.headers.get("retry-after"), await response.text()];
    };
    const [status, , conversation] = await ask();
    assert.deepEqual([status, JSON.parse(conversation).target], [200, "15555550101"]);
    assert.deepEqual(await ask(), [404, null, ""]);
    assert.deepEqual(await ask(), [429, "3600", ""]);
    const [failed, , body] = await ask();
    assert.equal(failed, 502);
    assert.match(JSON.parse(body).message, /^getConversation: /);
  });
}

const WIRE_WORKER = "wire-worker.js";
const post = (jobs) => ({ method: "POST", body: JSON.stringify(jobs) });

const runtime = { name: "workerd", column: "workerd", version: locked("workerd") };
const wire = (jobs) => serving([WIRE_WORKER], async (url) => (await fetch(url, post(jobs))).json());
testHttp1(runtime, wire);
testKeys(runtime, wire);

/** The one that the tests of the runtimes run in: older, and still used by everybody who has not updated since. */
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
