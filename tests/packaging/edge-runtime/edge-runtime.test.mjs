// Vercel's edge runtime takes one script, and modules that are compiled beforehand: `?module` in an
// import stands for one. Its builders resolve that; here a few lines of esbuild do.

import { readFileSync } from "node:fs";
import { EdgeRuntime } from "edge-runtime";
import { build } from "esbuild";
import { addressOf } from "../support/page.mjs";
import { locked, row } from "../support/row.mjs";

const compiledModules = {
  name: "compiled modules",
  setup(bundle) {
    bundle.onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "module" }));
    bundle.onLoad({ filter: /./, namespace: "module" }, () => ({
      contents: "export default threadlineModule;",
    }));
  },
};

const edge = row("Vercel's Edge Runtime", locked("edge-runtime"));

edge.runs("bundled with the condition `edge-light`", async (services) => {
  const { outputFiles } = await build({
    entryPoints: ["worker.js"],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    conditions: ["edge-light"],
    plugins: [compiledModules],
  });
  const bytes = readFileSync("node_modules/threadline/dist/threadline.wasm");
  const threadlineModule = await WebAssembly.compile(bytes);
  const runtime = new EdgeRuntime({
    initialCode: outputFiles[0].text,
    extend: (context) => Object.assign(context, { threadlineModule }),
  });
  const reply = await runtime.dispatchFetch(addressOf("http://127.0.0.1/", services));
  return reply.json();
});
