// The runtimes that the module is run in. Each carrier makes calls, as `calls.mjs` and the runner of the table of faults
// do, and is stopped.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createSecureServer } from "node:http2";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { chromium } from "playwright-core";
import { runCalls } from "../../runtimes/support/fault-run.mjs";
import { clientsOf, results } from "./calls.mjs";
import { bytes, FOLDER, load } from "./module.mjs";

export const startNode = async () => {
  const module = await load();
  return {
    results: ({ calls, options, ...fake }) => results(clientsOf(module, fake, options), calls),
    faults: (asked) => runCalls(module, asked),
    stop: () => {},
  };
};

const WASM = "rust_bindings_bg.wasm";

export const startWorkerd = async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("worker.mjs", import.meta.url))],
    alias: { "rust-bindings": join(FOLDER, "rust_bindings.js") },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    external: ["*.wasm"],
  });
  const miniflare = new Miniflare({
    cf: false,
    compatibilityDate: "2026-03-01",
    modules: [
      { type: "ESModule", path: "worker.mjs", contents: outputFiles[0].text },
      { type: "CompiledWasm", path: WASM, contents: await bytes() },
    ],
  });
  const url = await miniflare.ready;
  const post = async (path, asked, signal) => {
    const body = JSON.stringify(asked);
    const response = await fetch(new URL(path, url), { method: "POST", body, signal });
    return response.json();
  };
  return {
    results: (asked, signal) => post("/results", asked, signal),
    faults: (asked) => post("/faults", asked),
    stop: () => miniflare.dispose(),
  };
};

const TYPES = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };
const FOLDERS = {
  bindings: FOLDER,
  support: fileURLToPath(new URL(".", import.meta.url)),
  runtimes: fileURLToPath(new URL("../../runtimes/support", import.meta.url)),
};

/** The module and these files; and `answer`, which a page finds at its own origin. */
const serveFiles = async (answer, certificate) => {
  const handle = async (request, response) => {
    const [, folder, name] = new URL(request.url, "http://localhost").pathname.split("/");
    if (folder === "v1") return answer(request, response);
    const contents = FOLDERS[folder]
      ? await readFile(join(FOLDERS[folder], name))
      : "<!doctype html>";
    response.setHeader("content-type", TYPES[extname(name ?? "")] ?? "text/html");
    response.end(contents);
  };
  const server = certificate ? createSecureServer(certificate, handle) : createServer(handle);
  const sockets = new Set();
  server.on("connection", (socket) => {
    sockets.add(socket.on("close", () => sockets.delete(socket)));
  });
  server.on("session", (session) => session.on("error", () => {}));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const breakOff = () => {
    for (const socket of sockets) socket.destroy();
  };
  const url = `${certificate ? "https" : "http"}://127.0.0.1:${server.address().port}/`;
  return { url, breakOff, close: () => server.close() };
};

/**
 * `evaluate` runs a function in the page. It is of HTTP/2 with a certificate. `breakOff` breaks all of its connections.
 */
export const startChromium = async (answer = (_, response) => response.end(), certificate) => {
  const browser = await chromium.launch({
    executablePath: process.env.THREADLINE_CHROMIUM,
    args: (process.env.THREADLINE_CHROMIUM_ARGS ?? "").split(" ").filter(Boolean),
  });
  const { url, breakOff, close } = await serveFiles(answer, certificate);
  const page = await browser.newPage({ ignoreHTTPSErrors: true });
  await page.goto(url);
  await page.evaluate(async () => {
    // No wait before a retry.
    Math.random = () => 0;
    const module = await import("/bindings/rust_bindings.js");
    await module.default();
    const { clientsOf, results, plainError } = await import("/support/calls.mjs");
    const { runCalls } = await import("/runtimes/fault-run.mjs");
    const faults = (asked) => runCalls(module, asked);
    Object.assign(window, { module, clientsOf, results, plainError, faults });
  });
  return {
    results: (asked) =>
      page.evaluate(({ calls, options, ...fake }) => {
        const allowed = { dangerouslyAllowBrowser: true, ...options };
        return window.results(window.clientsOf(window.module, fake, allowed), calls);
      }, asked),
    faults: (asked) => page.evaluate((asked) => window.faults(asked), asked),
    evaluate: (run, asked) => page.evaluate(run, asked),
    breakOff,
    stop: async () => {
      await browser.close();
      breakOff();
      close();
    },
  };
};
