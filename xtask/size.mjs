// Prints what the package weighs, and holds it to its budget:
// node size.mjs <dist> <bundle.json> <budget.json> [--check | --bless]

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { hold } from "./budget.mjs";

const [dist, bundle, budgetFile, mode] = process.argv.slice(2);
const outputs = new Map(
  Object.entries(JSON.parse(readFileSync(bundle, "utf8"))).map(([path, output]) => [
    basename(path),
    output,
  ]),
);

const weighed = (bytes) => {
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  return [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length];
};

/** An entry and the chunks that it imports. */
const withImports = (file, found = new Set()) => {
  if (found.has(file)) return found;
  found.add(file);
  for (const { path, external } of outputs.get(file)?.imports ?? []) {
    if (!external) withImports(basename(path), found);
  }
  return found;
};

const weigh = (file) => weighed(readFileSync(join(dist, file)));

/** Both clients, as a bundler makes them for a page. */
const page = async (entry) => {
  const { outputFiles } = await build({
    stdin: { contents: `export { Heymarket, Qlara, init } from "./${entry}"`, resolveDir: dist },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
  });
  return weighed(outputFiles[0].contents);
};

const together = (weights) => {
  return [0, 1, 2].map((i) => weights.reduce((sum, weight) => sum + weight[i], 0));
};

const MODULES = ["threadline.wasm", "threadline-calls.wasm"];
const shipped = (file) => (file.endsWith(".js") ? outputs.has(file) : MODULES.includes(file));
const files = readdirSync(dist).filter(shipped);
/** What a user waits for: these have a budget. */
const whole = {
  "a page loads, default entry": [await page("browser.js")],
  "a page loads, slim entry": [await page("slim-browser.js"), weigh("threadline-calls.wasm")],
  "a page without a bundler loads": [...withImports("index.js")].map(weigh),
  "a Worker holds": [...withImports("workerd.js"), "threadline.wasm"].map(weigh),
  "threadline/edge adds": [weigh("edge.js")],
};
const rows = [
  ...files.sort().map((file) => [file, ...weigh(file)]),
  ...Object.entries(whole).map(([name, parts]) => [name, ...together(parts)]),
];

const number = (value) => value.toLocaleString("en").padStart(10);
const width = Math.max(...rows.map(([name]) => name.length));
console.log(
  `${"bytes".padEnd(width)}${["raw", "gzip -9", "brotli 11"].map((head) => head.padStart(10)).join("")}`,
);
for (const [name, ...weights] of rows) {
  console.log(`${name.padEnd(width)}${weights.map(number).join("")}`);
}

const weights = Object.fromEntries(
  rows
    .filter(([name]) => name in whole)
    .map(([name, raw, gzip, brotli]) => [name, { raw, gzip, brotli }]),
);
hold(budgetFile, weights, mode);
