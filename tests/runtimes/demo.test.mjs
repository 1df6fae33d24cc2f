// `cargo xtask demo`: every operation from Node, from the example Worker and from the example page, and
// what a person does in the page.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { startFake } from "./support/fake.mjs";

const run = promisify(execFile);

// The examples lie beside these tests where they are run.
const SCRIPT = new URL("../examples/demo/run.mjs", import.meta.url).pathname;

let fake;
before(async () => {
  fake = await startFake();
});
after(() => fake.stop());

const demo = (more) => {
  const env = {
    ...process.env,
    THREADLINE_URL: fake.url,
    THREADLINE_KEY: fake.keys.Heymarket,
    THREADLINE_QLARA_KEY: fake.keys.Qlara,
    ...more,
  };
  // As a run of its own, not as a part of this one.
  delete env.NODE_TEST_CONTEXT;
  return run(process.execPath, [SCRIPT], { env });
};

test("the demo goes right in Node, in the example Worker and in the example page", async () => {
  const { stdout } = await demo();
  assert.match(stdout, /\nall \d+ right, in 3 runtimes, .*\n$/);
  assert.equal(stdout.match(/the page, by hand/g).length, 2);
});

test("the demo fails when anything in it does", async () => {
  await assert.rejects(demo({ THREADLINE_QLARA_KEY: "wrong" }), {
    code: 1,
    stdout: /FAILED: AUTHENTICATION, listConversations/,
  });
});
