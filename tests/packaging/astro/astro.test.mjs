// The package on both sides of an Astro site, with the adapter for Node. Astro needs a newer Node than the
// oldest that we run on.

import assert from "node:assert/strict";
import { oneFile, oneText } from "../support/copies.mjs";
import { programOf } from "../support/node.mjs";
import { addressOf, visitPage } from "../support/page.mjs";
import { run, serveWith } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { onceEach } from "../support/served.mjs";
import { alikeEverywhere, arrived, reportIn, shown } from "../support/steered.mjs";

const NODE = programOf("node24");
const ASTRO = "node_modules/astro/bin/astro.mjs";

const astro = row("Astro, with `@astrojs/node`", locked("astro"));

const started = onceEach(async (app, { url, keys }) => {
  await run(NODE, [ASTRO, "build", "--root", app], { env: { ASTRO_TELEMETRY_DISABLED: "1" } });
  const env = {
    HOST: "127.0.0.1",
    PORT: "0",
    HEYMARKET_URL: url,
    HEYMARKET_KEY: keys.Heymarket,
  };
  const address = (printed) => /listening on (http:\S+)/.exec(printed)?.[1];
  return serveWith(NODE, [`${app}/dist/server/entry.mjs`], address, { env });
});

const page = (app) => async (services) => {
  const { found, output } = await started(app, services);
  return reportIn(await shown(addressOf(`${found}/server`, services)), output);
};
const script = (app, check) => async (services) => {
  const { found } = await started(app, services);
  check(`${app}/dist/client`);
  return visitPage(`${found}/client`, services);
};

astro.runs("page on the server", page("default"));
astro.runs("script in a page", script("default", oneText));
astro.slim("page on the server", page("slim"));
astro.slim("script in a page", script("slim", oneFile));

/** As a browser sends it from a page of the site. */
const post = (url, body, headers) => ({
  method: "POST",
  headers: { origin: url, ...headers },
  body,
});

astro.also("a page's form", async (fake) => {
  const { found } = await started("default", fake);
  const send = (text) => shown(`${found}/send`, post(found, new URLSearchParams({ text })));
  const lacking = await send("");
  assert.equal(lacking.status, 400);
  assert.match(lacking.body, /<output>text<\/output>/);
  assert.deepEqual(await arrived(fake), []);
  const { status, location } = await send("From a form");
  assert.deepEqual({ status, location }, { status: 303, location: "/login" });
  assert.deepEqual(await arrived(fake), ["sendMessage"]);
});

astro.also("`Astro.redirect()` in `token()` and `fetch`", async (fake) => {
  const { found } = await started("default", fake);
  const alike = await alikeEverywhere((query) => shown(`${found}/steer?${query}`));
  assert.deepEqual([alike.status, alike.location], [302, "/login"]);
});

astro.also("`ActionError` in `token()` and `fetch`", async (fake) => {
  const { found } = await started("default", fake);
  const act = async (path) => {
    const json = post(found, "{}", { "content-type": "application/json" });
    const { status, body } = await shown(`${found}/_actions/${path}`, json);
    return { status, message: JSON.parse(body).message };
  };
  const alike = await alikeEverywhere((query) => act(`steer?${query}`));
  assert.deepEqual(alike, { status: 401, message: "Sign in first" });
  // The message of an error that nobody catches reaches the page.
  const { status, message } = await act("uncaught");
  assert.equal(status, 500);
  assert.match(message, /^getConversation: /);
});
