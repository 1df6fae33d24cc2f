// The package on both sides of an Astro site, with the adapter for Node. Astro needs a newer Node than the
// oldest that we run on.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { startFake } from "../../runtimes/support/fake.mjs";
import { oneFile, oneText } from "../support/copies.mjs";
import { programOf } from "../support/node.mjs";
import { addressOf, visitPage } from "../support/page.mjs";
import { run, serveWith } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { onceEach } from "../support/served.mjs";
import { alikeEverywhere, reportIn, shown } from "../support/steered.mjs";

const NODE = programOf("node24");
const ASTRO = "node_modules/astro/bin/astro.mjs";

const astro = row("Astro, with `@astrojs/node`", locked("astro"));

let fake;
before(async () => {
  fake = await startFake();
});
beforeEach(() => fake.reset());
after(() => fake?.stop());

const started = onceEach(async (app) => {
  await run(NODE, [ASTRO, "build", "--root", app], { env: { ASTRO_TELEMETRY_DISABLED: "1" } });
  const env = {
    HOST: "127.0.0.1",
    PORT: "0",
    HEYMARKET_URL: fake.url,
    HEYMARKET_KEY: fake.keys.Heymarket,
  };
  const address = (printed) => /listening on (http:\S+)/.exec(printed)?.[1];
  return serveWith(NODE, [`${app}/dist/server/entry.mjs`], address, { env });
});

const arrived = async () => (await fake.requests()).map(({ operation }) => operation);

const page = (app) => async (services) => {
  const { found, output } = await started(app);
  return reportIn(await shown(addressOf(`${found}/server`, services)), output);
};
const script = (app, check) => async (services) => {
  const { found } = await started(app);
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

test("a page's form sends a message once, and goes on to another page", async () => {
  const { found } = await started("default");
  const form = new URLSearchParams({ text: "From a form" });
  const { status, location } = await shown(`${found}/send`, post(found, form));
  assert.deepEqual({ status, location }, { status: 303, location: "/login" });
  assert.deepEqual(await arrived(), ["sendMessage"]);
});

test("what a form lacks is said beside it", async () => {
  const { found } = await started("default");
  const { status, body } = await shown(
    `${found}/send`,
    post(found, new URLSearchParams({ text: "" })),
  );
  assert.equal(status, 400);
  assert.match(body, /<output>text<\/output>/);
  assert.deepEqual(await arrived(), []);
});

test("an Astro.redirect() that is thrown inside of a call reaches the page", async () => {
  const { found } = await started("default");
  const alike = await alikeEverywhere((query) => shown(`${found}/steer?${query}`));
  assert.deepEqual([alike.status, alike.location], [302, "/login"]);
});

/** What an action answers to a page. */
const act = async (path) => {
  const { found } = await started("default");
  const json = post(found, "{}", { "content-type": "application/json" });
  return shown(`${found}/_actions/${path}`, json);
};

test("an ActionError inside of a call is the action's", async () => {
  const { status, body } = await alikeEverywhere((query) => act(`steer?${query}`));
  assert.equal(status, 401);
  assert.equal(JSON.parse(body).message, "Sign in first");
});

test("an error that nobody catches in an action is 500, and its message reaches the page", async () => {
  const { status, body } = await act("uncaught");
  assert.equal(status, 500);
  assert.match(JSON.parse(body).message, /^getConversation: /);
});
