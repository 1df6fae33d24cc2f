// Vercel's edge runtime takes one script, and modules that are compiled beforehand: `?module` in an
// import represents one. Its builders resolve that; here a few lines of esbuild do.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { EdgeRuntime } from "edge-runtime";
import { build } from "esbuild";
import { noCopy } from "../support/copies.mjs";
import { addressOf } from "../support/page.mjs";
import { locked, row } from "../support/row.mjs";

const nameOf = (path) => basename(path, "?module");

const compiledModules = {
  name: "compiled modules",
  setup(bundle) {
    bundle.onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "module" }));
    bundle.onLoad({ filter: /./, namespace: "module" }, ({ path }) => ({
      contents: `export default compiledModules["${nameOf(path)}"];`,
    }));
  },
};

const edge = row("Vercel's Edge Runtime", locked("edge-runtime"));

/** The modules of the package, as the platform has compiled them beforehand. */
const modules = async () => {
  const names = ["threadline.wasm", "threadline-testing.wasm"];
  const compiled = names.map(async (name) => {
    const bytes = readFileSync(`node_modules/threadline/dist/${name}`);
    return [name, await WebAssembly.compile(bytes)];
  });
  return Object.fromEntries(await Promise.all(compiled));
};

const answerOf = (worker) => async (services) => {
  const outfile = `out-${worker}/main.js`;
  await build({
    entryPoints: [worker],
    bundle: true,
    outfile,
    format: "iife",
    target: "es2022",
    conditions: ["edge-light"],
    plugins: [compiledModules],
  });
  noCopy(`out-${worker}`);
  const compiled = await modules();
  const runtime = new EdgeRuntime({
    initialCode: readFileSync(outfile, "utf8"),
    extend: (context) => Object.assign(context, { compiledModules: compiled }),
  });
  const reply = await runtime.dispatchFetch(addressOf("http://127.0.0.1/", services));
  return reply.json();
};

edge.runs("bundled with the condition `edge-light`", answerOf("worker.js"));
edge.slim(
  "the same, `threadline.wasm?module` imported and given to `init`",
  answerOf("slim-worker.js"),
);
edge.testing("bundled with the condition `edge-light`", answerOf("testing-worker.js"));
