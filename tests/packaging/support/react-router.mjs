// The package on both sides of a React Router application, in framework mode.

import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { oneFile, oneText } from "./copies.mjs";
import { addressOf, openPage, visitPage } from "./page.mjs";
import { run, tool } from "./programs.mjs";
import { locked, row } from "./row.mjs";
import { onceEach, serveHandler } from "./served.mjs";
import { alikeEverywhere, arrived, reportIn, shown } from "./steered.mjs";

const APPS = new URL("react-router", import.meta.url);

/** `node` is the program that builds the applications and runs them. */
export const testReactRouter = (node) => {
  cpSync(APPS, ".", { recursive: true });
  const reactRouter = row("React Router, framework mode", locked("react-router"));

  const started = onceEach(async (app, { url, keys }) => {
    await run(node, [tool("react-router"), "build", app]);
    return serveHandler(node, "server.mjs", "app", {
      APP: app,
      HEYMARKET_URL: url,
      HEYMARKET_KEY: keys.Heymarket,
      NODE_ENV: "production",
    });
  });

  const loader = (app) => async (services) => {
    const { found, output } = await started(app, services);
    return reportIn(await shown(addressOf(`${found}/server`, services)), output);
  };
  const component = (app, check) => async (services) => {
    const { found } = await started(app, services);
    check(`${app}/build/client`);
    return visitPage(`${found}/client`, services);
  };

  reactRouter.runs("`loader`", loader("default"));
  reactRouter.runs("component in a page", component("default", oneText));
  reactRouter.slim("`loader`", loader("slim"));
  reactRouter.slim("component in a page", component("slim", oneFile));

  const post = (text) => ({ method: "POST", body: new URLSearchParams({ text }) });

  reactRouter.also("a form's action", async (fake) => {
    const { found } = await started("default", fake);
    const lacking = await shown(`${found}/send`, post(""));
    assert.equal(lacking.status, 400);
    assert.match(lacking.body, /<output>text<\/output>/);
    assert.deepEqual(await arrived(fake), []);
    const { status, location } = await shown(`${found}/send`, post("From a form"));
    assert.deepEqual({ status, location }, { status: 303, location: "/login" });
    assert.deepEqual(await arrived(fake), ["sendMessage"]);
  });

  for (const { what, thrown, status, location, heading } of [
    {
      what: "`redirect()`",
      thrown: "redirect",
      status: 302,
      location: "/login",
      heading: "Who are you?",
    },
    {
      what: "`data()`",
      thrown: "data",
      status: 404,
      location: null,
      heading: "404 Nobody is here",
    },
    {
      what: "a `Response`",
      thrown: "response",
      status: 404,
      location: null,
      heading: "404 Nobody is here",
    },
  ]) {
    reactRouter.also(`${what} in \`token()\` and \`fetch\``, async (fake) => {
      const { found } = await started("default", fake);
      // To a `loader` and to an `action`.
      for (const options of [{}, post("")]) {
        const alike = await alikeEverywhere(async (query) => {
          const response = await shown(`${found}/steer?thrown=${thrown}&${query}`, options);
          // The address is said in the page, too.
          return { ...response, body: response.body.replaceAll(query, "") };
        });
        assert.deepEqual([alike.status, alike.location], [status, location]);
      }
      // And in a page's `clientLoader`.
      const alike = await alikeEverywhere(async (query) => {
        const { page } = await openPage(`${found}/steer-client?thrown=${thrown}&${query}`);
        try {
          return await page.locator("h1").innerText();
        } finally {
          await page.close();
        }
      });
      assert.equal(alike, heading);
    });
  }
};
