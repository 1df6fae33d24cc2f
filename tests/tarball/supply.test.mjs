// What the package says of itself: its bill of materials and the licences of what is in it.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { bytes, files, manifest, sbom, text } from "./package.mjs";

/** A component and all that is in it, at any depth. */
const flat = (component) => [component, ...(component.components ?? []).flatMap(flat)];
const modules = sbom.components.filter(({ type }) => type === "file");
const inModules = modules.flatMap(flat).filter(({ type }) => type === "library");
const apart = sbom.components.filter(({ type }) => type !== "file");
const names = (components) => components.map(({ name }) => name);

const faults = (bill) =>
  new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(JSON.stringify(bill));

test("the bill of materials is valid by the official schema of CycloneDX", async () => {
  assert.equal(await faults(sbom), null);
  // The validator does find what is wrong.
  assert.notEqual(await faults({ ...sbom, components: [{ type: "library" }] }), null);
});

test("it is about this very package and the module in it", () => {
  const { name, version, purl } = sbom.metadata.component;
  assert.deepEqual([name, version], [manifest.name, manifest.version]);
  assert.equal(purl, `pkg:npm/threadline@${manifest.version}`);
});

test("it and the package say where the sources are, and where to turn to", () => {
  const repository = "https://github.com/threadline-rs/threadline";
  assert.deepEqual(manifest.repository, { type: "git", url: `git+${repository}.git` });
  assert.equal(manifest.homepage, `${repository}#readme`);
  assert.deepEqual(manifest.bugs, { url: `${repository}/issues` });
  const vcs = [{ type: "vcs", url: manifest.repository.url }];
  assert.deepEqual(sbom.metadata.component.externalReferences, vcs);
});

test("it knows each WebAssembly module by its hash", () => {
  const shipped = files.filter((file) => file.endsWith(".wasm"));
  assert.deepEqual(names(modules).sort(), shipped);
  for (const { name, hashes } of modules) {
    const sha256 = createHash("sha256").update(bytes(name)).digest("hex");
    assert.deepEqual(hashes, [{ alg: "SHA-256", content: sha256 }], name);
  }
});

test("each module is said to hold what is linked into it, and nothing that is not", () => {
  const holds = (file, name) =>
    names(flat(modules.find((module) => module.name === `dist/${file}.wasm`))).includes(name);
  const MODULES = ["threadline", "threadline-calls", "threadline-testing"];
  for (const [name, ...inside] of [
    ["threadline", true, true, true],
    ["rust-std", true, true, true],
    ["wasm-bindgen", true, true, true],
    // Only webhooks are compared with a hash. Tokens are signed by the platform's own cryptography, but for those
    // that the fake services check.
    ["sha2", true, false, true],
    ["subtle", true, false, false],
    ["hmac", false, false, true],
    // What allocates: the standard library's own, or else another.
    ["talc", true, true, false],
    ["dlmalloc", false, false, true],
    ["serde_json", false, false, true],
    // Only macros and types.
    ["cfg-if", false, false, false],
    ["typenum", false, false, false],
  ]) {
    const found = MODULES.map((module) => holds(module, name));
    assert.deepEqual(found, inside, name);
  }
  const of = (file) =>
    flat(modules.find(({ name }) => name === `dist/${file}.wasm`)).find(
      ({ name }) => name === "rust-std",
    ).description;
  assert.match(of("threadline"), /\balloc\b.*\bcore\b/);
  assert.doesNotMatch(of("threadline"), /\bstd\b/);
  assert.match(of("threadline-testing"), /\bstd\b/);
});

test("what is in a module is distinguished from what only built it", () => {
  const outside = names(apart);
  for (const name of [
    "threadline-macros",
    "syn",
    "rustc",
    "wasm-bindgen-cli-support",
    "binaryen",
    "esbuild",
  ]) {
    assert.ok(outside.includes(name), name);
  }
  assert.ok(apart.every(({ scope }) => scope === "excluded"));
  assert.deepEqual(
    outside.filter((name) => names(inModules).includes(name)),
    [],
  );
  // Tests and the tools that run them have no part in the package.
  for (const name of ["proptest", "tokio", "ureq", "typescript", "miniflare", "playwright-core"]) {
    assert.ok(!names(inModules).includes(name) && !outside.includes(name), name);
  }
});

test("whatever is in the module is reached from the package", () => {
  const known = new Map(sbom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const reached = new Set();
  const visit = (ref) => {
    if (reached.has(ref)) return;
    reached.add(ref);
    known.get(ref)?.forEach(visit);
  };
  visit(sbom.metadata.component["bom-ref"]);
  const refs = modules.flatMap(flat).map((component) => component["bom-ref"]);
  assert.ok(refs.length > 20);
  assert.deepEqual(
    refs.filter((ref) => !reached.has(ref)),
    [],
  );
});

test("each crate of the registry has its checksum, its licence and its address", () => {
  const inStandardLibrary = /#rust-std/;
  for (const crate of [...inModules, ...apart].filter(({ purl }) => purl.includes(":cargo/"))) {
    const own = crate.name.startsWith("threadline");
    const unlocked = crate.type === "application" || inStandardLibrary.test(crate["bom-ref"]);
    assert.equal(crate.licenses?.length, 1, crate.name);
    assert.equal(crate.hashes?.[0].content.length, own || unlocked ? undefined : 64, crate.name);
    assert.equal(crate.purl, `pkg:cargo/${crate.name}@${crate.version}`);
  }
});

const RULE = "-".repeat(80);
/** What every licence says, each in its own words. */
const GRANT = /permission|permitted|Apache License|anyone is free to|you may use this/i;

test("the licence of each is in the package, text and all", () => {
  const licences = text("THIRD-PARTY-LICENSES.txt");
  const rows = new Map(
    Array.from(
      licences.matchAll(/^(\S+ \S+): (.+?) ((?:\[\d+\] ?)+)$/gm),
      ([, work, , numbers]) => [work, numbers.trim().split(" ")],
    ),
  );
  const works = inModules.filter(({ name }) => !name.startsWith("threadline"));
  assert.equal(rows.size, new Set(works.map(({ name, version }) => `${name} ${version}`)).size);
  for (const { name, version } of works) {
    const numbers = rows.get(`${name} ${version}`);
    assert.ok(numbers?.length > 0, name);
    for (const number of numbers) {
      const [, from] = licences.split(`\n${RULE}\n${number}\n`);
      const [body] = from.split(RULE);
      assert.match(body, GRANT, `${name} ${number}`);
    }
  }
});
