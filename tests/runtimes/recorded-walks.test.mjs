// The iterators walk as it was recorded, and so do the streams of the Rust client: src/client/pages/tests/recorded.rs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { walk } from "./support/recorded-walks.mjs";

const walks = readFileSync(new URL("../fixtures/walks.json", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map(JSON.parse);

for (const [at, recorded] of walks.entries()) {
  test(`${recorded.list}, line ${at + 1}: the same requests, the same items, the same end`, async () => {
    const { list, input, steps } = recorded;
    let step = 0;
    const found = await walk(list, input, (asked) => {
      const { asked: expected, status, body } = steps[step++] ?? {};
      assert.deepEqual(asked, expected, `request ${step}`);
      return { status, body };
    });
    assert.deepEqual(found, recorded);
  });
}
