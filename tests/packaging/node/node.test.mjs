// The one build serves import and require().

import assert from "node:assert/strict";
import { test } from "node:test";
import { once, PLACES, testBorders, testForeign } from "../support/border-table.mjs";
import { PRIVATE } from "../support/borders.mjs";
import { packageOf, programOf, RELEASES } from "../support/node.mjs";
import { run, runForJson } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { testHttp1, testKeys } from "../support/wire.mjs";

for (const release of RELEASES) {
  const node = row("Node", locked(packageOf(release)));
  const start = (file) => (services) =>
    runForJson(programOf(release), [file, JSON.stringify(services)]);
  node.runs("`import`", start("import.mjs"));
  node.runs("`require`", start("require.cjs"));
  node.slim("`import`", start("slim-import.mjs"));
  node.slim("`require`", start("slim-require.cjs"));
  node.testing("`import`", start("testing-import.mjs"));
  node.testing("`require`", start("testing-require.cjs"));

  const title = `Node ${locked(packageOf(release))}`;
  const crossed = once(() => runForJson(programOf(release), ["borders.mjs"]));
  testForeign(title, crossed);
  testBorders("Node", crossed, { title });

  test(`${title}: an uncaught error is printed with its class, fields and cause, without the body`, async () => {
    const print = (name) =>
      run(programOf(release), ["uncaught.mjs", name]).then(
        () => assert.fail("it ended as if nothing had been thrown"),
        ({ message }) => message,
      );
    const connection = await print("ConnectionError");
    assert.match(
      connection,
      /\nConnectionError: getConversation: [\s\S]*\n {2}code: 'CONNECTION',/,
    );
    assert.match(
      connection,
      /\n {2}retryable: true,[\s\S]*\n {2}\[cause\]: TypeError: fetch failed\n/,
    );
    const rateLimit = await print("RateLimitError");
    assert.match(rateLimit, /\n {2}retryAt: \d{4}-\d\d-\d\dT/);
    assert.ok(!rateLimit.includes(PRIVATE));
  });

  const version = locked(packageOf(release));
  const runtime = { name: "Node", column: `Node ${version.split(".")[0]}`, version };
  testHttp1(runtime, start("wire.mjs"));
  testKeys(runtime, start("wire.mjs"));
}

test("each place of the table of borders has a project that runs it", () => {
  const workers = ["new", "old", "new to new", "new to old", "old to new", "old to old"];
  assert.deepEqual(
    [...PLACES].sort(),
    [
      ...["Bun", "Chromium", "Deno", "Firefox", "Next.js", "Node", "WebKitGTK"],
      ...workers.map((which) => `Workers, ${which}`),
    ].sort(),
  );
});
