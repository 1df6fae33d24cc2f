import { readFileSync, writeFileSync } from "node:fs";
import { oneFile, oneText } from "../support/copies.mjs";
import { run, tool } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { visitFolder } from "../support/site.mjs";

const parcel = row("Parcel", locked("parcel"));
const bundle = (page, folder) =>
  run(tool("parcel"), ["build", page, "--dist-dir", folder, "--no-cache", "--no-source-maps"]);

parcel.runs("for a page", async (services) => {
  await bundle("index.html", "page");
  oneText("page");
  return visitFolder("page", services);
});

parcel.slim("for a page, with `packageExports` switched on", async (services) => {
  const manifest = JSON.parse(readFileSync("package.json", "utf8"));
  manifest["@parcel/resolver-default"] = { packageExports: true };
  writeFileSync("package.json", JSON.stringify(manifest));
  await bundle("slim.html", "slim");
  oneFile("slim");
  return visitFolder("slim", services, "slim.html");
});
