// Installing the package runs nothing, brings nothing else along, and needs no rights that a strict
// policy withholds.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { test } from "node:test";
import { files, folder, manifest, text } from "./package.mjs";

test("installing runs no script", () => {
  assert.equal(manifest.scripts, undefined);
  assert.equal(manifest.gypfile, undefined);
  // npm would run node-gyp by itself.
  assert.ok(!files.includes("binding.gyp"));
});

test("installing brings nothing else along", () => {
  for (const kind of ["", "peer", "optional", "bundled", "bundle"]) {
    assert.equal(manifest[kind === "" ? "dependencies" : `${kind}Dependencies`], undefined, kind);
  }
  assert.ok(!files.some((file) => file.includes("node_modules")));
});

test("nothing is a program, and only the documented folders are shipped", () => {
  assert.equal(manifest.bin, undefined);
  const known =
    /^(dist\/[\w.-]+\.(c?js|wasm|d\.c?ts)|docs\/[\w/-]+\.md|[A-Z-]+(\.(md|txt))?|(package|sbom\.cdx)\.json|llms\.txt)$/;
  assert.deepEqual(
    files.filter((file) => !known.test(file)),
    [],
  );
});

test("no JavaScript makes code from text", () => {
  const scripts = files.filter((file) => /\.[cm]?js$/.test(file));
  assert.ok(scripts.length > 0);
  for (const file of scripts) {
    // The words of an error name `unsafe-eval`.
    const found = /.{0,40}((?<!unsafe-)\beval\b|\bFunction\s*\().{0,40}/.exec(text(file));
    assert.equal(found?.[0], undefined, file);
  }
});

test("a call works where making code from text is forbidden", () => {
  const script = `
    import { Heymarket } from "threadline";
    const fetch = async () => new Response('{"id":9920}', { status: 200 });
    const heymarket = new Heymarket({ apiKey: "a", fetch });
    console.log((await heymarket.getConversation({ id: 9920 })).id);
    try { (0, eval)("1"); } catch (error) { console.log(error.name); }
  `;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--disallow-code-generation-from-strings", "--input-type=module", "--eval", script],
    // As a user's file beside node_modules would find it.
    { cwd: dirname(dirname(folder)), encoding: "utf8" },
  );
  assert.equal(stdout, "9920\nEvalError\n", stderr);
});

test("no file reveals where it was built", () => {
  const repository = folder.replace(/[\\/]target[\\/].*$/, "");
  for (const file of files) {
    for (const place of [repository, ".cargo", ".rustup", "registry/src"]) {
      assert.ok(!text(file).includes(place), `${file} holds ${place}`);
    }
  }
});
