// The package in what Nitro builds: for Cloudflare, which workerd runs, and for Node.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { oneFile, oneText } from "../support/copies.mjs";
import { addressOf } from "../support/page.mjs";
import { run, tool } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { onceEach, serveHandler } from "../support/served.mjs";
import { alikeEverywhere, arrived, shown } from "../support/steered.mjs";

const nitro = row("Nitro", locked("nitropack"));

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

/** Where a handler finds the service. */
const at = ({ url, keys }) => new URLSearchParams({ url, key: keys.Heymarket });

for (const [app, platform] of [
  ["node", "Node"],
  ["cloudflare", "Cloudflare"],
]) {
  nitro.also(`a form, for ${platform}`, async (fake) => {
    const { found } = await started(app);
    const send = (text) =>
      shown(`${found}/send?${at(fake)}`, { method: "POST", body: new URLSearchParams({ text }) });
    const lacking = await send("");
    assert.deepEqual([lacking.status, JSON.parse(lacking.body).message], [400, "text"]);
    assert.deepEqual(await arrived(fake), []);
    const { status, location } = await send("From a form");
    assert.deepEqual({ status, location }, { status: 303, location: "/server" });
    assert.deepEqual(await arrived(fake), ["sendMessage"]);
  });

  nitro.also(`\`createError()\` in \`token()\` and \`fetch\`, for ${platform}`, async (fake) => {
    const { found } = await started(app);
    for (const [thrown, expected] of [
      ["createError", 404],
      // Of a Response that is thrown, h3 keeps the status alone.
      ["response", 302],
    ]) {
      const alike = await alikeEverywhere(async (query) => {
        const { status, body } = await shown(`${found}/steer?thrown=${thrown}&${query}`);
        return { status, said: { ...JSON.parse(body), url: undefined } };
      });
      assert.equal(alike.status, expected);
    }
    // And an error that nobody catches gives its status to h3.
    const { status, body } = await shown(`${found}/uncaught?${at(fake)}`);
    assert.deepEqual([status, JSON.parse(body).message], [404, "Server Error"]);
  });
}
