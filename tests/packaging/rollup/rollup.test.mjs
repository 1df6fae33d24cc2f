import { copyFileSync } from "node:fs";
import { oneFile, oneText } from "../support/copies.mjs";
import { run, tool } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { visitFolder } from "../support/site.mjs";

// The module of pages.
const MODULE = "threadline-calls.wasm";

const rollup = row("Rollup", locked("rollup"));
const bundle = async (entry, folder) => {
  const output = `${folder}/main.js`;
  await run(tool("rollup"), ["--config", "--input", entry, "--file", output, "--format", "es"]);
  copyFileSync("index.html", `${folder}/index.html`);
};

rollup.runs("for a page", async (services) => {
  await bundle("page.js", "page");
  oneText("page");
  return visitFolder("page", services);
});

rollup.slim(`for a page, \`${MODULE}\` copied beside it`, async (services) => {
  await bundle("slim-page.js", "slim");
  copyFileSync(`node_modules/threadline/dist/${MODULE}`, `slim/${MODULE}`);
  oneFile("slim");
  return visitFolder("slim", services);
});
