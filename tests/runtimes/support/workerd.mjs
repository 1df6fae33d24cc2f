// workerd, with a Worker that is bundled as a user would: the condition `workerd` picks the entry.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

const MODULES = ["threadline.wasm", "threadline-testing.wasm"];

const compiled = async (path) => ({
  type: "CompiledWasm",
  path,
  contents: await readFile(join(process.env.THREADLINE_PACKAGE, "dist", path)),
});

/** `get(path)` is what the Worker answers; `more` is what else miniflare gives it. */
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
    external: ["*.wasm"],
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
