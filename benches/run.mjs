// Runs all parts, one after the other, and writes what they found: `cargo xtask bench` starts this.
//   node run.mjs <folder for results.md, chart.svg and summary.md> [--quick]

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { chart } from "./support/chart.mjs";
import { results, summary } from "./support/report.mjs";

const [out, ...flags] = process.argv.slice(2);
const PARTS = ["weight", "parts", "decode", "call", "rust", "cold", "memory"];

const part = async (name) => {
  const start = performance.now();
  const file = join(import.meta.dirname, `${name}.mjs`);
  const child = spawn(process.execPath, ["--expose-gc", file, ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pieces = [];
  child.stdout.on("data", (piece) => pieces.push(piece));
  const [status] = await once(child, "close");
  if (status !== 0) throw new Error(`benches/${name}.mjs failed`);
  console.error(`  ${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  return JSON.parse(Buffer.concat(pieces));
};

// What else the machine was busy with.
const [, load] = loadavg();

const found = {};
for (const name of PARTS) found[name] = await part(name);

const { devDependencies } = JSON.parse(readFileSync(join(import.meta.dirname, "package.json")));
found.versions = {
  ...devDependencies,
  Node: process.versions.node,
  V8: process.versions.v8,
  Chromium: found.cold.chromium.version,
  processor: `${cpus()[0].model}, ${cpus().length} of its threads`,
  "load before the run": load.toFixed(1),
};
const texts = {
  "results.md": results(found),
  "chart.svg": chart(found),
  "summary.md": summary(found),
};
mkdirSync(out, { recursive: true });
for (const [name, text] of Object.entries(texts)) writeFileSync(join(out, name), text);
console.log(texts["results.md"]);
