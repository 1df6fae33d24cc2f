// What `cargo xtask example` starts once all is built: it says where it is, and ends when it is interrupted.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startFake } from "../runtimes/support/fake.mjs";
import { BUILT } from "./support.mjs";

const SCRIPT = fileURLToPath(new URL("../../examples/serve/run.mjs", import.meta.url));

let fake;
before(async () => {
  fake = await startFake();
});
after(() => fake?.stop());

const start = (args, env) =>
  spawn(process.execPath, [SCRIPT, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });

for (const name of ["page", "worker"]) {
  test(`rust-${name} is served until it is interrupted`, async (t) => {
    const script = start([`rust-${name}`, join(BUILT, name)], {
      THREADLINE_URL: fake.url,
      THREADLINE_KEY: fake.keys.Heymarket,
      THREADLINE_QLARA_KEY: fake.keys.Qlara,
    });
    t.after(() => script.kill("SIGKILL"));
    script.stderr.pipe(process.stderr);
    const lines = [];
    for await (const line of createInterface({ input: script.stdout })) {
      lines.push(line);
      if (line === "Press Ctrl-C to stop.") break;
    }
    const [, address] = /^The \w+ is up: (\S+)$/m.exec(lines.join("\n"));
    // The page is everybody's; the Worker wants the token.
    const { status } = await fetch(address);
    assert.equal(status, name === "page" ? 200 : 401);
    script.kill("SIGINT");
    assert.deepEqual(await once(script, "exit"), [0, null]);
    await assert.rejects(fetch(address), { message: "fetch failed" });
  });
}

test("without a service to talk to, it says what starts it", async () => {
  const script = start(["rust-page", BUILT], { THREADLINE_URL: "" });
  const exit = once(script, "exit");
  const [line] = await once(createInterface({ input: script.stderr }), "line");
  assert.match(line, /^`cargo xtask example rust-page`/);
  assert.deepEqual(await exit, [2, null]);
});
