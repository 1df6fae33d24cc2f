// Prints what the package weighs: node size.mjs <dist> <bundle.json>

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [dist, bundle] = process.argv.slice(2);
const outputs = new Map(
  Object.entries(JSON.parse(readFileSync(bundle, "utf8"))).map(([path, output]) => [
    basename(path),
    output,
  ]),
);

const weigh = (file) => {
  const bytes = readFileSync(join(dist, file));
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

const rows = [];
const add = (name, files) => {
  const weights = [...files].map(weigh);
  rows.push([name, ...[0, 1, 2].map((i) => weights.reduce((sum, weight) => sum + weight[i], 0))]);
};

const shipped = (file) => (file.endsWith(".js") ? outputs.has(file) : file === "threadline.wasm");
const files = readdirSync(dist).filter(shipped);
for (const file of files.sort()) add(file, [file]);
add("a page loads, default entry", withImports("index.js"));
add("a page loads, slim entry", [...withImports("slim.js"), "threadline.wasm"]);
add("a Worker holds", [...withImports("workerd.js"), "threadline.wasm"]);

const number = (value) => value.toLocaleString("en").padStart(10);
const width = Math.max(...rows.map(([name]) => name.length));
console.log(
  `${"bytes".padEnd(width)}${["raw", "gzip -9", "brotli 11"].map((head) => head.padStart(10)).join("")}`,
);
for (const [name, ...weights] of rows) {
  console.log(`${name.padEnd(width)}${weights.map(number).join("")}`);
}
