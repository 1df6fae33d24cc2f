// The modules of a Worker of these tests, as a user's bundler would make them.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const modulesOf = async (file) => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker"],
    external: ["*.wasm", "cloudflare:*"],
  });
  const wasm = join(process.env.THREADLINE_PACKAGE, "dist/threadline.wasm");
  return [
    { type: "ESModule", path: "worker.mjs", contents: outputFiles[0].text },
    { type: "CompiledWasm", path: "threadline.wasm", contents: await readFile(wasm) },
  ];
};
