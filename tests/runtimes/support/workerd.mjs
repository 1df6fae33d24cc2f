// workerd, with a Worker that is bundled as a user would: the condition `workerd` picks the entry.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

// Not this module's own dependency but miniflare's, which pins it.
const { version } = createRequire(import.meta.url)("workerd/package.json");
export const workerdVersion = version;

const MODULES = ["threadline.wasm", "threadline-testing.wasm"];

const compiled = async (path) => ({
  type: "CompiledWasm",
  path,
  contents: await readFile(join(process.env.THREADLINE_PACKAGE, "dist", path)),
});

/** `get(path)` gives the Worker's response; `more` is passed to miniflare. */
export const startWorkerd = async (
  bindings,
  file = new URL("worker.mjs", import.meta.url),
  more = {},
) => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(file)],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker"],
    external: ["*.wasm", "cloudflare:*"],
  });
  const miniflare = new Miniflare({
    ...more,
    cf: false,
    compatibilityDate: "2026-03-01",
    bindings,
    modules: [
      { type: "ESModule", path: "worker.mjs", contents: outputFiles[0].text },
      ...(await Promise.all(MODULES.map(compiled))),
    ],
  });
  const url = await miniflare.ready;
  return {
    get: async (path, options) => (await fetch(new URL(path, url), options)).json(),
    stop: () => miniflare.dispose(),
  };
};
