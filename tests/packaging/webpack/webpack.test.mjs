import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { oneFile, oneText, twoTexts } from "../support/copies.mjs";
import { run, runForJson, tool } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { visitFolder } from "../support/site.mjs";

const webpack = row("webpack", locked("webpack"));
const bundle = async (mode, entry, folder) => {
  const paths = ["--entry", `./${entry}`, "--output-path", resolve(folder)];
  await run(tool("webpack"), ["build", "--mode", mode, ...paths]);
  copyFileSync("index.html", `${folder}/index.html`);
};

for (const [mode, texts] of [
  ["development", twoTexts],
  ["production", oneText],
]) {
  webpack.runs(`for a page, ${mode}`, async (services) => {
    await bundle(mode, "page.js", mode);
    texts(mode);
    return visitFolder(mode, services);
  });

  webpack.slim(`for a page, ${mode}`, async (services) => {
    await bundle(mode, "slim-page.js", `slim-${mode}`);
    oneFile(`slim-${mode}`);
    return visitFolder(`slim-${mode}`, services);
  });
}

test("in a page, require() gives what import gives", async () => {
  await bundle("production", "mixed.js", "mixed");
  oneText("mixed");
  assert.equal(await runForJson(process.execPath, ["mixed/main.js"]), true);
});
