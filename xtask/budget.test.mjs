import assert from "node:assert/strict";
import { test } from "node:test";
import { excesses, lowered } from "./budget.mjs";

const budget = { page: { raw: 2000, gzip: 1000 } };

test("what weighs as much as it may, or a few thousandths more, is let pass", () => {
  assert.deepEqual(excesses(budget, { page: { raw: 2000, gzip: 900 } }), []);
  assert.deepEqual(excesses(budget, { page: { raw: 2000, gzip: 1004 } }), []);
});

test("what weighs more is named, and so is what has no budget", () => {
  assert.deepEqual(excesses(budget, { page: { raw: 2000, gzip: 1006 } }), [
    "page: 1006 bytes gzip, the budget is 1000",
  ]);
  assert.deepEqual(excesses(budget, { worker: { gzip: 1 } }), ["worker: has no budget"]);
  assert.equal(excesses(budget, { page: { brotli: 1 } }).length, 1);
});

test("a budget is only ever lowered", () => {
  const next = lowered(budget, { page: { raw: 1500, gzip: 1500 }, worker: { raw: 7, gzip: 5 } });
  assert.deepEqual(next, { page: { raw: 1500, gzip: 1000 }, worker: { raw: 7, gzip: 5 } });
});
