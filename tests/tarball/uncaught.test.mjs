// Node shows the whole line of code that an error comes from when nobody catches it: a minified file
// of one line would fill the screen, and hide the words.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { test } from "node:test";
import { folder } from "./package.mjs";

const KEY_MISSING = "new Heymarket({ apiKey: process.env.THERE_IS_NONE });";
const SCRIPTS = {
  module: `import { Heymarket } from "threadline"; ${KEY_MISSING}`,
  commonjs: `const { Heymarket } = require("threadline"); ${KEY_MISSING}`,
};

for (const [type, script] of Object.entries(SCRIPTS)) {
  test(`an uncaught error is readable where it is shown (${type})`, () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [`--input-type=${type}`, "--eval", script],
      { cwd: dirname(dirname(folder)), encoding: "utf8" },
    );
    assert.equal(status, 1);
    assert.match(stderr, /^InvalidArgumentError: apiKey, .+ is needed/m);
    assert.ok(stderr.length < 3_000, `${stderr.length} characters: ${stderr.slice(0, 300)} …`);
  });
}
