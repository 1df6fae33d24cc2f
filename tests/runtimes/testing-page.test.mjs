// docs/testing.md: its code for Node's own test runner runs here, the rest where the tools are.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { blocks, writeBlocks } from "./support/documented.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The folders of blocks: the last four are those of projects in tests/packaging/. */
const FOLDERS = ["node", "jest", "jest-jsdom", "vitest", "vitest3"];

test("each block of the page is run by somebody", () => {
  const paths = blocks().map(([path]) => path);
  assert.ok(paths.length > 10);
  for (const path of paths.filter((path) => path !== "app.js")) {
    assert.ok(FOLDERS.includes(dirname(path)), path);
  }
});

describe("with node:test,", () => {
  const into = here("../testing-page");
  for (const path of writeBlocks("node", into)) {
    test(path, async () => {
      // This run is not a part of the one here.
      const { NODE_TEST_CONTEXT, ...env } = process.env;
      const args = ["--test", "--test-reporter=tap", path];
      const { stdout } = await promisify(execFile)(process.execPath, args, {
        cwd: into,
        env,
        timeout: 60_000,
      });
      assert.match(stdout, /^# fail 0$/m);
      assert.match(stdout, /^# pass [1-9]/m);
    });
  }
});
