// The package on both sides of a SvelteKit application, as adapter-node builds it.

import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { resolve } from "node:path";
import { serve } from "../../runtimes/support/misbehaving.mjs";
import { oneFile, oneText } from "./copies.mjs";
import { addressOf, openPage, visitPage } from "./page.mjs";
import { run, tool } from "./programs.mjs";
import { locked, row } from "./row.mjs";
import { onceEach, serveHandler } from "./served.mjs";
import { alikeEverywhere, arrived, reportIn, shown } from "./steered.mjs";

const APPS = new URL("sveltekit", import.meta.url);

/** `node` is the program that builds the applications and runs them. */
export const testSvelteKit = (node) => {
  cpSync(APPS, ".", { recursive: true });
  const sveltekit = row("SvelteKit, with adapter-node", locked("@sveltejs/kit"));

  const started = onceEach(async (app, { url, keys }) => {
    await run(node, [resolve(tool("vite")), "build"], { cwd: app });
    const env = {
      HEYMARKET_URL: url,
      HEYMARKET_KEY: keys.Heymarket,
      PROTOCOL_HEADER: "x-forwarded-proto",
    };
    return serveHandler(node, `${app}/build/handler.js`, "handler", env);
  });

  const server = (app) => async (services) => {
    const { found, output } = await started(app, services);
    return reportIn(await shown(addressOf(`${found}/server`, services)), output);
  };
  const component = (app, check) => async (services) => {
    const { found } = await started(app, services);
    check(`${app}/build/client`);
    return visitPage(`${found}/client`, services);
  };

  sveltekit.runs("`load` on the server", server("default"));
  sveltekit.runs("component in a page", component("default", oneText));
  sveltekit.slim("`load` on the server", server("slim"));
  sveltekit.slim("component in a page", component("slim", oneFile));

  const post = (url, text) => ({
    method: "POST",
    headers: { origin: url },
    body: new URLSearchParams({ text }),
  });

  sveltekit.also("a form's action", async (fake) => {
    const { found } = await started("default", fake);
    const lacking = await shown(`${found}/send`, post(found, ""));
    assert.equal(lacking.status, 400);
    assert.match(lacking.body, /<output>.*text.*<\/output>/);
    assert.deepEqual(await arrived(fake), []);
    const { status, location } = await shown(`${found}/send`, post(found, "From a form"));
    assert.deepEqual({ status, location }, { status: 303, location: "/server" });
    assert.deepEqual(await arrived(fake), ["sendMessage"]);
  });

  sveltekit.also("one client for all requests", async (fake) => {
    const { found, output } = await started("default", fake);
    const { status, location } = await shown(`${found}/session`);
    assert.deepEqual({ status, location }, { status: 303, location: "/login" });
    assert.deepEqual(await arrived(fake), []);
    const cookie = `session=${fake.keys.Heymarket}`;
    const page = await shown(`${found}/session`, { headers: { cookie } });
    assert.deepEqual(reportIn(page, output), { count: 300 });
    assert.deepEqual(await arrived(fake), ["countConversations"]);
  });

  /** Opens a page of the application; what it asked its server for, and what `look` found in it. */
  const inPage = async ({ found }, path, look) => {
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

  /** Follows a link inside the application. */
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

  for (const { thrown, status, location, heading } of [
    { thrown: "redirect", status: 303, location: "/login", heading: "Who are you?" },
    { thrown: "error", status: 404, location: null, heading: "404" },
  ]) {
    sveltekit.also(`\`${thrown}()\` in \`token()\` and \`fetch\``, async (fake) => {
      const server = await started("default", fake);
      const { found } = server;
      for (const [place, options] of [
        ["load", {}],
        ["universal", {}],
        // An action.
        ["load", post(found, "")],
      ]) {
        const address = `${found}/steer/${place}?thrown=${thrown}`;
        const alike = await alikeEverywhere((query) => shown(`${address}&${query}`, options));
        assert.deepEqual([alike.status, alike.location], [status, location]);
      }
      const alike = await alikeEverywhere(async (query) => {
        const path = `/steer/universal?thrown=${thrown}&${query}`;
        return inPage(server, "/start", follow(path));
      });
      assert.deepEqual(alike, { seen: [true, heading], asked: [] });
    });
  }

  const FETCH = "the `fetch` of a universal `load`";
  const READ = { id: 610018, target: "15555550118", listed: 25, requestId: null };

  /** What a call ends with that is made with it. */
  const called = async (fake, asked) => {
    const { found, output } = await started("default", fake);
    const address = `${found}/universal/call?${new URLSearchParams(asked)}`;
    return reportIn(await shown(address), output).end;
  };

  sveltekit.also(FETCH, async (fake) => {
    const { found, output } = await started("default", fake);
    assert.deepEqual(reportIn(await shown(`${found}/universal`), output), READ);
    assert.deepEqual(await arrived(fake), ["getConversation", "listConversations"]);
    assert.equal(await called(fake, { path: "/heymarket", call: "send" }), "ok");
    assert.deepEqual(await arrived(fake), ["sendMessage"]);
  });

  // Its signal ends at the head: SvelteKit goes on reading.
  sveltekit.also(`${FETCH} with a response that stalls`, async (fake) => {
    const stalled = { path: "/stalled", timeoutMs: 500 };
    assert.equal(await called(fake, { ...stalled, call: "read" }), "TIMEOUT");
    assert.equal(await called(fake, { ...stalled, call: "send" }), "OUTCOME_UNKNOWN");
  });

  // It rejects when the response is there.
  sveltekit.also(`${FETCH} with an origin that CORS does not allow`, async (fake) => {
    const elsewhere = await serve((_request, response) => response.end('{"id":610018}'));
    try {
      const baseUrl = elsewhere.url;
      assert.equal(await called(fake, { baseUrl, call: "read" }), "CONNECTION");
      assert.equal(await called(fake, { baseUrl, call: "send" }), "OUTCOME_UNKNOWN");
      const methods = elsewhere.requests.map(({ method }) => method);
      assert.deepEqual(methods, ["GET", "POST"]);
    } finally {
      elsewhere.stop();
    }
  });

  const taken = async (page) => {
    await page.waitForFunction(() => globalThis.report);
    return page.evaluate(() => globalThis.report);
  };

  sveltekit.also("a page that takes over without a request", async (fake) => {
    const server = await started("default", fake);
    assert.deepEqual(await inPage(server, "/universal", taken), { seen: READ, asked: [] });
    assert.deepEqual(await arrived(fake), ["getConversation", "listConversations"]);
    const sending = "/universal/call?path=/heymarket&call=send";
    assert.deepEqual(await inPage(server, sending, taken), { seen: { end: "ok" }, asked: [] });
    assert.deepEqual(await arrived(fake), ["sendMessage"]);
  });
};
