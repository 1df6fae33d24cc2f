// The package on both sides of a SvelteKit application, as adapter-node builds it.

import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { resolve } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { startFake } from "../../runtimes/support/fake.mjs";
import { serve } from "../../runtimes/support/misbehaving.mjs";
import { oneFile, oneText } from "./copies.mjs";
import { addressOf, openPage, visitPage } from "./page.mjs";
import { run, tool } from "./programs.mjs";
import { locked, row } from "./row.mjs";
import { onceEach, serveHandler } from "./served.mjs";
import { alikeEverywhere, reportIn, shown } from "./steered.mjs";

const APPS = new URL("sveltekit", import.meta.url);

/** `node` is the program that builds the applications and runs them. */
export const testSvelteKit = (node) => {
  cpSync(APPS, ".", { recursive: true });
  const sveltekit = row("SvelteKit, with adapter-node", locked("@sveltejs/kit"));

  const started = onceEach(async (app) => {
    await run(node, [resolve(tool("vite")), "build"], { cwd: app });
    const env = {
      HEYMARKET_URL: fake.url,
      HEYMARKET_KEY: fake.keys.Heymarket,
      PROTOCOL_HEADER: "x-forwarded-proto",
    };
    return serveHandler(node, `${app}/build/handler.js`, "handler", env);
  });

  let fake;
  before(async () => {
    fake = await startFake();
  });
  beforeEach(() => fake.reset());
  after(() => fake?.stop());

  const arrived = async () => (await fake.requests()).map(({ operation }) => operation);

  const ask = async (app, address) => {
    const { found, output } = await started(app);
    return reportIn(await shown(address(found)), output);
  };

  const server = (app) => (services) => ask(app, (url) => addressOf(`${url}/server`, services));
  const component = (app, check) => async (services) => {
    const { found } = await started(app);
    check(`${app}/build/client`);
    return visitPage(`${found}/client`, services);
  };

  sveltekit.runs("`load` on the server", server("default"));
  sveltekit.runs("component in a page", component("default", oneText));
  sveltekit.slim("`load` on the server", server("slim"));
  sveltekit.slim("component in a page", component("slim", oneFile));

  const post = (url, text) => ({
    method: "POST",
    headers: { origin: new URL(url).origin },
    body: new URLSearchParams({ text }),
  });

  test("a form's action sends a message once, and goes on to another page", async () => {
    const { found } = await started("default");
    const { status, location } = await shown(`${found}/send`, post(found, "From a form"));
    assert.deepEqual({ status, location }, { status: 303, location: "/server" });
    assert.deepEqual(await arrived(), ["sendMessage"]);
  });

  test("what a form lacks is said beside it", async () => {
    const { found } = await started("default");
    const { status, body } = await shown(`${found}/send`, post(found, ""));
    assert.equal(status, 400);
    assert.match(body, /<output>.*text.*<\/output>/);
    assert.deepEqual(await arrived(), []);
  });

  const STEERED = {
    redirect: { status: 303, location: "/login" },
    error: { status: 404, location: null },
  };
  const PLACES = {
    "`load` on the server": { path: "load" },
    "a universal `load`": { path: "universal" },
    "an action": { path: "load", posts: true },
  };
  for (const [thrown, { status, location }] of Object.entries(STEERED)) {
    for (const [place, { path, posts }] of Object.entries(PLACES)) {
      test(`${thrown}() inside of a call in ${place} is SvelteKit's`, async () => {
        const { found } = await started("default");
        const address = `${found}/steer/${path}?thrown=${thrown}`;
        const alike = await alikeEverywhere((query) =>
          shown(`${address}&${query}`, posts ? post(found, "") : {}),
        );
        assert.deepEqual([alike.status, alike.location], [status, location]);
      });
    }
  }

  test("one client for all requests asks as whom each of them came", async () => {
    const { found, output } = await started("default");
    const { status, location } = await shown(`${found}/session`);
    assert.deepEqual({ status, location }, { status: 303, location: "/login" });
    assert.deepEqual(await arrived(), []);
    const cookie = `session=${fake.keys.Heymarket}`;
    const page = await shown(`${found}/session`, { headers: { cookie } });
    assert.deepEqual(reportIn(page, output), { count: 300 });
    assert.deepEqual(await arrived(), ["countConversations"]);
  });

  test("the `fetch` of a universal `load` reads, although it lets no header be read", async () => {
    assert.deepEqual(await ask("default", (url) => `${url}/universal`), {
      id: 610018,
      target: "15555550118",
      listed: 25,
      requestId: null,
    });
    assert.deepEqual(await arrived(), ["getConversation", "listConversations"]);
  });

  /** What a call ends with that is made with the `fetch` of a universal `load`. */
  const called = (asked) =>
    ask("default", (url) => `${url}/universal/call?${new URLSearchParams(asked)}`);

  test("it sends, once", async () => {
    assert.deepEqual(await called({ path: "/heymarket", call: "send" }), { end: "ok" });
    assert.deepEqual(await arrived(), ["sendMessage"]);
  });

  test("it ends at the time limit although SvelteKit goes on reading", async () => {
    for (const [call, end] of [
      ["read", "TIMEOUT"],
      ["send", "OUTCOME_UNKNOWN"],
    ]) {
      assert.deepEqual(await called({ path: "/stalled", call, timeoutMs: 500 }), { end });
    }
  });

  test("what CORS keeps from it on the server, as in a page, may have been sent", async () => {
    const elsewhere = await serve((_request, response) => response.end('{"id":610018}'));
    try {
      const baseUrl = elsewhere.url;
      assert.deepEqual(await called({ baseUrl, call: "read" }), { end: "CONNECTION" });
      assert.deepEqual(await called({ baseUrl, call: "send" }), { end: "OUTCOME_UNKNOWN" });
      const methods = elsewhere.requests.map(({ method }) => method);
      assert.deepEqual(methods, ["GET", "POST"]);
    } finally {
      elsewhere.stop();
    }
  });

  /** Opens a page of the application; what it asked its server for, and what `look` found in it. */
  const inPage = async (path, look) => {
    const { found } = await started("default");
    const { page, errors } = await openPage("about:blank");
    try {
      const asked = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(found + path);
      const seen = await look(page);
      assert.deepEqual(errors, []);
      return { seen, asked: asked.filter((path) => path.startsWith("/heymarket")) };
    } finally {
      await page.close();
    }
  };
  const taken = async (page) => {
    await page.waitForFunction(() => globalThis.report);
    return page.evaluate(() => globalThis.report);
  };

  test("a page that takes over replays what the server read, without a request", async () => {
    const { seen, asked } = await inPage("/universal", taken);
    assert.deepEqual(seen, { id: 610018, target: "15555550118", listed: 25, requestId: null });
    assert.deepEqual(asked, []);
    assert.deepEqual(await arrived(), ["getConversation", "listConversations"]);
  });

  test("it does not send again what the server sent", async () => {
    const { seen, asked } = await inPage("/universal/call?path=/heymarket&call=send", taken);
    assert.deepEqual(seen, { end: "ok" });
    assert.deepEqual(asked, []);
    assert.deepEqual(await arrived(), ["sendMessage"]);
  });

  /** Follows a link inside of the application. */
  const follow = (path) => async (page) => {
    await page.waitForFunction(() => globalThis.ready);
    await page.evaluate((href) => {
      const link = document.createElement("a");
      link.href = href;
      document.body.append(link);
      link.click();
    }, path);
    const heading = page.locator("h1");
    await heading.waitFor();
    // Another document would not have it.
    return [await page.evaluate(() => globalThis.ready), await heading.innerText()];
  };
  for (const [thrown, heading] of [
    ["redirect", "Who are you?"],
    ["error", "404"],
  ]) {
    test(`${thrown}() inside of a call in a page's \`load\` is SvelteKit's`, async () => {
      const alike = await alikeEverywhere(async (query) => {
        const path = `/steer/universal?thrown=${thrown}&${query}`;
        const { seen } = await inPage("/start", follow(path));
        return seen;
      });
      assert.deepEqual(alike, [true, heading]);
    });
  }
};
