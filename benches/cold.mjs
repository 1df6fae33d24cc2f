// From the import to the first request, each time in a process, an isolate or a page that is fresh.

import { execFile } from "node:child_process";
import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, extname, join } from "node:path";
import { promisify } from "node:util";
import { Miniflare } from "miniflare";
import { chromium } from "playwright-core";
import { bundle } from "./support/bundle.mjs";
import { inTurn, quick, report } from "./support/rounds.mjs";

const run = promisify(execFile);
const here = (file) => join(import.meta.dirname, "support", file);
const dist = join(process.env.THREADLINE_PACKAGE, "dist");

const inNode = async (way) => {
  const { stdout } = await run(process.execPath, [here("cold-child.mjs"), way]);
  return { ms: Number(stdout) };
};
const NODE = [
  "fetch by hand",
  "threadline",
  "threadline/slim",
  "ky",
  "fetch + Zod",
  "stripe",
  "octokit",
  "openai",
  "intercom-client",
  "stream-chat",
];
const named = (names) => Object.fromEntries(names.map((name) => [name, name]));

const serve = async (handle) => {
  const server = createServer(handle);
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}`, server };
};

/** Notes when a Worker asked for the time, and when its first request came. */
const inWorkerd = async () => {
  const times = {};
  const { url, server } = await serve((request, response) => {
    const name = request.url === "/start" ? "start" : "call";
    times[name] = performance.now();
    response.setHeader("content-type", "application/json");
    response.end(`{"id":1}`);
    // The Worker continues once it has the response.
    if (name === "start") times.start = performance.now();
  });
  const files = readdirSync(dist).filter((file) => /^(workerd|shared-.*)\.js$/.test(file));
  const module = (type, path, contents) => ({ type, path, contents });
  const modules = [
    module("ESModule", "main.mjs", readFileSync(here("cold-worker.mjs"), "utf8")),
    module("ESModule", "threadline.js", `export * from "./workerd.js";`),
    ...files.map((file) => module("ESModule", file, readFileSync(join(dist, file), "utf8"))),
    module("CompiledWasm", "threadline.wasm", readFileSync(join(dist, "threadline.wasm"))),
  ];
  const measure = async (way) => {
    const miniflare = new Miniflare({ modules, compatibilityDate: "2026-01-01", cf: false });
    try {
      await miniflare.ready;
      const query = new URLSearchParams({ clock: url, way });
      await (await miniflare.dispatchFetch(`http://worker/?${query}`)).text();
      return { ms: times.call - times.start };
    } finally {
      await miniflare.dispose();
    }
  };
  const rows = await inTurn(named(["fetch by hand", "threadline"]), quick ? 1 : 9, measure);
  server.close();
  return rows;
};

const inChromium = async () => {
  const types = { ".js": "text/javascript", ".wasm": "application/wasm" };
  const scripts = {};
  for (const name of ["threadline", "threadline/slim"]) {
    scripts[`/${name}.js`] = await bundle(`export { Heymarket } from "${name}";`);
  }
  const { url, server } = await serve((request, response) => {
    const type = types[extname(request.url)];
    response.setHeader("content-type", type ?? "text/html");
    if (scripts[request.url]) response.end(scripts[request.url]);
    else if (type) createReadStream(join(dist, basename(request.url))).pipe(response);
    else response.end("<!doctype html><title>a page</title>");
  });
  const browser = await chromium.launch({
    executablePath: process.env.THREADLINE_CHROMIUM,
    args: (process.env.THREADLINE_CHROMIUM_ARGS ?? "").split(" ").filter(Boolean),
  });
  // A context of its own: nothing is in its cache.
  const measure = async (file) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    const ms = await page.evaluate(async (file) => {
      let sent;
      const fetch = async () => {
        sent = performance.now();
        return new Response("[]");
      };
      const start = performance.now();
      const { Heymarket } = await import(file);
      const heymarket = new Heymarket({
        token: async () => "token",
        baseUrl: location.origin,
        fetch,
      });
      await heymarket.listConversations({ id: 1, filters: {} });
      return sent - start;
    }, file);
    await context.close();
    return { ms };
  };
  const files = { threadline: "/threadline.js", "threadline/slim": "/threadline/slim.js" };
  const rows = await inTurn(files, quick ? 1 : 9, measure);
  const version = browser.version();
  await browser.close();
  server.close();
  return { rows, version };
};

report({
  node: await inTurn(named(NODE), quick ? 1 : 11, inNode),
  workerd: await inWorkerd(),
  chromium: await inChromium(),
});
