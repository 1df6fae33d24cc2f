// rust-worker in workerd, bundled as wrangler would.

import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

/**
 * `module` is the folder of the module. `perRequest`: a client for each request, in place of the shared one.
 * `onLog(text)` gets what is logged.
 */
export async function serveWorker({ module, service, key, perRequest, port = 0, onLog }) {
  const token = randomUUID();
  const settings = {
    host: "127.0.0.1",
    port,
    // Otherwise it would look for details of the request at Cloudflare.
    cf: false,
    compatibilityDate: "2026-03-01",
    modules: await bundle(module),
    bindings: {
      HEYMARKET_URL: service,
      HEYMARKET_API_KEY: key,
      SESSION_TOKEN: token,
      ...(perRequest && { CLIENT: "per-request" }),
    },
    ...(onLog && {
      handleRuntimeStdio(...outputs) {
        for (const output of outputs) output.on("data", (piece) => onLog(`${piece}`));
      },
    }),
  };
  const miniflare = leavingSignals(() => new Miniflare(settings));
  try {
    const { origin } = await miniflare.ready;
    return { origin, token, close: () => miniflare.dispose() };
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
}

/** On a signal Miniflare would end the process at once, whatever else is open. The caller closes it. */
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

/** One JavaScript module, and beside it the `.wasm` that it imports. */
async function bundle(module) {
  const wasm = [];
  const built = {
    name: "built",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\/pkg\// }, ({ path }) => {
        const file = resolve(module, path.slice("./pkg/".length));
        if (!file.endsWith(".wasm")) return { path: file };
        wasm.push(file);
        return { path: `./${basename(file)}`, external: true };
      });
    },
  };
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("../rust-worker/worker.mjs", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    // The runtime's own.
    external: ["cloudflare:*"],
    plugins: [built],
    logLevel: "silent",
  });
  const compiled = wasm.map(async (file) => ({
    type: "CompiledWasm",
    path: basename(file),
    contents: await readFile(file),
  }));
  // The first module is the entry point.
  const worker = { type: "ESModule", path: "worker.mjs", contents: outputFiles[0].text };
  return [worker, ...(await Promise.all(compiled))];
}
