import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { excesses, hold, lowered } from "./budget.mjs";

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

test("what is weighed elsewhere keeps its budget", () => {
  const folder = mkdtempSync(join(tmpdir(), "budget-"));
  try {
    const file = join(folder, "budget.json");
    writeFileSync(file, JSON.stringify({ ...budget, client: { gzip: 50 } }));
    hold(file, { client: { gzip: 40 } }, "--bless");
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), { ...budget, client: { gzip: 40 } });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
