import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { within } from "./crates.mjs";
import { cratesIn, sourcesIn } from "./linked.mjs";

const folder = mkdtempSync(join(tmpdir(), "linked-"));
after(() => rmSync(folder, { recursive: true }));

const SOURCES = {
  "root.rs": `
    #[path = "inlined-1.0.0/src/lib.rs"] mod inlined;
    #[path = "called-2.0.0/src/lib.rs"] mod called;
    #[path = "unused-3.0.0/src/lib.rs"] mod unused;
    #[unsafe(no_mangle)]
    pub extern "C" fn run(given: u32) -> u32 { called::twice(inlined::more(given)) }`,
  "inlined-1.0.0/src/lib.rs":
    "#[inline(always)] pub fn more(given: u32) -> u32 { given.rotate_left(given) ^ 77 }",
  "called-2.0.0/src/lib.rs":
    "#[inline(never)] pub fn twice(given: u32) -> u32 { given.wrapping_mul(given) }",
  "unused-3.0.0/src/lib.rs": "pub fn never(given: u32) -> u32 { given.wrapping_sub(5) }",
};

for (const [version, flags] of [
  [4, ["-Cdebuginfo=line-tables-only"]],
  [5, ["-Cdebuginfo=line-tables-only", "-Cdwarf-version=5"]],
]) {
  test(`of DWARF ${version}, what is inlined is linked, and what nobody calls is not`, () => {
    for (const [path, source] of Object.entries(SOURCES)) {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), source);
    }
    const target = ["--target", "wasm32-unknown-unknown", "--crate-type", "cdylib"];
    const args = [...target, "--edition", "2024", "-O", ...flags, "-Awarnings"];
    execFileSync("rustc", [...args, "root.rs", "-o", "made.wasm"], { cwd: folder });
    const { crates } = cratesIn(readFileSync(join(folder, "made.wasm")));
    assert.deepEqual([...crates].filter((name) => /^(inlined|called|unused)-/.test(name)).sort(), [
      "called-2.0.0",
      "inlined-1.0.0",
    ]);
  });
}

test("who needed a crate that is left out needs what that one needed", () => {
  const graph = Object.entries({ a: ["b", "c"], b: ["d"], c: [], d: ["e", "c"], e: ["d"] });
  const found = new Map(graph.map(([crate, needs]) => [crate, new Set(needs)]));
  assert.deepEqual(
    [...within(found, (crate) => !["b", "d"].includes(crate))],
    [
      ["a", new Set(["e", "c"])],
      ["c", new Set()],
      ["e", new Set(["c"])],
    ],
  );
});

test("a module that does not tell is not taken for an empty one", () => {
  const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
  assert.throws(() => sourcesIn(empty), /nothing of its lines/);
});
