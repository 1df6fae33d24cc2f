// The package on both sides of a TanStack Start application, which needs a newer Node than the oldest that
// we run on.

import assert from "node:assert/strict";
import { resolve } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { startFake } from "../../runtimes/support/fake.mjs";
import { oneFile, oneText } from "../support/copies.mjs";
import { programOf } from "../support/node.mjs";
import { addressOf, openPage, visitPage } from "../support/page.mjs";
import { run, serveWith, tool } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { onceEach } from "../support/served.mjs";
import { alikeEverywhere, reportIn, shown } from "../support/steered.mjs";

const NODE = programOf("node24");

const start = row("TanStack Start", locked("@tanstack/react-start"));

let fake;
before(async () => {
  fake = await startFake();
});
beforeEach(() => fake.reset());
after(() => fake?.stop());

const started = onceEach(async (app) => {
  await run(NODE, [resolve(tool("vite")), "build"], { cwd: app });
  const env = { HEYMARKET_URL: fake.url, HEYMARKET_KEY: fake.keys.Heymarket };
  const address = (printed) => /Listening on (http:\S+)/.exec(printed)?.[1];
  return serveWith(NODE, ["server.mjs", app], address, { env });
});

const arrived = async () => (await fake.requests()).map(({ operation }) => operation);

const server = (app) => async (services) => {
  const { found, output } = await started(app);
  return reportIn(await shown(addressOf(`${found}server`, services)), output);
};
const component = (app, check) => async (services) => {
  const { found } = await started(app);
  check(`${app}/dist/client`);
  return visitPage(`${found}client`, services);
};

start.runs("server function", server("default"));
start.runs("component in a page", component("default", oneText));
start.slim("server function", server("slim"));
start.slim("component in a page", component("slim", oneFile));

/** Opens a page of the application; what `look` found in it. */
const inPage = async (path, look) => {
  const { found } = await started("default");
  const { page } = await openPage(found + path);
  try {
    return await look(page);
  } finally {
    await page.close();
  }
};

test("a page's server function sends a message once, and says what the page left out", async () => {
  await inPage("send", async (page) => {
    const submit = async (text, said) => {
      await page.fill("input", text);
      await page.click("button");
      await page.locator("output", { hasText: said }).waitFor();
    };
    await page.waitForFunction(() => globalThis.ready);
    await submit("", "text is missing");
    assert.deepEqual(await arrived(), []);
    await submit("From a form", "sent");
    assert.deepEqual(await arrived(), ["sendMessage"]);
  });
});

test("one client for all requests asks as whom each of them came", async () => {
  const { found, output } = await started("default");
  const { status, location } = await shown(`${found}session`);
  assert.deepEqual({ status, location }, { status: 307, location: "/login" });
  assert.deepEqual(await arrived(), []);
  const cookie = `session=${fake.keys.Heymarket}`;
  const page = await shown(`${found}session`, { headers: { cookie } });
  assert.equal(reportIn(page, output), 300);
});

const STEERED = {
  "redirect()": { thrown: "redirect", status: 307, location: "/login", ends: "Who are you?" },
  "notFound()": { thrown: "notFound", status: 404, location: null, ends: "Nobody is here" },
};
for (const [name, { thrown, status, location, ends }] of Object.entries(STEERED)) {
  test(`${name} inside of a call in a server function is TanStack's`, async () => {
    const { found } = await started("default");
    const alike = await alikeEverywhere(async (query) => {
      const { body, ...more } = await shown(`${found}steer?thrown=${thrown}&${query}`);
      return { ...more, heading: /<h1>(.*?)<\/h1>/.exec(body)?.[1] };
    });
    assert.deepEqual([alike.status, alike.location], [status, location]);
  });

  test(`${name} inside of a call in a page's loader is TanStack's`, async () => {
    const alike = await alikeEverywhere((query) =>
      inPage(`steer-client?thrown=${thrown}&${query}`, (page) => page.locator("h1").innerText()),
    );
    assert.equal(alike, ends);
  });
}
