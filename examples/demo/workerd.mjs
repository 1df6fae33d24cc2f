// The Worker in workerd: bundled as wrangler would, with the page's files behind ASSETS.

import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare, Response } from "miniflare";
import { directory } from "./directory.mjs";
import { readPageFile } from "./files.mjs";

/** What the runtime remarks on itself, as when a page has closed its connection while something was sent. */
const REMARK = /^(workerd\/|stack: )/;

const log = (text) => process.stderr.write(text);

/** `hooks` are the secrets that authenticate the services, or none. `onLog(text)` gets what is logged. */
export async function startWorkerd({ baseUrl, keys, port, hooks = newHooks(), onLog = log }) {
  const token = randomUUID();
  const settings = {
    host: "127.0.0.1",
    port,
    // Otherwise it would look for details of the request at Cloudflare.
    cf: false,
    compatibilityDate: "2026-04-01",
    modules: await bundle(),
    bindings: {
      DEMO: true,
      HEYMARKET_URL: baseUrl,
      HEYMARKET_API_KEY: keys.heymarket,
      QLARA_URL: baseUrl,
      QLARA_API_KEY: keys.qlara,
      ...(hooks.heymarket && { HEYMARKET_WEBHOOK_TOKEN: hooks.heymarket }),
      ...(hooks.qlara && { QLARA_WEBHOOK_SECRET: hooks.qlara }),
      SESSION_TOKEN: token,
      DIRECTORY: directory,
    },
    durableObjects: {
      HUB: { className: "Hub", useSQLite: true },
      TURNS: { className: "Turns", useSQLite: true },
    },
    serviceBindings: { ASSETS: assets },
    handleRuntimeStdio(...outputs) {
      for (const output of outputs) {
        createInterface({ input: output }).on("line", (line) => {
          if (!REMARK.test(line)) onLog(`${line}\n`);
        });
      }
    },
  };
  const miniflare = leavingSignals(() => new Miniflare(settings));
  try {
    const url = await miniflare.ready;
    return {
      // A fragment is never sent: the token reaches the page and nobody else.
      pageUrl: `${url.origin}/#token=${token}`,
      /** Where each service posts its webhooks, and the secret that authenticates it. */
      hooks: {
        heymarket: { url: `${url.origin}/inbox/hooks/heymarket`, token: hooks.heymarket },
        qlara: { url: `${url.origin}/inbox/hooks/qlara?secret=${hooks.qlara}` },
      },
      async run() {
        const reply = await miniflare.dispatchFetch(new URL("/demo/run", url));
        if (!reply.ok) throw new Error(`status ${reply.status}: ${await reply.text()}`);
        return reply.json();
      },
      close: () => miniflare.dispose(),
    };
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
}

const newHooks = () => ({ heymarket: randomUUID(), qlara: randomUUID() });

// On a signal Miniflare would end the process at once, whatever else is open. The caller closes it.
function leavingSignals(make) {
  const signals = ["SIGINT", "SIGTERM"];
  const before = signals.flatMap((signal) => process.listeners(signal));
  const made = make();
  for (const signal of signals) {
    const added = process.listeners(signal).filter((listener) => !before.includes(listener));
    for (const listener of added) process.off(signal, listener);
  }
  return made;
}

/** One JavaScript module, and beside it the `.wasm` that threadline's `workerd` entry imports. */
async function bundle() {
  const modules = [];
  const wasmBeside = {
    name: "wasm-beside",
    setup({ onResolve, resolve }) {
      onResolve({ filter: /\.wasm$/ }, async ({ path, pluginData, ...from }) => {
        if (pluginData === "found") return undefined;
        const found = await resolve(path, { ...from, pluginData: "found" });
        const name = basename(found.path);
        const contents = await readFile(found.path);
        modules.push({ type: "CompiledWasm", path: name, contents });
        return { path: `./${name}`, external: true };
      });
    },
  };
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./worker.js", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker"],
    // The runtime's own.
    external: ["cloudflare:*"],
    plugins: [wasmBeside],
    logLevel: "silent",
  });
  // The first module is the entry point.
  return [{ type: "ESModule", path: "worker.js", contents: outputFiles[0].text }, ...modules];
}

async function assets(request) {
  const file = await readPageFile(new URL(request.url).pathname);
  return file
    ? new Response(file.contents, { headers: { "Content-Type": file.type } })
    : new Response("No such file.", { status: 404 });
}
