// The types that a module of bindings tells TypeScript: those that wasm-bindgen writes for the example.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { FOLDER } from "./support/module.mjs";

const root = new URL("../../", import.meta.url);
const text = (path) => readFile(new URL(path, root), "utf8");

/** What wasm-bindgen adds of itself. */
const clientOf = (name) => `
export class ${name} {
  free(): void;
  constructor(options: ClientOptions);
}
`;

test("the types hold under tsc --strict", async () => {
  const folder = join(FOLDER, "types");
  await mkdir(folder, { recursive: true });
  const sections = await Promise.all([
    text("src/js/types.d.ts"),
    text("examples/rust-bindings/src/clients.d.ts"),
  ]);
  const types = [...sections, clientOf("Heymarket"), clientOf("Qlara")].join("\n");
  await writeFile(join(folder, "rust_bindings.d.ts"), types);
  await copyFile(new URL("types/use.ts", import.meta.url), join(folder, "use.ts"));
  const options = ["--strict", "--noEmit", "--target", "es2022", "--module", "nodenext"];
  const package_ = createRequire(import.meta.url).resolve("typescript/package.json");
  const tsc = join(dirname(package_), "bin/tsc");
  const files = [...options, "--lib", "es2022,dom", "--types", "", "use.ts"];
  const { stdout, status } = spawnSync(process.execPath, [tsc, ...files], { cwd: folder });
  assert.equal(status, 0, `${stdout}`);
});
