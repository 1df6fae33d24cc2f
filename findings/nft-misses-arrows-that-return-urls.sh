#!/usr/bin/env bash
# @vercel/nft does not find the file of `() => new URL("./file", import.meta.url)`; with braces and a
# `return` it does.
#
# nft is what finds the files that a server needs: for Nitro and Nuxt, for Next.js (output "standalone"),
# for deployments to Vercel and Netlify. In a package, `new URL("./m.wasm", import.meta.url)` makes it copy
# the file: as a constant, a default value, a property, an argument, in a function that returns it. Only as
# the whole body of an arrow function it is overlooked: nothing warns, the build succeeds, and the server
# fails at its first use with ENOENT. Inside of a larger expression in the same place it is found again.
#
# One would guess that it counts wherever it is, since it is the expression that bundlers agree on: webpack,
# Vite and Parcel find it anywhere. The form is what minifiers make of others:
# esbuild turns both `() => { const file = new URL(…); return file; }` and `() => { return new URL(…); }`
# into it, so that a package's sources are found and what is published is not. It matters for packages
# that load WebAssembly, fonts or templates from beside them: `(file = new URL(…)) => file` stays as it is.
#
# @vercel/nft 1.11.5, esbuild 0.28.2, Node 20.20; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

echo '{ "private": true, "type": "module" }' > package.json
timeout 120 npm install --silent --no-audit --no-fund --ignore-scripts @vercel/nft@1.11.5 esbuild@0.28.2

cat > try.mjs <<'EOF'
import { readFileSync, writeFileSync } from "node:fs";
import { nodeFileTrace } from "@vercel/nft";
import { transform } from "esbuild";

const FORMS = {
  default: 'export const load = (f) => f((file = new URL("./m.wasm", import.meta.url)) => file);',
  argument: 'export const load = (f) => f(new URL("./m.wasm", import.meta.url));',
  property: 'export const load = (f) => f(() => ({ file: new URL("./m.wasm", import.meta.url) }));',
  returned: 'export const load = (f) => f(() => { return new URL("./m.wasm", import.meta.url); });',
  constant:
    'export const load = (f) => f(() => { const file = new URL("./m.wasm", import.meta.url); return file; });',
  arrow: 'export const load = (f) => f(() => new URL("./m.wasm", import.meta.url));',
};
writeFileSync("m.wasm", "");
const finds = async (name, code) => {
  writeFileSync(`${name}.js`, code);
  const { fileList } = await nodeFileTrace([`${name}.js`], { base: process.cwd() });
  return fileList.has("m.wasm") ? "found" : "not found";
};
const seen = {};
for (const [form, code] of Object.entries(FORMS)) {
  const { code: minified } = await transform(code, { minify: true, format: "esm", target: "es2022" });
  seen[form] = [await finds(form, code), await finds(`${form}-minified`, minified)];
  console.log(`${form}: ${seen[form][0]}; minified: ${seen[form][1]}   ${minified.trim()}`);
}
for (const name of ["@vercel/nft", "esbuild"]) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version);
}
console.log(`Node ${process.version}`);
const expected = {
  default: ["found", "found"],
  argument: ["found", "found"],
  property: ["found", "found"],
  returned: ["found", "not found"],
  constant: ["found", "not found"],
  arrow: ["not found", "not found"],
};
const same = JSON.stringify(seen) === JSON.stringify(expected);
console.log(same ? "as described" : "changed");
process.exit(same ? 0 : 1);
EOF
timeout 60 node try.mjs
