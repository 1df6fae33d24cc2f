// The README's example prints what the README says, with the fake services in place of the real ones.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeServices } from "threadline/testing";
import { fromDocument, read } from "./support/document.mjs";

test("the example prints what is below it", async (t) => {
  const [, below] = (await read("README.md")).split("\n```js example.mjs\n");
  const [, output] = /^```text\n([\s\S]*?)^```$/m.exec(below);
  const fake = await fakeServices();
  t.mock.method(globalThis, "fetch", fake.fetch);
  const printed = [];
  t.mock.method(console, "log", (...values) => printed.push(`${values.join(" ")}\n`));
  const before = process.env.HEYMARKET_API_KEY;
  process.env.HEYMARKET_API_KEY = fake.keys.heymarket;
  t.after(() => {
    if (before === undefined) delete process.env.HEYMARKET_API_KEY;
    else process.env.HEYMARKET_API_KEY = before;
  });
  await import(await fromDocument("README.md", "example.mjs"));
  assert.equal(printed.join(""), output);
});
