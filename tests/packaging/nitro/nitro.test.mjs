// The package in what Nitro builds: for Cloudflare, which workerd runs, and for Node.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { Miniflare } from "miniflare";
import { startFake } from "../../runtimes/support/fake.mjs";
import { oneFile, oneText } from "../support/copies.mjs";
import { addressOf } from "../support/page.mjs";
import { run, tool } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { onceEach, serveHandler } from "../support/served.mjs";
import { alikeEverywhere, shown } from "../support/steered.mjs";

const nitro = row("Nitro", locked("nitropack"));

let fake;
before(async () => {
  fake = await startFake();
});
beforeEach(() => fake.reset());
after(() => fake?.stop());

const typeOf = (file) =>
  (file.endsWith(".mjs") && "ESModule") || (file.endsWith(".wasm") && "CompiledWasm");

/** Runs what `wrangler deploy` would upload. */
const startWorkerd = async (folder) => {
  const files = readdirSync(folder, { recursive: true }).filter(typeOf);
  // The first one is the Worker.
  files.sort((a, b) => (b === "index.mjs") - (a === "index.mjs"));
  const miniflare = new Miniflare({
    cf: false,
    compatibilityDate: "2026-03-01",
    modulesRoot: folder,
    modules: files.map((file) => {
      const path = join(folder, file);
      return { type: typeOf(file), path, contents: readFileSync(path) };
    }),
  });
  const { origin } = await miniflare.ready;
  return { found: origin, output: { all: "" }, stop: () => miniflare.dispose() };
};

const started = onceEach(async (app) => {
  await run(tool("nitropack"), ["build", "--dir", app]);
  const folder = join(app, ".output/server");
  if (app.endsWith("cloudflare")) return startWorkerd(folder);
  return serveHandler(process.execPath, join(folder, "index.mjs"), "listener");
});

const handler = (app, check) => async (services) => {
  const { found, output } = await started(app);
  check(`${app}/.output/server`);
  const { status, body } = await shown(addressOf(`${found}/server`, services));
  assert.equal(status, 200, `${body}\n${output.all}`);
  return JSON.parse(body);
};

const CLOUDFLARE = "event handler, for Cloudflare, with `experimental.wasm`";
nitro.runs("event handler, for Node", handler("node", oneText));
nitro.runs(CLOUDFLARE, handler("cloudflare", oneFile));
nitro.slim("event handler, for Node", handler("slim-node", oneFile));
nitro.slim(
  `${CLOUDFLARE}, the module imported and given to \`init\``,
  handler("slim-cloudflare", oneFile),
);

const STEERED = {
  "createError()": ["createError", 404],
  // Whatever is no error of h3's becomes one, with the status that it has.
  "a Response that is thrown": ["response", 302],
};
for (const app of ["node", "cloudflare"]) {
  for (const [name, [thrown, expected]] of Object.entries(STEERED)) {
    test(`${name} inside of a call is h3's, for ${app}`, async () => {
      const { found } = await started(app);
      const alike = await alikeEverywhere(async (query) => {
        const { status, body } = await shown(`${found}/steer?thrown=${thrown}&${query}`);
        return { status, said: { ...JSON.parse(body), url: undefined } };
      });
      assert.equal(alike.status, expected);
    });
  }

  const service = () => new URLSearchParams({ url: fake.url, key: fake.keys.Heymarket });

  test(`an error that nobody catches gives its status to h3, for ${app}`, async () => {
    const { found } = await started(app);
    const { status, body } = await shown(`${found}/uncaught?${service()}`);
    assert.deepEqual([status, JSON.parse(body).message], [404, "Server Error"]);
  });

  const send = async (text) => {
    const { found } = await started(app);
    const body = new URLSearchParams({ text });
    return shown(`${found}/send?${service()}`, { method: "POST", body });
  };
  const arrived = async () => (await fake.requests()).map(({ operation }) => operation);

  test(`a form sends a message once, and goes on to another page, for ${app}`, async () => {
    const { status, location } = await send("From a form");
    assert.deepEqual({ status, location }, { status: 303, location: "/server" });
    assert.deepEqual(await arrived(), ["sendMessage"]);
  });

  test(`what a form lacks is said, for ${app}`, async () => {
    const { status, body } = await send("");
    assert.deepEqual([status, JSON.parse(body).message], [400, "text"]);
    assert.deepEqual(await arrived(), []);
  });
}
