// What linters of packages say about the tarball.

import { test } from "node:test";
import { run, tool } from "../support/programs.mjs";

const tarball = process.env.THREADLINE_TARBALL;

test("publint has nothing to say", () => run(tool("publint"), ["run", "--strict", tarball]));

test("the types are right for import and for require()", () =>
  run(tool("attw"), [
    tarball,
    // TypeScript's `node10` knows no exports, and TypeScript itself knows it no more.
    "--profile=node16",
    // No JavaScript, no types.
    "--exclude-entrypoints=threadline.wasm",
    "--exclude-entrypoints=threadline-calls.wasm",
    // For Workers, which know no require().
    "--exclude-entrypoints=edge",
  ]));

test("the types of the edge are right for import", () =>
  run(tool("attw"), [tarball, "--profile=esm-only", "--entrypoints=edge"]));
