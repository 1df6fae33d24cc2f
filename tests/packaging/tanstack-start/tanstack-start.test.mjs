// The package on both sides of a TanStack Start application, which needs a newer Node than the oldest that
// we run on.

import assert from "node:assert/strict";
import { resolve } from "node:path";
import { oneFile, oneText } from "../support/copies.mjs";
import { programOf } from "../support/node.mjs";
import { addressOf, openPage, visitPage } from "../support/page.mjs";
import { run, serveWith, tool } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { onceEach } from "../support/served.mjs";
import { alikeEverywhere, arrived, reportIn, shown } from "../support/steered.mjs";

const NODE = programOf("node24");

const start = row("TanStack Start", locked("@tanstack/react-start"));

const started = onceEach(async (app, { url, keys }) => {
  await run(NODE, [resolve(tool("vite")), "build"], { cwd: app });
  const env = { HEYMARKET_URL: url, HEYMARKET_KEY: keys.Heymarket };
  const address = (printed) => /Listening on (http:\S+)/.exec(printed)?.[1];
  return serveWith(NODE, ["server.mjs", app], address, { env });
});

const server = (app) => async (services) => {
  const { found, output } = await started(app, services);
  return reportIn(await shown(addressOf(`${found}server`, services)), output);
};
const component = (app, check) => async (services) => {
  const { found } = await started(app, services);
  check(`${app}/dist/client`);
  return visitPage(`${found}client`, services);
};

start.runs("server function", server("default"));
start.runs("component in a page", component("default", oneText));
start.slim("server function", server("slim"));
start.slim("component in a page", component("slim", oneFile));

/** Opens a page of the application; what `look` found in it. */
const inPage = async (address, look) => {
  const { page } = await openPage(address);
  try {
    return await look(page);
  } finally {
    await page.close();
  }
};

start.also("a page's server function", async (fake) => {
  const { found } = await started("default", fake);
  await inPage(`${found}send`, async (page) => {
    const submit = async (text, said) => {
      await page.fill("input", text);
      await page.click("button");
      await page.locator("output", { hasText: said }).waitFor();
    };
    await page.waitForFunction(() => globalThis.ready);
    await submit("", "text is missing");
    assert.deepEqual(await arrived(fake), []);
    await submit("From a form", "sent");
    assert.deepEqual(await arrived(fake), ["sendMessage"]);
  });
});

start.also("one client for all requests", async (fake) => {
  const { found, output } = await started("default", fake);
  const { status, location } = await shown(`${found}session`);
  assert.deepEqual({ status, location }, { status: 307, location: "/login" });
  assert.deepEqual(await arrived(fake), []);
  const cookie = `session=${fake.keys.Heymarket}`;
  const page = await shown(`${found}session`, { headers: { cookie } });
  assert.equal(reportIn(page, output), 300);
});

for (const { thrown, status, location, heading } of [
  { thrown: "redirect", status: 307, location: "/login", heading: "Who are you?" },
  { thrown: "notFound", status: 404, location: null, heading: "Nobody is here" },
]) {
  start.also(`\`${thrown}()\` in \`token()\` and \`fetch\``, async (fake) => {
    const { found } = await started("default", fake);
    // In a server function that a loader calls.
    const alike = await alikeEverywhere(async (query) => {
      const { body, ...more } = await shown(`${found}steer?thrown=${thrown}&${query}`);
      return { ...more, heading: /<h1>(.*?)<\/h1>/.exec(body)?.[1] };
    });
    assert.deepEqual([alike.status, alike.location], [status, location]);
    // In a loader that runs in the page.
    const headings = await alikeEverywhere((query) =>
      inPage(`${found}steer-client?thrown=${thrown}&${query}`, (page) =>
        page.locator("h1").innerText(),
      ),
    );
    assert.equal(headings, heading);
  });
}
