// Several isolates of one account: Workers of their own that share one hub.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

export const startIsolates = async (count, bindings) => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("limit-worker.mjs", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker"],
    external: ["*.wasm", "cloudflare:*"],
  });
  const wasm = join(process.env.THREADLINE_PACKAGE, "dist/threadline.wasm");
  const modules = [
    { type: "ESModule", path: "worker.mjs", contents: outputFiles[0].text },
    { type: "CompiledWasm", path: "threadline.wasm", contents: await readFile(wasm) },
  ];
  const names = Array.from({ length: count }, (_, at) => `isolate-${at}`);
  const miniflare = new Miniflare({
    host: "127.0.0.1",
    port: 0,
    cf: false,
    workers: names.map((name) => ({
      name,
      compatibilityDate: "2026-04-01",
      modules,
      bindings,
      durableObjects: {
        HUB: {
          className: "Hub",
          useSQLite: true,
          ...(name === names[0] ? {} : { scriptName: names[0] }),
        },
      },
    })),
  });
  const url = await miniflare.ready;
  const workers = await Promise.all(names.map((name) => miniflare.getWorker(name)));
  return {
    origin: url.origin,
    /** A door of one of them. */
    ask: async (at, path) => (await workers[at].fetch(`http://isolate${path}`)).json(),
    post: (path, body) => fetch(new URL(path, url), { method: "POST", body: JSON.stringify(body) }),
    get: (path) => fetch(new URL(path, url), { headers: { authorization: "Bearer any" } }),
    stop: () => miniflare.dispose(),
  };
};
