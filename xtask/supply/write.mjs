// Writes into the package what it is made of: its licences and its bill of materials.
// node write.mjs <package> (<module> <the same as cargo left it> <arguments that choose its crate and features> --)…

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crates } from "./crates.mjs";
import { licences } from "./licences.mjs";
import { sbom } from "./sbom.mjs";
import { standardLibrary } from "./standard-library.mjs";
import { tools } from "./tools.mjs";

const [folder, ...rest] = process.argv.slice(2);
const built = [];
for (let end = rest.indexOf("--"); end >= 0; end = rest.indexOf("--")) {
  const [file, compiled, ...what] = rest.splice(0, end + 1);
  built.push({ file, compiled, what: what.slice(0, -1) });
}

const made = crates(built);
const std = standardLibrary();
const modules = made.modules.map(({ bundled, library, ...module }, at) => {
  const { file: name } = built[at];
  const bytes = readFileSync(join(folder, name));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  console.log(`${name}: ${bytes.length} bytes, sha256 ${sha256}`);
  const inside = std.crates.filter(({ name, version }) => bundled.has(`${name}-${version}`));
  if (inside.length !== bundled.size) throw new Error(`unknown in rust-std: ${[...bundled]}`);
  return { ...module, name, sha256, std: { ...std, crates: inside, library: [...library].sort() } };
});

const works = new Map();
for (const crate of modules.flatMap(({ linked, std }) => [...linked, std, ...std.crates])) {
  // What the registry does not have is this repository's own.
  const own = crate.folder !== undefined && crate.checksum === undefined;
  if (!own) works.set(`${crate.name} ${crate.version}`, crate);
}
writeFileSync(join(folder, "THIRD-PARTY-LICENSES.txt"), licences([...works.values()]));

const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const bill = sbom({ manifest, modules, building: made.building, tools: tools() });
writeFileSync(join(folder, "sbom.cdx.json"), `${JSON.stringify(bill, null, 2)}\n`);
