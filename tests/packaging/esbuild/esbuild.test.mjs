import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { test } from "node:test";
import { oneFile, oneText } from "../support/copies.mjs";
import { run, runForJson, tool } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { visitFolder } from "../support/site.mjs";

// The module of pages.
const MODULE = "threadline-calls.wasm";

const esbuild = row("esbuild", locked("esbuild"));
const bundle = (entry, output, ...flags) =>
  run(tool("esbuild"), [entry, "--bundle", "--minify", `--outfile=${output}`, ...flags]);

esbuild.runs("for a page", async (services) => {
  await bundle("page.js", "page/main.js");
  copyFileSync("index.html", "page/index.html");
  oneText("page");
  return visitFolder("page", services);
});

for (const [format, extension] of [
  ["esm", "mjs"],
  ["cjs", "cjs"],
]) {
  esbuild.runs(`for Node, as ${format}`, async (services) => {
    const output = `node-${format}/main.${extension}`;
    await bundle("node.mjs", output, "--platform=node", `--format=${format}`);
    oneText(`node-${format}`);
    return runForJson(process.execPath, [output, JSON.stringify(services)]);
  });
}

esbuild.slim(`for a page, \`${MODULE}\` copied beside it`, async (services) => {
  await bundle("slim-page.js", "slim/main.js", "--format=esm");
  copyFileSync("index.html", "slim/index.html");
  copyFileSync(`node_modules/threadline/dist/${MODULE}`, `slim/${MODULE}`);
  oneFile("slim");
  return visitFolder("slim", services);
});

test("in a page, require() gives what import gives", async () => {
  await bundle("mixed.js", "mixed/main.mjs", "--format=esm");
  assert.deepEqual(await runForJson(process.execPath, ["mixed/main.mjs"]), [true, true]);
});
