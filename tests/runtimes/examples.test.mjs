// The scripts in examples/node, as they are started: with the service's address and key around them.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { startFake } from "./support/fake.mjs";

const run = promisify(execFile);

// The examples lie beside these tests where they are run.
const script = (name) => new URL(`../examples/node/${name}`, import.meta.url).pathname;

let fake;
before(async () => {
  fake = await startFake();
});
after(() => fake.stop());

const start = (name, args, more) => {
  const env = {
    ...process.env,
    HEYMARKET_URL: fake.url,
    HEYMARKET_API_KEY: fake.keys.Heymarket,
    QLARA_URL: fake.url,
    QLARA_API_KEY: fake.keys.Qlara,
    ...more,
  };
  return run(process.execPath, [script(name), ...args], { env });
};

test("examples/node/list.mjs prints every open conversation of an inbox", async () => {
  const { stdout } = await start("list.mjs", ["1111", "2222"]);
  // A name may have line breaks.
  const conversations = stdout.match(/^#\d+ {2}\S+ {2}/gm);
  assert.ok(conversations.length > 50, "more than a page of them");
});

test("examples/node/list.mjs prints its usage when no inbox is given", async () => {
  await assert.rejects(start("list.mjs", []), { code: 2, stderr: /^Usage: / });
});

test("examples/node/messages.mjs prints a conversation", async () => {
  const { stdout } = await start("messages.mjs", ["810006"]);
  assert.match(stdout, /^\S+ {2}[←→] /);
});

test("examples/node/messages.mjs says what failed, and how to continue", async () => {
  await assert.rejects(start("messages.mjs", ["810006"], { QLARA_API_KEY: "wrong" }), {
    code: 1,
    stderr: /To go on: node messages\.mjs 810006/,
  });
});
