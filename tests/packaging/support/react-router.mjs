// The package on both sides of a React Router application, in framework mode.

import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { after, before, beforeEach, test } from "node:test";
import { startFake } from "../../runtimes/support/fake.mjs";
import { oneFile, oneText } from "./copies.mjs";
import { addressOf, openPage, visitPage } from "./page.mjs";
import { run, tool } from "./programs.mjs";
import { locked, row } from "./row.mjs";
import { onceEach, serveHandler } from "./served.mjs";
import { alikeEverywhere, reportIn, shown } from "./steered.mjs";

const APPS = new URL("react-router", import.meta.url);

/** `node` is the program that builds the applications and runs them. */
export const testReactRouter = (node) => {
  cpSync(APPS, ".", { recursive: true });
  const reactRouter = row("React Router, framework mode", locked("react-router"));

  let fake;
  before(async () => {
    fake = await startFake();
  });
  beforeEach(() => fake.reset());
  after(() => fake?.stop());

  const started = onceEach(async (app) => {
    await run(node, [tool("react-router"), "build", app]);
    return serveHandler(node, "server.mjs", "app", {
      APP: app,
      HEYMARKET_URL: fake.url,
      HEYMARKET_KEY: fake.keys.Heymarket,
      NODE_ENV: "production",
    });
  });

  const arrived = async () => (await fake.requests()).map(({ operation }) => operation);

  const loader = (app) => async (services) => {
    const { found, output } = await started(app);
    return reportIn(await shown(addressOf(`${found}/server`, services)), output);
  };
  const component = (app, check) => async (services) => {
    const { found } = await started(app);
    check(`${app}/build/client`);
    return visitPage(`${found}/client`, services);
  };

  reactRouter.runs("`loader`", loader("default"));
  reactRouter.runs("component in a page", component("default", oneText));
  reactRouter.slim("`loader`", loader("slim"));
  reactRouter.slim("component in a page", component("slim", oneFile));

  const post = (text) => ({ method: "POST", body: new URLSearchParams({ text }) });

  test("a form's action sends a message once, and goes on to another page", async () => {
    const { found } = await started("default");
    const { status, location } = await shown(`${found}/send`, post("From a form"));
    assert.deepEqual({ status, location }, { status: 303, location: "/login" });
    assert.deepEqual(await arrived(), ["sendMessage"]);
  });

  test("what a form lacks is said beside it", async () => {
    const { found } = await started("default");
    const { status, body } = await shown(`${found}/send`, post(""));
    assert.equal(status, 400);
    assert.match(body, /<output>text<\/output>/);
    assert.deepEqual(await arrived(), []);
  });

  const STEERED = {
    "redirect()": { thrown: "redirect", status: 302, location: "/login", ends: "Who are you?" },
    "data()": { thrown: "data", status: 404, location: null, ends: "404 Nobody is here" },
    "a Response": { thrown: "response", status: 404, location: null, ends: "404 Nobody is here" },
  };
  for (const [name, { thrown, status, location, ends }] of Object.entries(STEERED)) {
    for (const [place, options] of [
      ["a loader", {}],
      ["an action", post("")],
    ]) {
      test(`${name} inside of a call in ${place} is React Router's`, async () => {
        const { found } = await started("default");
        const address = `${found}/steer?thrown=${thrown}`;
        const alike = await alikeEverywhere(async (query) => {
          const response = await shown(`${address}&${query}`, options);
          // The address is said in the page, too.
          return { ...response, body: response.body.replaceAll(query, "") };
        });
        assert.deepEqual([alike.status, alike.location], [status, location]);
      });
    }

    test(`${name} inside of a call in a page's \`clientLoader\` is React Router's`, async () => {
      const { found } = await started("default");
      const alike = await alikeEverywhere(async (query) => {
        const { page } = await openPage(`${found}/steer-client?thrown=${thrown}&${query}`);
        try {
          return await page.locator("h1").innerText();
        } finally {
          await page.close();
        }
      });
      assert.equal(alike, ends);
    });
  }
};
